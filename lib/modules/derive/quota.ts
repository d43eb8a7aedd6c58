import type { Platform } from '../../platform/platform';
import type { Inputs, ModuleKind } from '../kinds/kind';
import { attempt } from './attempt';
import { synthesise } from './synthesise';

/** The platform without the most that a service may take: that refuses large samples, from which it is clear what follows from what. */
export function withoutQuota(platform: Platform): Platform {
  return Object.create(platform, { maxQuota: { value: undefined } }) as Platform;
}

/** Whether a sample takes no more than the platform lets a service have. */
export function fitsQuota(kind: ModuleKind, platform: Platform, inputs: Inputs): boolean {
  return platform.maxQuota === undefined || attempt(() => synthesise(kind, platform, inputs)) !== undefined;
}

import type { ModuleKind } from './kind';
import { MICROSERVICE_INFRA } from './microservice-infra';

/** Every construct that a module can be made of. */
export const MODULES: readonly ModuleKind[] = [MICROSERVICE_INFRA];

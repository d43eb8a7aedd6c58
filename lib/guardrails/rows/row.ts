import type { Guardrail } from '../guardrail';
import { StackKind } from '../model/app-model';

/** The stacks of teams. */
export const TEAMS: readonly StackKind[] = [StackKind.SERVICE, StackKind.TEAM];

/** Every stack of the app, also without a platform. */
export const EVERYWHERE: readonly StackKind[] = Object.values(StackKind);

/** The stacks of the platform and of its teams. */
export const OF_THE_PLATFORM: readonly StackKind[] = [...TEAMS, StackKind.PLATFORM];

/** The chapter of all data. */
export const DATA = 'Databases, caches and other data';

/** The chapter of Terraform's settings. */
export const SETTINGS = 'Settings of Terraform';

/** The fix for a document that the library wrote and a patch changed. */
export const TAKE_BACK_PATCH = 'remove the patch that changes it; this cannot be changed';

export const WITH_REASON = "or give a reason: service.allowException(resource, 'why')";

/** A guardrail of the stacks of teams. */
export function row(guardrail: Omit<Guardrail, 'stacks'> & { readonly stacks?: readonly StackKind[] }): Guardrail {
  return { stacks: TEAMS, ...guardrail };
}

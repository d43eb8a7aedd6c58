import { SENSITIVE_ACTIONS } from './tables/sensitive-actions';

export type SensitiveKind = 'permissions' | 'takeover' | 'credentials' | 'exposure';

/** What each kind of sensitive action can be used for. */
export const CONSEQUENCES: Record<SensitiveKind, string> = {
  permissions: 'changes what identities may do',
  takeover: 'can take on the permissions of others',
  credentials: 'hands out secrets or credentials',
  exposure: 'can open resources to others',
};

const KINDS = new Map(
  Object.entries(SENSITIVE_ACTIONS).flatMap(([kind, services]) =>
    Object.entries(services).flatMap(([service, names]) =>
      names.split(' ').map((name) => [`${service}:${name}`.toLowerCase(), kind as SensitiveKind] as const),
    ),
  ),
);

/** The kind of sensitive action that an action is, if any; IAM compares actions without case. */
export function sensitiveKind(action: string): SensitiveKind | undefined {
  return KINDS.get(action.toLowerCase());
}

import { show } from '../core/problems';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';

/** A kind of Kubernetes object, without its version. */
export interface KubernetesKind {
  /** The API group, such as `keda.sh`; empty for the core group. */
  readonly group: string;
  /** The kind, such as `ScaledObject`. */
  readonly kind: string;
}

const LIMITS: Record<keyof KubernetesKind, Limit> = {
  group: {
    type: 'string',
    pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$',
    example: 'keda.sh',
    maxLength: 253,
    description: 'an API group such as keda.sh, or an empty text for the core group',
  },
  kind: {
    type: 'string',
    pattern: '^[A-Z][A-Za-z0-9]{0,62}$',
    example: 'ScaledObject',
    description: 'a kind such as ScaledObject',
  },
};

/** Kinds that would let a service out of its namespace, or past what Terraform made: no setting allows them. */
const NEVER = [
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'Pod',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'ServiceAccount',
];

/** Checks the kinds that a platform lets services have. */
export function validateKinds(validation: Validation, path: string, kinds: readonly KubernetesKind[] | undefined): void {
  if (kinds === undefined) return;
  if (!Array.isArray(kinds)) {
    validation.add({ path, got: show(kinds), allowed: 'a list', fix: "write [{ group: 'keda.sh', kind: 'ScaledObject' }]" });
    return;
  }
  (kinds as readonly KubernetesKind[]).forEach((each, index) => {
    const at = `${path}[${index}]`;
    validation.fields(at, each, { limits: LIMITS, required: ['group', 'kind'] });
    if (!NEVER.includes(each?.kind)) return;
    validation.add({
      path: `${at}.kind`,
      got: show(each.kind),
      allowed: 'a kind that grants no permissions and loosens no limits: Terraform makes those',
      fix: 'remove it',
    });
  });
}

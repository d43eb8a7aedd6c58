import type { Limit } from '../core/limits';
import { show } from '../core/problems';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import type { Validation } from '../core/validation';

/** A kind of Kubernetes object, without its version. */
export interface KubernetesKind {
  /** The API group, such as `keda.sh`; empty for the core group. */
  readonly group: string;
  /** The kind, such as `ScaledObject`. */
  readonly kind: string;
}

const GROUP: Limit = {
  type: 'string',
  pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$',
  example: 'keda.sh',
  maxLength: 253,
  description: 'an API group such as keda.sh, or an empty text for the core group',
};
const KIND: Limit = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]{0,62}$',
  example: 'ScaledObject',
  description: 'a kind such as ScaledObject',
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

const TABLE = {
  group: { form: value(GROUP), required: true, text: 'The API group, such as `keda.sh`; empty for the core group' },
  kind: { form: { ...value(KIND), check: isHarmless }, required: true, text: 'The kind, such as `ScaledObject`' },
} as const satisfies Settings<KubernetesKind>;

/** The settings of a kind that a platform allows services to have. */
export const KIND_SETTINGS = new SettingsTable<KubernetesKind, typeof TABLE>(TABLE);

function isHarmless(validation: Validation, path: string, kind: unknown): void {
  if (!NEVER.includes(kind as string)) return;
  validation.add({
    path,
    got: show(kind),
    allowed: 'a kind that grants no permissions and loosens no limits: Terraform makes those',
    fix: 'remove it',
  });
}

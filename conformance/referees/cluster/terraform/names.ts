/**
 * How Terraform's Kubernetes provider calls what Kubernetes has: an argument is the field in other letters, with a few that are
 * singular where the field is plural.
 */

const PLURALS: Readonly<Record<string, string>> = {
  'limit_range.spec.limit': 'limits',
  'horizontal_pod_autoscaler.spec.metric': 'metrics',
  'horizontal_pod_autoscaler.spec.behavior.scale_up.policy': 'policies',
  'horizontal_pod_autoscaler.spec.behavior.scale_down.policy': 'policies',
  'role.rule': 'rules',
  'cluster_role.rule': 'rules',
  'role_binding.subject': 'subjects',
  'cluster_role_binding.subject': 'subjects',
  'service_account.image_pull_secret': 'imagePullSecrets',
  'service_account.secret': 'secrets',
};

/** What is of Terraform alone. */
const NOT_OF_KUBERNETES = ['id', 'timeouts', 'wait_for_default_service_account', 'wait_for_rollout', 'wait_for_load_balancer'];

/** The field of an argument, which is at a path such as `role.rule`; undefined for what is of Terraform alone. */
export function fieldOf(path: string): string | undefined {
  const names = path.split('.');
  const name = names.at(-1)!;
  if (names.length === 2 && NOT_OF_KUBERNETES.includes(name)) return undefined;
  return PLURALS[path] ?? camelCase(name);
}

/** The kind of a type, and the version that it names: `kubernetes_role_v1` is a `Role` of `v1`. */
export function kindOf(type: string): { readonly name: string; readonly kind: string; readonly version?: string } {
  const [, name, version] = /^kubernetes_([a-z_]+?)(?:_(v\d+(?:beta\d+)?))?$/.exec(type)!;
  return { name, kind: camelCase(`_${name}`), version };
}

/** A port or a number of pods is text in Terraform, and a number or text in Kubernetes. */
const NUMBER_OR_TEXT = ['port', 'min_available', 'max_unavailable', 'max_surge', 'target_port'];

export function toKubernetes(name: string, value: unknown): unknown {
  return NUMBER_OR_TEXT.includes(name) && /^\d+$/.test(String(value)) ? Number(value) : value;
}

export function toTerraform(name: string, value: unknown): unknown {
  return NUMBER_OR_TEXT.includes(name) && value !== undefined ? String(value) : value;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

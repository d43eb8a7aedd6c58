import type { CheckedStack } from '../../referees/terraform';

/** A NetworkPolicy as Kubernetes writes it. */
export interface PolicyObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What planned stacks hold that decides who reaches whom. */
export interface PlannedNetwork {
  readonly policies: readonly PolicyObject[];
  /** The labels of each namespace, by its name. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Terraform has a list of at most one block where Kubernetes has a field. */
const BLOCKS = ['metadata', 'spec', 'ip_block', 'namespace_selector', 'pod_selector'];

/** Their keys are names of users'. */
const MAPS = ['annotations', 'labels', 'match_labels'];

/** Reads the namespaces and policies of planned stacks, without the help of any reader of the library. */
export function plannedNetwork(stacks: readonly CheckedStack[]): PlannedNetwork {
  const resources = stacks.flatMap(({ plan }) => plan.planned_values.root_module.resources ?? []);
  const objectsOf = (type: string) => resources.filter((each) => each.type === type).map(({ values }) => asKubernetes(values));
  const namespaces = objectsOf('kubernetes_namespace_v1') as { metadata: { name: string; labels?: Record<string, string> } }[];
  const policies = objectsOf('kubernetes_network_policy_v1') as PolicyObject[];
  return {
    // What Terraform adds to an object is nothing of Kubernetes.
    policies: policies.map(({ metadata, spec }) => ({ metadata, spec })),
    namespaces: Object.fromEntries(namespaces.map(({ metadata: { name, labels = {} } }) => [name, labels])),
  };
}

/** Planned values in the form of Kubernetes; what nobody set is left out. */
function asKubernetes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asKubernetes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [camelCase(key), fieldOf(key, each)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

function fieldOf(key: string, value: unknown): unknown {
  if (value === null) return undefined;
  if (MAPS.includes(key)) return value;
  if (BLOCKS.includes(key)) return asKubernetes((value as unknown[])[0]);
  // A port is text in Terraform, and a number or a name in Kubernetes.
  if (key === 'port' || key === 'end_port') return /^\d+$/.test(String(value)) ? Number(value) : value;
  return asKubernetes(value);
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

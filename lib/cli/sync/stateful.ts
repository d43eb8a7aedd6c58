import { isKept } from '../../guardrails/holder-kinds';
import { valueOf, yamlDocuments } from '../gitops/yaml-text';

interface KubernetesObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly items?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown; readonly annotations?: Record<string, unknown> };
}

/** The objects in a file that represent data, by their identity in a cluster. Throws Trouble if the file is not YAML. */
export function statefulObjects(file: string, text: string): ReadonlyMap<string, string> {
  if (!/\.(ya?ml|json)$/.test(file)) return new Map();
  const objects = yamlDocuments(text).flatMap((document) => flattened(valueOf(document)));
  const kept = objects.filter(({ metadata }) => isKept(metadata?.annotations ?? {}));
  return new Map(kept.map((object) => [identity(object), `${String(object.kind)} '${String(object.metadata?.name)}'`]));
}

function flattened(value: unknown): KubernetesObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const { items } = value as KubernetesObject;
  return [value as KubernetesObject, ...(Array.isArray(items) ? items.flatMap(flattened) : [])];
}

/** The identity of an object, independent of the version of its API group. */
function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  const [group, version] = String(apiVersion).split('/');
  return [version === undefined ? '' : group, kind, metadata?.namespace, metadata?.name].map(String).join('/');
}

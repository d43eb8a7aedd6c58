import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { blockOf, valueAt } from './blocks';
import type { Resource } from './resource';
import { isUnreadable, Unreadable } from './unreadable';

/** A Kubernetes object, whichever way it comes into the cluster. */
export interface KubernetesObject {
  readonly apiVersion?: unknown;
  readonly kind: unknown;
  /** The whole object, in Kubernetes' own spelling. */
  readonly body: Json;
}

/** The Terraform type that makes an object of any kind. */
export const MANIFEST = 'kubernetes_manifest';

/** Maps whose keys are the user's own. */
const FREE_KEYS = ['annotations', 'binary_data', 'data', 'labels', 'limits', 'match_labels', 'node_selector', 'requests'];

/** Kinds of which more is looked at than what has one spelling in both, such as `metadata`. */
const SPELT_OTHERWISE = ['ClusterRole', 'ClusterRoleBinding', 'NetworkPolicy', 'Role', 'RoleBinding'];

/** The spelling of Kubernetes of what has been spelt before. */
const SPELT = new Map<string, string>();

/** Terraform types whose name does not say the kind. */
const KINDS: Readonly<Record<string, string>> = {
  kubernetes_annotations: 'Annotations',
  kubernetes_config_map_v1_data: 'ConfigMap',
  kubernetes_daemonset: 'DaemonSet',
  kubernetes_default_service_account: 'ServiceAccount',
  kubernetes_default_service_account_v1: 'ServiceAccount',
  kubernetes_labels: 'Labels',
  kubernetes_secret_v1_data: 'Secret',
};

/** The kinds of types that were asked for. */
const KNOWN = new Map<string, string>();

/** The kind that a resource of the Kubernetes provider makes; nothing if it makes no object of a kind. */
export function kindOfType(type: string): string | undefined {
  if (!type.startsWith('kubernetes_') || type === MANIFEST) return undefined;
  const kind = KNOWN.get(type) ?? kindIn(type);
  KNOWN.set(type, kind);
  return kind;
}

function kindIn(type: string): string {
  const [, words] = /^kubernetes_(.*?)(_v\d+((alpha|beta)\d+)?)?$/.exec(type) ?? [];
  return KINDS[type] ?? words.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** The object that a copy of a resource makes; nothing if it makes none. */
export function objectOf({ type }: Resource, copy: Json): KubernetesObject | undefined {
  if (type === MANIFEST) return objectOfManifest(copy.manifest);
  const kind = kindOfType(type);
  if (kind === undefined) return undefined;
  return { kind, body: SPELT_OTHERWISE.includes(kind) ? (camelCase(copy) as Json) : copy };
}

/** The object that a manifest is; what cannot be read has a kind that cannot be read. */
export function objectOfManifest(manifest: unknown): KubernetesObject {
  if (isUnreadable(manifest) || !isPlainObject(manifest)) return { kind: new Unreadable('a manifest that is an expression'), body: {} };
  return { apiVersion: manifest.apiVersion, kind: manifest.kind, body: manifest };
}

/** By what a cluster knows an object: group, kind, namespace and name. Nothing if one of them cannot be read. */
export function addressOfObject({ apiVersion, kind, body }: KubernetesObject): string | undefined {
  const parts = [apiVersion, kind, fieldAt(body, 'metadata.namespace') ?? '', fieldAt(body, 'metadata.name')];
  if (!parts.every((part) => typeof part === 'string')) return undefined;
  const [version, ...rest] = parts as string[];
  return `object:${[version.includes('/') ? version.split('/')[0] : '', ...rest].join('/')}`;
}

/** A field of an object; unreadable if one on the way is. Unlike a block of Terraform, a list of one field is no field. */
export function fieldAt(object: unknown, path: string): unknown {
  let value = object;
  for (const step of path.split('.')) {
    if (isUnreadable(value)) return value;
    if (!isPlainObject(value)) return undefined;
    value = value[step];
  }
  return value ?? undefined;
}

/** What names an object and says whose it is. */
export function metadataOf({ body }: KubernetesObject): Json | Unreadable {
  return blockOf(body.metadata) ?? {};
}

/** A map of the metadata, such as its labels: empty if there is none, unreadable if only Terraform knows. */
export function metadataMap(object: KubernetesObject, name: 'annotations' | 'labels'): Json | Unreadable {
  const value = valueAt(object.body, `metadata.${name}`);
  if (value === undefined) return {};
  return isPlainObject(value) || isUnreadable(value) ? value : new Unreadable(String(value));
}

function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (!isPlainObject(value) || isUnreadable(value)) return value;
  const spelt: Json = {};
  for (const key in value) {
    spelt[camelKey(key)] = FREE_KEYS.includes(key) ? value[key] : camelCase(value[key]);
  }
  return spelt;
}

function camelKey(key: string): string {
  if (!key.includes('_')) return key;
  const known = SPELT.get(key);
  if (known !== undefined) return known;
  const spelt = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  SPELT.set(key, spelt);
  return spelt;
}

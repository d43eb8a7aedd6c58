import { isPlainObject } from '../../../lib/core/json';
import type { Json } from '../../../lib/core/json';
import type { Guardrail } from '../../../lib/guardrails/guardrail';
import { kindOfType } from '../../../lib/guardrails/model/kubernetes';
import { ACCOUNT, NAMESPACE, ROLE } from './plant';
import type { Plant } from './plant';

/** Names of Kubernetes' own where those of the provider are in the singular. */
const PLURALS: Readonly<Record<string, string>> = { rule: 'rules', subject: 'subjects' };

/** Of a manifest that is one expression nobody knows the kind. */
export const WHOLE = { 'unreadable as a whole': 'cluster.manifest refuses a manifest that cannot be read' };

/** The same violation as kubernetes_manifest, where the row is about a kind and the provider has a type for it. */
export function manifestOf({ on }: Guardrail, plant: Plant): Plant[] {
  const kind = kindOfType(plant.type);
  const isOther = kind === undefined || !on.includes(kind) || plant.except?.manifest !== undefined;
  if (isOther || ['Annotations', 'Labels'].includes(kind)) return [];
  const manifest = (body: Json) => ({ manifest: { apiVersion: 'v1', kind, ...(inKubernetes(body) as Json) } });
  const except = { ...plant.except, ...WHOLE };
  return [{ ...plant, type: 'kubernetes_manifest', broken: manifest(plant.broken), except, sound: manifest(plant.sound ?? {}) }];
}

function inKubernetes(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => inKubernetes(each));
  if (!isPlainObject(value) || ['annotations', 'labels', 'match_labels'].includes(key)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const own = PLURALS[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return [own, inKubernetes(part, name)];
    }),
  );
}

/** The same violation of something that the service has: its namespace, or its role. Nothing if it is about neither. */
export function aimed(plant: Plant): Plant | undefined {
  const { type, broken } = plant;
  const { metadata, manifest } = broken as { metadata?: Json; manifest?: Json };
  const isNamespace = /^kubernetes_namespace/.test(type);
  const at = { ...metadata, ...(isNamespace ? { name: NAMESPACE } : { namespace: NAMESPACE }) };
  if (isPlainObject(manifest)) {
    const own = { ...(manifest.metadata as Json), ...(manifest.kind === 'Namespace' ? { name: NAMESPACE } : { namespace: NAMESPACE }) };
    return { ...plant, broken: { manifest: { ...manifest, metadata: own } } };
  }
  if (type === 'kubernetes_labels') return plant;
  if (type.startsWith('kubernetes_')) return metadata?.namespace !== undefined || isNamespace ? { ...plant, broken: { ...broken, metadata: at } } : undefined;
  if (type === 'aws_iam_role') return { ...plant, broken: { ...broken, name: ROLE } };
  if (type === 'helm_release') return plant;
  if (broken.role !== undefined) return { ...plant, broken: { ...broken, role: ROLE } };
  if (broken.roles !== undefined) return { ...plant, broken: { ...broken, roles: [ROLE] } };
  return broken.role_arn === undefined ? undefined : { ...plant, broken: { ...broken, role_arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}` } };
}

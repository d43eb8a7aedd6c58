import type { Json } from '../../../lib/core/json';
import { AppModel, StackKind } from '../../../lib/guardrails/model/app-model';
import type { StackFacts } from '../../../lib/guardrails/model/app-model';
import { merged } from './exchange';
import { ACCOUNT, BACKEND, BOUNDARY, BUCKET, CLUSTER, DATA_NAME, LABELS, NAMESPACE, ROLE } from './plant';
import type { Plant } from './plant';

const SERVICE = 'payment-service-production';
const account = { accountId: ACCOUNT, partition: 'aws', region: 'eu-west-1' };
const settings = { backend: BACKEND, cluster: CLUSTER, permissionsBoundaryArn: BOUNDARY };
const ownedBy = (team: string) => ({ labels: { 'platform.acme.io/team': team }, tags: { 'platform.acme.io/team': team } });

const FACTS: Readonly<Record<StackKind, StackFacts>> = {
  [StackKind.SERVICE]: {
    kind: StackKind.SERVICE, production: true, service: 'payment-service', environment: 'production', namespace: NAMESPACE, role: ROLE, account, settings, labels: LABELS, tags: LABELS,
    buckets: [BUCKET], dataNames: [DATA_NAME], own: new Set(['aws_iam_role.own', 'aws_s3_bucket.own', 'kubernetes_namespace_v1.own']),
  },
  [StackKind.TEAM]: { kind: StackKind.TEAM, production: true, account, settings, ...ownedBy('ledger') },
  [StackKind.PLATFORM]: { kind: StackKind.PLATFORM, production: true, account, settings, ...ownedBy('platform') },
  [StackKind.FOREIGN]: { kind: StackKind.FOREIGN },
};

/** What the service has: its role, namespace and a bucket. */
const OWN: Json = {
  resource: {
    aws_iam_role: { own: { name: ROLE } },
    aws_s3_bucket: { own: { bucket: BUCKET } },
    kubernetes_namespace_v1: { own: { metadata: [{ name: NAMESPACE }] } },
  },
  terraform: { backend: BACKEND },
};

export const ID = 'planted';

/** What of a stack something is, by its type. */
export function jsonOf({ type, name = ID }: Pick<Plant, 'name' | 'type'>, body: unknown): Json {
  const [section, rest] = type.split(':');
  if (section === 'provider') return { provider: { [rest]: body } };
  if (section === 'section') {
    if (rest === 'stack') return body as Json;
    if (rest === 'module') return { module: { [name]: body } };
    return { [rest === 'unknown' ? 'store' : rest]: body };
  }
  if (type.startsWith('data.')) return { data: { [type.slice('data.'.length)]: { [name]: body } } };
  return { resource: { [type]: { [name]: body } } };
}

/** Whether a finding is about what was planted. */
export function isPlanted({ type, name = ID }: Plant, address: string): boolean {
  if (type.startsWith('section:')) return address.startsWith('section:');
  return type.startsWith('provider:') || type.startsWith('document:') ? address.startsWith(type) : address === `${type}.${name}`;
}

/** The app of a service in which JSON stands in its own stack, or in one beside it. */
export function appWith(json: Json, kind: StackKind = StackKind.SERVICE, facts: Partial<StackFacts> = {}): AppModel {
  const given = { ...FACTS[kind], ...facts };
  const service = { name: SERVICE, json: OWN, facts: FACTS[StackKind.SERVICE] };
  const stacks =
    kind === StackKind.SERVICE ? [{ ...service, json: merged(OWN, json), facts: given }] : [service, { name: 'beside', json, facts: given }];
  return new AppModel({ stacks, documents: [] });
}

/** The app of a service with a document for Argo CD. */
export function appWithDocument(path: string, body: Json): AppModel {
  const stacks = [{ name: SERVICE, json: OWN, facts: FACTS[StackKind.SERVICE] }];
  return new AppModel({ stacks, documents: [{ stack: SERVICE, path, body }] });
}

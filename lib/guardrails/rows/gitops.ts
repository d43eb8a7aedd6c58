import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { SYNC_OPTIONS } from '../holder-kinds';
import { blocksOf, valueAt } from '../model/blocks';
import { metadataMap } from '../model/kubernetes';
import { isUnreadable } from '../model/unreadable';
import { GITOPS as CHAPTER } from './argo-cd';
import { row, WITH_REASON } from './row';
import { OWN_KEYS } from './secret-keys';

/** The kinds of documents that request something for a service. */
const KINDS = ['ExternalSecret', 'KafkaTopic', 'KafkaUser', 'ObjectBucket', 'PostgreSQLInstance', 'RedisCache', 'SecretStore'];

/** Sync options that delete and recreate an object to change it. */
const DESTRUCTIVE = /(^|,)\s*(Force|Replace)=true\b/i;

const NO_HOOKS: Predicate = {
  name: 'no annotation that makes Argo CD delete or recreate the object',
  breaches: ({ object, resource }) =>
    resource
      ? []
      : annotationsOf(object!)
          .filter(([key, value]) => isDestructive(key, value))
          .map(([key, value]) => named(key, value)),
};

function isDestructive(key: string, value: unknown): boolean {
  // Argo CD also runs Helm hooks.
  if (key.startsWith('helm.sh/hook')) return true;
  if (key === SYNC_OPTIONS) return DESTRUCTIVE.test(String(value));
  return (
    key.startsWith('argocd.argoproj.io/') && !['argocd.argoproj.io/sync-wave', 'argocd.argoproj.io/compare-options'].includes(key)
  );
}

/** Annotations that make a request adopt an existing resource, or do nothing. An annotation that only pauses it is harmless. */
const ADOPTING = ['crossplane.io/external-name', 'strimzi.io/managed'];

const OWN_RESOURCE: Predicate = {
  name: 'no annotation that makes a request adopt an existing resource, or do nothing',
  breaches: ({ object, resource }) => {
    if (resource) return [];
    return annotationsOf(object!)
      .filter(([key]) => ADOPTING.includes(key))
      .map(([key, value]) => named(key, value));
  },
};

/** Kubernetes deletes an object together with its owner. A finalizer only delays the deletion. */
const NO_OWNERS: Predicate = {
  name: 'no owner references',
  breaches: ({ object, resource }) => {
    const owners = resource ? undefined : valueAt(object!.body, 'metadata.ownerReferences');
    return owners === undefined ? [] : [{ got: `metadata.ownerReferences: ${show(owners)}`, what: 'ownerReferences' }];
  },
};

/** Types of Secrets that no controller acts on. For others, a controller may write a token. */
const PLAIN_TYPES: readonly unknown[] = ['Opaque', 'kubernetes.io/dockerconfigjson'];

const NAMED_SECRETS: Predicate = {
  name: `named secrets, in a Secret of type ${PLAIN_TYPES.join(' or ')} without metadata`,
  breaches: ({ object }) => {
    const spec = valueAt(object!.body, 'spec');
    const from = blocksOf(valueAt(spec, 'dataFrom'));
    const type = valueAt(spec, 'target.template.type');
    const metadata = valueAt(spec, 'target.template.metadata');
    return [
      ...from.filter(isBroad).map((block): Breach => ({ got: `dataFrom: ${show(block)}`, what: 'dataFrom' })),
      ...(type === undefined || PLAIN_TYPES.includes(type)
        ? []
        : [{ got: `target.template.type: ${show(type)}`, what: 'target.template.type' }]),
      ...(metadata === undefined ? [] : [{ got: `target.template.metadata: ${show(metadata)}`, what: 'target.template.metadata' }]),
    ];
  },
};

/** Whether it copies every secret with a similar name, or the output of a generator. */
function isBroad(block: unknown): boolean {
  return ['find.name', 'find.path', 'sourceRef'].some((path) => valueAt(block, path) !== undefined);
}

function annotationsOf(object: Parameters<typeof metadataMap>[0]): [string, unknown][] {
  const annotations = metadataMap(object, 'annotations');
  return isUnreadable(annotations) ? [] : Object.entries(annotations as Json);
}

function named(key: string, value: unknown): Breach {
  return { got: `the annotation ${key}: ${show(value)}`, what: key };
}

/** The guardrails of documents. */
export const GITOPS_ROWS: readonly Guardrail[] = [
  row({
    id: 'gitops.hooks',
    chapter: CHAPTER,
    on: KINDS,
    path: 'metadata.annotations',
    must: NO_HOOKS,
    rule: 'data that Argo CD neither deletes nor recreates: no hook, Force or Replace',
    fix: 'remove the annotation',
    lifted: 'nothing',
  }),
  row({
    id: 'gitops.adoption',
    chapter: CHAPTER,
    on: KINDS,
    path: 'metadata.annotations',
    must: OWN_RESOURCE,
    rule: 'requests that create a resource of their own and keep managing it, or a written reason',
    fix: "remove the annotation, or give a reason: service.allowException(construct, 'why')",
    lifted: 'all',
    ownToo: true,
  }),
  row({
    id: 'gitops.owners',
    chapter: CHAPTER,
    on: KINDS,
    path: 'metadata.ownerReferences',
    must: NO_OWNERS,
    rule: 'objects that are deleted only through Git',
    fix: 'remove the field',
    lifted: 'nothing',
  }),
  row({
    id: 'gitops.secret-keys',
    chapter: CHAPTER,
    on: ['ExternalSecret'],
    path: 'spec.data, spec.dataFrom',
    must: OWN_KEYS,
    ownToo: true,
    rule: "the service's own secrets, under <environment>/<service>/, or a written reason",
    fix: `use ServiceSecret, with remoteKeyReason for a secret under another path, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'gitops.secrets',
    chapter: CHAPTER,
    on: ['ExternalSecret'],
    path: 'spec.dataFrom, spec.target.template',
    must: NAMED_SECRETS,
    rule: `${NAMED_SECRETS.name}, or a written reason`,
    fix: `name the keys with ServiceSecret, ${WITH_REASON}`,
    lifted: 'all',
    ownToo: true,
  }),
];

import type { Json } from '../../../lib/core/json';
import { CACHE_SAFEGUARDS, DATABASE_SAFEGUARDS, PUBLIC_ACCESS_SAFEGUARDS, safeguardFields } from '../../../lib/guardrails/data-safeguards';
import type { Safeguard } from '../../../lib/guardrails/data-safeguards';
import { WHOLE } from './aims';
import { merged } from './exchange';
import { NAMESPACE, plant } from './plant';
import type { Plant, Planted } from './plant';

const METADATA = { name: 'x', namespace: NAMESPACE };

/** A violation of an object, as a document for Argo CD and as a manifest in Terraform. */
function objects(kind: string, sound: Json, ...changes: readonly Json[]): Plant[] {
  const whole = (body: Json) => ({ metadata: METADATA, ...body });
  const manifest = (body: Json) => ({ manifest: { apiVersion: 'x/v1', kind, ...whole(body) } });
  return changes.flatMap((change) => {
    const broken = merged(sound, change);
    return [
      plant('kubernetes_manifest', manifest(sound), manifest(broken), { except: WHOLE }),
      plant(`document:${kind}`, whole(sound), whole(broken)),
    ];
  });
}

const PROJECT = {
  spec: {
    sourceRepos: ['https://git.acme.io/gitops'],
    destinations: [{ server: 'https://kubernetes.default.svc', namespace: NAMESPACE }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
  },
};

/** A Composition with one resource that has every safeguard. */
function composition(kind: string, resource: string, forProvider: Json): Json {
  const resources = [{ name: resource, base: { spec: { forProvider } } }];
  return {
    spec: {
      compositeTypeRef: { apiVersion: 'platform.acme.io/v1alpha1', kind },
      pipeline: [{ step: 'patch-and-transform', functionRef: { name: 'function-patch-and-transform' }, input: { resources } }],
    },
  };
}

/** What each safeguard is lost by, in the Composition of a kind and in that of its composite of Crossplane 1.x. */
function unsafe(kind: string, resource: string, safeguards: readonly Safeguard[]): Plant[] {
  const sound = safeguardFields(safeguards);
  return safeguards.flatMap(({ field, value }) =>
    [kind, `X${kind}`].flatMap((served) =>
      [otherThan(value), undefined].flatMap((other) => {
        const forProvider = Object.fromEntries(Object.entries({ ...sound, [field]: other }).filter(([, each]) => each !== undefined));
        return objects('Composition', composition(served, resource, sound), composition(served, resource, forProvider));
      }),
    ),
  );
}

function otherThan(value: Safeguard['value']): Safeguard['value'] {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value - 1 : 'other';
}

const KEPT = { metadata: { ...METADATA, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } } };
const annotated = (annotations: Json) => ({ metadata: { ...METADATA, annotations } });

export const OBJECT_PLANTS: Planted = {
  'gitops.project': objects(
    'AppProject', PROJECT,
    { spec: { sourceRepos: ['*'] } },
    { spec: { sourceRepos: ['https://git.acme.io/*'] } },
    { spec: { sourceRepos: '*' } },
    { spec: { destinations: [{ server: '*', namespace: NAMESPACE }] } },
    { spec: { clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] } },
    { spec: { namespaceResourceWhitelist: [{ group: '*', kind: 'Deployment' }] } },
    { spec: { namespaceResourceWhitelist: null } },
  ),
  'gitops.kept': ['KafkaTopic', 'ObjectBucket', 'PostgreSQLInstance', 'RedisCache'].flatMap((kind) =>
    [{}, { 'argocd.argoproj.io/sync-options': 'Delete=false' }].map((annotations) =>
      plant(`document:${kind}`, KEPT, annotated(annotations)),
    ),
  ),
  'gitops.topic-name': objects('KafkaTopic', { spec: { partitions: 6 } }, { spec: { topicName: 'ledger.bookings' } }),
  'data.request.multi-az': ['PostgreSQLInstance', 'RedisCache'].flatMap((kind) =>
    objects(kind, { spec: { parameters: { multiAZ: true } } }, { spec: { parameters: { multiAZ: false } } }),
  ),
  'data.request.database': objects(
    'PostgreSQLInstance', { spec: { parameters: { database: 'orders' } } },
    ...['rdsadmin', 'pg_orders'].map((database) => ({ spec: { parameters: { database } } })),
  ),
  'data.composition.instance': unsafe('PostgreSQLInstance', 'instance', DATABASE_SAFEGUARDS),
  'data.composition.replication-group': unsafe('RedisCache', 'replication-group', CACHE_SAFEGUARDS),
  'data.composition.public-access-block': unsafe('ObjectBucket', 'public-access-block', PUBLIC_ACCESS_SAFEGUARDS),
};

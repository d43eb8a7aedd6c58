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

const CILIUM_KINDS = ['CiliumClusterwideNetworkPolicy', 'CiliumNetworkPolicy'];
const NO_METADATA = { egressDeny: [{ toCIDR: ['169.254.169.254/32', 'fd00:ec2::254/128'] }] };
const SOUND_CILIUM = {
  spec: { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'api.stripe.com' }] }, { toCIDR: ['203.0.113.0/24'] }], ...NO_METADATA },
};
const ciliumSpec = (spec: Json) => ({ spec: { endpointSelector: {}, egress: [], egressDeny: [], ingress: [], ...spec } });

export const OBJECT_PLANTS: Planted = {
  'network.cilium': [
    ...CILIUM_KINDS.flatMap((kind) => objects(
      kind, SOUND_CILIUM,
      ciliumSpec({ egress: [{}], ...NO_METADATA }),
      ciliumSpec({ ingress: [{ toPorts: [{ ports: [{ port: '8080' }] }] }] }),
      ciliumSpec({ ingress: [{ fromEntities: ['world'] }] }),
      ciliumSpec({ ingress: [{ fromEntities: ['kube-apiserver', 'all'] }] }),
      ciliumSpec({ egress: [{ toFQDNs: [{ matchPattern: '*' }] }], ...NO_METADATA }),
      ciliumSpec({ egress: [{ toFQDNs: [{ matchPattern: '**.com' }] }], ...NO_METADATA }),
      ciliumSpec({ egress: [{ toFQDNs: [{ matchName: 'api.stripe.com' }] }] }),
      ciliumSpec({ egress: [{ toServices: [{ k8sService: { serviceName: 'x' } }] }] }),
      ciliumSpec({ egress: [{ toCIDR: ['169.254.0.0/16'] }] }),
      ciliumSpec({ egress: [{ toCIDRSet: [{ cidr: '::/0' }] }] }),
      ciliumSpec({ egress: [{ toCIDR: ['0.0.0.0/0'] }], ...NO_METADATA }),
      ciliumSpec({ ingress: [{ fromCIDRSet: [{ cidr: '0.0.0.0/1' }] }, { fromCIDR: ['128.0.0.0/1'] }] }),
      ciliumSpec({ egress: [{ toEntities: ['host'] }], egressDeny: [{ toCIDR: ['169.254.169.254/32'] }] }),
      ciliumSpec({ egress: [{ toEntities: ['host'] }], egressDeny: [{ ...NO_METADATA.egressDeny[0], toPorts: [{ ports: [{ port: '1' }] }] }] }),
      { specs: [{ endpointSelector: {}, egress: [{ toEntities: ['all'] }] }] },
    )),
    ...objects('CiliumClusterwideNetworkPolicy', SOUND_CILIUM, ciliumSpec({ ingress: [{ fromEndpoints: [{}] }] })),
  ],
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

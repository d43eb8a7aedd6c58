import type { Json } from '../../../lib/core/json';
import { WHOLE } from './aims';
import { NAMESPACE, plant, plants } from './plant';
import type { Planted } from './plant';

const RESTRICTED = {
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};
const PRIVILEGED = { ...RESTRICTED, 'pod-security.kubernetes.io/enforce': 'privileged' };
const OLD = { ...RESTRICTED, 'pod-security.kubernetes.io/enforce-version': 'v1.20' };

const RESTRICTED_CONTAINER = {
  name: 'x', image: 'x:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const RESTRICTED_POD = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, containers: [RESTRICTED_CONTAINER] };
const templated = (template: Json) => ({ spec: { template } });

/** Where each kind has its pod. */
const IN_DOCUMENTS: Readonly<Record<string, (template: Json) => Json>> = {
  CronJob: (template) => ({ spec: { jobTemplate: templated(template) } }),
  Pod: (template) => template,
  PodTemplate: (template) => ({ template }),
  ScaledJob: (template) => ({ spec: { jobTargetRef: { template } } }),
  ...Object.fromEntries(['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'Rollout', 'StatefulSet'].map((kind) => [kind, templated])),
};

const OWN = { metadata: { name: 'x', namespace: NAMESPACE } };
const OTHER = { metadata: { name: 'x', namespace: 'ledger-worker-production' } };

const policy = (spec: Json) => ({ ...OWN, spec: { pod_selector: {}, policy_types: ['Egress', 'Ingress'], ...spec } });
const SOUND_POLICY = policy({ egress: [{ to: [{ ip_block: { cidr: '203.0.113.0/24' } }] }] });
const to = (...peers: Json[]) => policy({ egress: [{ to: peers }] });
const from = (...peers: Json[]) => policy({ ingress: [{ from: peers }] });

const NAMESPACED = [
  'config_map', 'cron_job', 'daemonset', 'deployment', 'endpoints', 'endpoint_slice_v1', 'horizontal_pod_autoscaler_v2', 'ingress_v1', 'job', 'limit_range',
  'persistent_volume_claim', 'pod', 'pod_disruption_budget_v1', 'replication_controller', 'resource_quota', 'role', 'role_binding', 'secret',
  'service', 'service_account', 'stateful_set', 'config_map_v1_data', 'secret_v1_data', 'default_service_account_v1', 'token_request_v1',
].map((name) => `kubernetes_${name}`);

const CLUSTER_WIDE = [
  'api_service_v1', 'certificate_signing_request_v1', 'csi_driver_v1', 'mutating_webhook_configuration_v1', 'node_taint', 'persistent_volume',
  'priority_class', 'runtime_class_v1', 'storage_class', 'validating_admission_policy_v1', 'validating_webhook_configuration_v1',
].map((name) => `kubernetes_${name}`);

const role = (rule: Json) => ({ ...OWN, rule: [{ api_groups: [''], ...rule }] });
const READER = role({ resources: ['pods'], verbs: ['get'] });
const binding = (roleRef: Json, subject: Json) => ({ ...OWN, role_ref: { api_group: 'rbac.authorization.k8s.io', ...roleRef }, subject: [subject] });
const BOUND = binding({ kind: 'Role', name: 'reader' }, { kind: 'ServiceAccount', name: 'x', namespace: NAMESPACE });
const manifest = (kind: string, metadata: Json = OWN.metadata, more: Json = {}) => ({ manifest: { apiVersion: 'v1', kind, metadata, ...more } });

/** Two labels of which the provider knows the object by its names alone. */
const LABELLED = { api_version: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

const METADATA_NAMESPACE = {
  document: 'where Argo CD puts an object is its project’s to say, which has the one namespace',
};

export const KUBERNETES_PLANTS: Planted = {
  'pod-security.namespace': [
    ...[PRIVILEGED, OLD, {}].flatMap((labels) =>
      plants(['kubernetes_namespace', 'kubernetes_namespace_v1'], { metadata: { name: 'x', labels: RESTRICTED } }, { metadata: { name: 'x', labels } }),
    ),
  ],
  'pod-security.pods': [
    ...Object.entries(IN_DOCUMENTS).flatMap(([kind, within]) =>
      [{ hostNetwork: true }, { containers: [{ ...RESTRICTED_CONTAINER, securityContext: {} }] }].map((changes) => ({
        type: `document:${kind}`,
        sound: { ...OWN, ...within({ spec: RESTRICTED_POD }) },
        broken: { ...OWN, ...within({ spec: { ...RESTRICTED_POD, ...changes } }) },
      })),
    ),
  ],
  'pod-security.labels': [plant('kubernetes_labels', { ...LABELLED, labels: { stage: 'x' } }, { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } })],
  'network.peers': [
    ...[policy({ ingress: [{}] }), from({ namespace_selector: {} }), to({ namespace_selector: { match_expressions: [{ key: 'x', operator: 'Exists' }] } })]
      .flatMap((broken) => plants(['kubernetes_network_policy', 'kubernetes_network_policy_v1'], SOUND_POLICY, broken)),
  ],
  'network.wide': [
    to({ ip_block: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32', '169.254.170.23/32'] } }),
    to({ ip_block: { cidr: '0.0.0.0/1' } }, { ip_block: { cidr: '128.0.0.0/1' } }),
    from({ ip_block: { cidr: '::/0' } }),
    to({ ip_block: { cidr: '10.0.0.0/16', except: ['192.168.0.0/24'] } }),
    to({ ip_block: { cidr: '10.0.0.0/16', except: ['10.0.0.0/16'] } }),
  ].map((broken) => plant('kubernetes_network_policy_v1', SOUND_POLICY, broken, {
    except: { 'dynamic unreadable': 'a policy of which no rule can be read is refused by network.peers' },
  })),
  'network.metadata': [
    plant('kubernetes_network_policy_v1', SOUND_POLICY, to({ ip_block: { cidr: '169.254.0.0/16' } }), {
      except: { unreadable: 'a network that cannot be read is refused by network.wide, which takes a reason' },
    }),
  ],
  'network.namespace': [plant('kubernetes_network_policy_v1', SOUND_POLICY, OTHER, { except: METADATA_NAMESPACE })],
  'cluster.namespace': plants(NAMESPACED, OWN, OTHER, {
    except: { ...METADATA_NAMESPACE, manifest: 'cluster.manifest-namespace judges manifests' },
  }),
  'cluster.role': [
    plant('kubernetes_role', READER, role({ resources: ['*'], verbs: ['get'] })),
    plant('kubernetes_role_v1', READER, role({ resources: ['roles'], verbs: ['escalate'] })),
  ],
  'cluster.role-binding': [
    plant('kubernetes_role_binding', BOUND, binding({ kind: 'ClusterRole', name: 'admin' }, { kind: 'ServiceAccount', name: 'x', namespace: NAMESPACE })),
    plant('kubernetes_role_binding_v1', BOUND, binding({ kind: 'Role', name: 'reader' }, { kind: 'Group', name: 'system:authenticated' })),
    plant('kubernetes_role_binding_v1', BOUND, binding({ kind: 'Role', name: 'reader' }, { kind: 'User', name: 'system:anonymous' })),
  ],
  'cluster.cluster-role': ['kubernetes_cluster_role', 'kubernetes_cluster_role_binding_v1'].map((type) => ({ type, broken: { metadata: { name: 'x' } } })),
  'cluster.admission': CLUSTER_WIDE.map((type) => ({ type, broken: { metadata: { name: 'x' } } })),
  'cluster.manifest': [plant('kubernetes_manifest', manifest('ConfigMap'), manifest('ClusterPolicy'))],
  'cluster.manifest-namespace': [
    plant('kubernetes_manifest', manifest('ConfigMap'), manifest('ConfigMap', OTHER.metadata), { except: WHOLE }),
  ],
  'cluster.unread': [
    ...['helm_release', 'kubectl_manifest', 'kustomization_resource'].map((type) => ({ type, broken: { name: 'x', namespace: NAMESPACE } })),
    { type: 'section:module', broken: { source: '../evil' } },
  ],
};

const KINDS = ['ExternalSecret', 'KafkaTopic', 'KafkaUser', 'ObjectBucket', 'PostgreSQLInstance', 'RedisCache', 'SecretStore'];
const annotated = (annotations: Json) => ({ metadata: { name: 'x', annotations } });
const requests = (changes: Json) =>
  plants(KINDS.map((kind) => `document:${kind}`), { metadata: { name: 'x', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } }, changes);

const OWN_SECRET = {
  secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' },
  data: [{ secretKey: 'a', remoteRef: { key: 'production/payment-service/a' } }],
};
const externalSecret = (spec: Json) => ({
  manifest: { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'x', namespace: NAMESPACE }, spec },
});

export const GITOPS_PLANTS: Planted = {
  'gitops.hooks': [
    ...requests(annotated({ 'argocd.argoproj.io/hook': 'PostSync' })),
    ...requests(annotated({ 'argocd.argoproj.io/sync-options': 'Prune=false,Replace=true' })),
  ],
  'gitops.adoption': requests(annotated({ 'crossplane.io/external-name': 'ledger' })),
  'gitops.owners': requests({ metadata: { name: 'x', ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: '1' }] } }),
  'gitops.secret-keys': [
    ...[
      { data: [{ secretKey: 'a', remoteRef: { key: 'production/ledger-worker/db' } }] },
      { data: [{ secretKey: 'a', remoteRef: { key: 'production/payment-service/../ledger-worker/db' } }] },
      { dataFrom: [{ extract: { key: 'production/ledger-worker/db' } }] },
      { dataFrom: [{ find: { tags: { 'aws:rds:primaryDBInstanceArn': 'ledger' } } }] },
    ].flatMap((changes) => [
      plant('document:ExternalSecret', { spec: OWN_SECRET }, { spec: { ...OWN_SECRET, ...changes } }),
      plant('kubernetes_manifest', externalSecret(OWN_SECRET), externalSecret({ ...OWN_SECRET, ...changes }), { except: WHOLE }),
    ]),
    plant('document:ExternalSecret', { spec: OWN_SECRET }, {
      spec: {
        secretStoreRef: { kind: 'SecretStore', name: 'own' },
        data: [{ secretKey: 'a', remoteRef: { key: 'production/ledger-worker/db' }, sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'x' } } }],
      },
    }),
  ],
  'gitops.secrets': [
    plant('document:ExternalSecret', { spec: { dataFrom: [{ extract: { key: 'own' } }] } }, { spec: { dataFrom: [{ find: { name: { regexp: '.*' } } }] } }),
  ],
};

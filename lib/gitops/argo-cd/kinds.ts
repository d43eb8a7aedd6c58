import { COMPANIONS, REQUESTS } from '../../data/companions';
import type { Environment } from '../../platform/environment';
import { NetworkPolicyEngine } from '../../platform/environment-props';
import type { KubernetesKind } from '../../platform/kubernetes-kind';
import type { Platform } from '../../platform/platform';

/** The kinds of requests for data, which are of the platform's own group. */
export const DATA_KINDS = REQUESTS.map(({ kind }) => kind).sort();

function of(group: string, ...kinds: string[]): KubernetesKind[] {
  return kinds.map((kind) => ({ group, kind }));
}

/** All that a service may have in Kafka's namespace. */
export const KAFKA_KINDS = COMPANIONS.flatMap(({ kafkaKinds = [] }) => kafkaKinds);

/** All that is made for a service in Argo CD's namespace. */
export const PROJECT_KINDS = of('argoproj.io', 'AppProject');

/** The kinds that an application is made of. */
const APPLICATION_KINDS = [
  ...of('', 'ConfigMap', 'PersistentVolumeClaim', 'Service'),
  ...of('apps', 'Deployment', 'StatefulSet'),
  ...of('autoscaling', 'HorizontalPodAutoscaler'),
  ...of('batch', 'CronJob', 'Job'),
  ...of('gateway.networking.k8s.io', 'HTTPRoute'),
  ...of('grafana.integreatly.org', 'GrafanaDashboard'),
  ...of('keda.sh', 'ScaledObject'),
  ...of('monitoring.coreos.com', 'AlertmanagerConfig', 'PrometheusRule', 'ServiceMonitor'),
  ...of('networking.k8s.io', 'Ingress'),
  ...of('policy', 'PodDisruptionBudget'),
];

/** Everything that a service's namespace may get; what grants permissions or makes namespaces is Terraform's. */
export function serviceKinds({ domain, serviceKinds: added }: Platform, { networkPolicyEngine }: Environment): KubernetesKind[] {
  const data = COMPANIONS.flatMap((companion) => companion.serviceKinds ?? []);
  const hosts = networkPolicyEngine === NetworkPolicyEngine.CILIUM ? of('cilium.io', 'CiliumNetworkPolicy') : [];
  return sorted([...APPLICATION_KINDS, ...data, ...of(domain, ...DATA_KINDS), ...hosts, ...added]);
}

/** Each kind once, by group and name. */
function sorted(kinds: readonly KubernetesKind[]): KubernetesKind[] {
  const keys = [...new Set(kinds.map(({ group, kind }) => `${group}/${kind}`))].sort();
  return keys.map((key) => {
    const [group, kind] = key.split('/');
    return { group, kind };
  });
}

/** Everything that the platform's own folder holds: what serves data, verifies images and observes, and Argo CD's own objects. */
export const PLATFORM_KINDS = {
  cluster: [
    ...of('', 'Namespace'),
    ...of('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'),
    ...of('apiextensions.crossplane.io', 'CompositeResourceDefinition', 'Composition'),
    ...of('aws.m.upbound.io', 'ClusterProviderConfig'),
    ...of('aws.upbound.io', 'ProviderConfig'),
    ...of('external-secrets.io', 'ClusterSecretStore'),
    ...of('pkg.crossplane.io', 'DeploymentRuntimeConfig', 'Function', 'Provider'),
    ...of('policies.kyverno.io', 'ImageValidatingPolicy'),
    ...of('policy.sigstore.dev', 'ClusterImagePolicy'),
    ...of('rbac.authorization.k8s.io', 'ClusterRole'),
  ],
  namespaced: [
    ...of('', 'ConfigMap', 'ServiceAccount'),
    ...of('apps', 'DaemonSet'),
    ...of('argoproj.io', 'AppProject', 'ApplicationSet'),
    ...of('external-secrets.io', 'ExternalSecret', 'SecretStore'),
    ...of('grafana.integreatly.org', 'GrafanaDashboard'),
    ...of('monitoring.coreos.com', 'AlertmanagerConfig', 'PodMonitor', 'PrometheusRule'),
  ],
};

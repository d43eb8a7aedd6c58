import type { Platform } from '../../platform/platform';

/** A kind of Kubernetes object as Argo CD's project lists it. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** The kinds of requests for data, which are of the platform's own group. */
export const DATA_KINDS = ['ObjectBucket', 'PostgreSQLInstance', 'RedisCache'];

function of(group: string, ...kinds: string[]): GroupKind[] {
  return kinds.map((kind) => ({ group, kind }));
}

/** All that a service may have in Kafka's namespace. */
export const KAFKA_KINDS = of('kafka.strimzi.io', 'KafkaTopic', 'KafkaUser');

/** All that is made for a service in Argo CD's namespace. */
export const PROJECT_KINDS = of('argoproj.io', 'AppProject');

/** Everything that a service's namespace may get; what grants permissions or makes namespaces is Terraform's. */
export function serviceKinds({ domain }: Platform): GroupKind[] {
  return [
    ...of('', 'ConfigMap', 'Service'),
    ...of('apps', 'Deployment'),
    ...of('batch', 'CronJob'),
    ...of('external-secrets.io', 'ExternalSecret', 'SecretStore'),
    ...of('gateway.networking.k8s.io', 'HTTPRoute'),
    ...of('monitoring.coreos.com', 'PrometheusRule', 'ServiceMonitor'),
    ...of('networking.k8s.io', 'Ingress'),
    ...of(domain, ...DATA_KINDS),
  ];
}

/** Everything that the platform's own folder holds: what serves requests for data, and Argo CD's own objects. */
export const PLATFORM_KINDS = {
  cluster: [
    ...of('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'),
    ...of('apiextensions.crossplane.io', 'CompositeResourceDefinition', 'Composition'),
    ...of('aws.m.upbound.io', 'ClusterProviderConfig'),
    ...of('aws.upbound.io', 'ProviderConfig'),
    ...of('external-secrets.io', 'ClusterSecretStore'),
    ...of('pkg.crossplane.io', 'DeploymentRuntimeConfig', 'Function', 'Provider'),
    ...of('rbac.authorization.k8s.io', 'ClusterRole'),
  ],
  namespaced: [...of('argoproj.io', 'AppProject', 'ApplicationSet'), ...of('external-secrets.io', 'ExternalSecret', 'SecretStore')],
};

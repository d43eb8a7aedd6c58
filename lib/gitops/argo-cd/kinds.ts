import type { Platform } from '../../platform/platform';

/** A kind of Kubernetes object as Argo CD's project lists it. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** The kinds of requests for data, which are of the platform's own group. */
export const DATA_KINDS = ['ObjectBucket', 'PostgreSQLInstance', 'RedisCache'];

/** Everything that a service's folder may hold; what grants permissions or makes namespaces is Terraform's. */
export function serviceKinds({ domain }: Platform): GroupKind[] {
  const of = (group: string, ...kinds: string[]) => kinds.map((kind) => ({ group, kind }));
  return [
    ...of('', 'ConfigMap', 'Service'),
    ...of('apps', 'Deployment'),
    ...of('batch', 'CronJob'),
    ...of('external-secrets.io', 'ExternalSecret', 'SecretStore'),
    ...of('gateway.networking.k8s.io', 'HTTPRoute'),
    ...of('kafka.strimzi.io', 'KafkaTopic', 'KafkaUser'),
    ...of('monitoring.coreos.com', 'PrometheusRule', 'ServiceMonitor'),
    ...of('networking.k8s.io', 'Ingress'),
    ...of(domain, ...DATA_KINDS),
  ];
}

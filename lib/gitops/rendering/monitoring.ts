import type { ManifestProps } from '../../output/manifests';
import { anyPods, COMPONENT } from '../../service/selectors';
import { objectMetadata } from './metadata';
import { METRICS, ownLabels, portNameOf } from './service';
import type { Workload } from './workload';

/** A ServiceMonitor, as far as one is written here. */
interface ServiceMonitorSpec {
  readonly selector: {
    readonly matchLabels: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly { readonly key: string; readonly operator: string }[];
  };
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly endpoints: readonly { readonly port: string; readonly path: string; readonly interval: string }[];
}

/**
 * Has Prometheus read the metrics of a process by its Service.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export function serviceMonitor(workload: Workload): ManifestProps {
  const { monitoring, name, namespace, objectName, service } = workload;
  const { labels, path, interval } = monitoring;
  const metadata = objectMetadata(workload, objectName, { labels });
  const spec: ServiceMonitorSpec = {
    selector: { matchLabels: { ...anyPods(name), ...ownLabels(workload) }, ...withoutOthers(workload) },
    namespaceSelector: { matchNames: [namespace] },
    endpoints: [{ port: service.metricsPort === service.port ? portNameOf(service) : METRICS, path, interval }],
  };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec };
}

/** The Services of further processes, and the headless one of a StatefulSet, have the labels of the application's as well, and one more. */
function withoutOthers({ component, kind, workloads = {} }: Workload): Pick<ServiceMonitorSpec['selector'], 'matchExpressions'> {
  if (component !== 'service' || (kind === undefined && Object.keys(workloads).length === 0)) return {};
  return { matchExpressions: [{ key: COMPONENT, operator: 'DoesNotExist' }] };
}

import type { ManifestProps } from '../../output/manifests';
import { anyPods } from '../../service/selectors';
import type { AppValues } from '../app-values';
import { objectMetadata } from './metadata';
import { METRICS } from './service';

/** A ServiceMonitor, as far as one is written here. */
interface ServiceMonitorSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly endpoints: readonly { readonly port: string; readonly path: string; readonly interval: string }[];
}

/**
 * Has Prometheus read the metrics of the application by its Service.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export function serviceMonitor(values: AppValues): ManifestProps {
  const { labels, path, interval } = values.monitoring;
  const metadata = objectMetadata(values, values.name, { labels });
  const spec: ServiceMonitorSpec = {
    selector: { matchLabels: anyPods(values.name) },
    namespaceSelector: { matchNames: [values.namespace] },
    endpoints: [{ port: METRICS, path, interval }],
  };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec };
}

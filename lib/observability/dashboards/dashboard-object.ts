import type { ManifestProps } from '../../output/manifests';
import { DashboardDelivery } from './dashboard-delivery';
import type { GrafanaDashboard } from './grafana';

/** Where a dashboard is in Kubernetes, and in Grafana. */
export interface DashboardPlace {
  readonly name: string;
  readonly namespace: string;
  /** The folder of Grafana. */
  readonly folder: string;
  readonly delivery: DashboardDelivery;
}

/**
 * A dashboard as an object of Kubernetes, from which Grafana gets it.
 *
 * @see https://github.com/grafana-community/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 * @see https://grafana.github.io/grafana-operator/docs/api/#grafanadashboard
 */
export function dashboardObject(dashboard: GrafanaDashboard, { delivery, folder, name, namespace }: DashboardPlace): ManifestProps {
  const json = `${JSON.stringify(dashboard, undefined, 2)}\n`;
  if (delivery === DashboardDelivery.SIDECAR) {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { grafana_dashboard: '1' }, annotations: { grafana_folder: folder } },
      data: { [`${dashboard.uid}.json`]: json },
    };
  }
  const instanceSelector = { matchLabels: { dashboards: 'grafana' } };
  return {
    apiVersion: 'grafana.integreatly.org/v1beta1',
    kind: 'GrafanaDashboard',
    metadata: { name, namespace },
    spec: { allowCrossNamespaceImport: true, folder, instanceSelector, json, uid: dashboard.uid },
  };
}

/** The same object before its dashboard is known. */
export function emptyDashboard(place: DashboardPlace): ManifestProps {
  return dashboardObject({ uid: 'empty' } as GrafanaDashboard, place);
}

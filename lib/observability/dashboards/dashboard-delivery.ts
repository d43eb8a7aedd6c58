/** How dashboards reach Grafana. */
export enum DashboardDelivery {
  /** ConfigMaps with the label `grafana_dashboard`, which the sidecar of Grafana's chart reads. */
  SIDECAR = 'sidecar',
  /** GrafanaDashboards for the Grafanas that have the label `dashboards: grafana`, by the Grafana operator. */
  GRAFANA_OPERATOR = 'grafana-operator',
}

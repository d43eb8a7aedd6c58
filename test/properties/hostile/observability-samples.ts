import { DashboardDelivery, LogCollector, RequestMetrics, Severity, Slo } from '@golden-path/constructs';
import type { Given, Sample } from './samples';

const OPTIONS = { name: 'own-name', description: 'What users are promised', periodDays: 28, minFailures: 7 };

/** Props of what a service is observed by. */
export const OBSERVABILITY_SAMPLES: Readonly<Record<string, (given: Given) => readonly Sample[]>> = {
  SloOptions: () => [OPTIONS],
  RequestSloOptions: () => [{ ...OPTIONS, metrics: RequestMetrics.ISTIO }],
  LatencySloOptions: () => [{ ...OPTIONS, metrics: RequestMetrics.GRPC, thresholdMs: 250 }],
  FreshnessSloOptions: () => [{ ...OPTIONS, timestampMetric: 'qx_last_import_timestamp_seconds', maxAgeSeconds: 600 }],
  ConsumerLagSloOptions: () => [{ ...OPTIONS, topic: 'qx.orders', consumerGroup: 'qx.main', maxLag: 100 }],
  AlertChange: () => [
    { alert: 'ReplicasShort', about: 'checkout', minutes: 45, severity: Severity.PAGE },
    { alert: 'PodRestarting', threshold: 7, leftOutReason: 'the team restarts them itself' },
  ],
  AlertRoutes: () => [
    { pagerDutySecret: 'own-pager', pagerDutyKey: 'own-key', slackSecret: 'own-slack', slackKey: 'own-url', slackChannel: 'own-channel' },
  ],
  ObservabilityPlatformProps: () => [
    {
      namespace: 'own-observability',
      logsEndpoint: 'http://own-loki.logs.svc/otlp',
      logCollector: LogCollector.FLUENT_BIT,
      logCollectorImage: 'registry.acme.io/own/fluent-bit:4.1.0',
      dashboards: DashboardDelivery.GRAFANA_OPERATOR,
      slackSecret: 'own-slack',
      pagerDutySecret: 'own-pager',
      objectives: [Slo.custom(99, 'sum(rate(qx_good_total[$window]))', 'sum(rate(qx_total[$window]))')],
    },
  ],
  ServiceObservabilityProps: (given) => [
    {
      service: given.service,
      app: given.application,
      objectives: [Slo.availability(99)],
      alerts: OBSERVABILITY_SAMPLES.AlertChange(given),
      routes: OBSERVABILITY_SAMPLES.AlertRoutes(given)[0],
      repository: 'acme/own-repository',
      dashboard: DashboardDelivery.GRAFANA_OPERATOR,
    },
  ],
};

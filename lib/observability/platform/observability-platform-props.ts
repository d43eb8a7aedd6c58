import type { DashboardDelivery } from '../dashboards/dashboard-delivery';
import type { Slo } from '../slo/slo';

/** What collects the logs of containers. */
export enum LogCollector {
  /** The OpenTelemetry collector. */
  OPENTELEMETRY = 'opentelemetry',
  /** Fluent Bit. */
  FLUENT_BIT = 'fluent-bit',
}

/** The props of an ObservabilityPlatform. */
export interface ObservabilityPlatformProps {
  /**
   * The namespace of what it writes. It is written too, and lets pods read the files of nodes.
   *
   * @default 'observability'
   */
  readonly namespace?: string;
  /**
   * Where logs are sent: the base address of a receiver of OTLP over HTTP, to which `/v1/logs` is added, such as
   * `http://loki-gateway.logs.svc/otlp`.
   *
   * @default - no logs are collected
   * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
   */
  readonly logsEndpoint?: string;
  /**
   * What collects logs.
   *
   * @default LogCollector.OPENTELEMETRY
   */
  readonly logCollector?: LogCollector;
  /**
   * The image of the collector. Name it by its digest, from a registry of your own.
   *
   * @default - the version that the configuration was tried with
   */
  readonly logCollectorImage?: string;
  /**
   * How dashboards reach Grafana.
   *
   * @default DashboardDelivery.SIDECAR
   */
  readonly dashboards?: DashboardDelivery;
  /**
   * The Secret with the address of a Slack webhook, under `webhook-url`. Alerts go to the channel of their team.
   *
   * @default - nothing is sent to Slack
   */
  readonly slackSecret?: string;
  /**
   * The Secret with the key of a PagerDuty integration (Events API v2) for each team, under the team's name. Pages go there.
   *
   * @default - nobody is paged
   */
  readonly pagerDutySecret?: string;
  /**
   * What the platform promises its teams.
   *
   * @default - 99 % of scaffolds within 5 minutes, of plans within 3 minutes, of searches in the catalog within 500 ms
   */
  readonly objectives?: Slo[];
}

import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { WEB_ADDRESS } from '../../core/web-address';
import { DashboardDelivery } from '../dashboards/dashboard-delivery';
import { checkObjectives } from '../service-observability-settings';
import { LogCollector } from './observability-platform-props';
import type { ObservabilityPlatformProps } from './observability-platform-props';

const IMAGE: Limit = {
  type: 'string',
  pattern: '^[a-z0-9][A-Za-z0-9._/-]*(:[0-9]+/[A-Za-z0-9._/-]+)?(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?$',
  example: 'registry.acme.io/otel/opentelemetry-collector-contrib:0.165.0',
  maxLength: 500,
  description: 'an image with its tag or digest',
  fault: (text) => (/[:@]/.test(text.slice(text.lastIndexOf('/') + 1)) ? undefined : 'add the tag or the digest'),
};

const TABLE = {
  namespace: { form: value(DNS_LABEL), default: 'observability', text: 'The namespace of what it writes. It is written too' },
  logsEndpoint: {
    form: value(WEB_ADDRESS),
    default: undefined,
    defaultText: 'no logs are collected',
    text: 'Where logs are sent: the base address of a receiver of OTLP over HTTP, such as `http://loki-gateway.logs.svc/otlp`',
  },
  logCollector: {
    form: value({ type: 'string', enum: Object.values(LogCollector) }),
    default: LogCollector.OPENTELEMETRY,
    defaultText: '`LogCollector.OPENTELEMETRY`',
    text: 'What collects logs; the other choice is `FLUENT_BIT`',
  },
  logCollectorImage: {
    form: value(IMAGE),
    default: undefined,
    defaultText: 'the version that the configuration was tried with',
    text: 'The image of the collector',
  },
  dashboards: {
    form: value({ type: 'string', enum: Object.values(DashboardDelivery) }),
    default: DashboardDelivery.SIDECAR,
    defaultText: '`DashboardDelivery.SIDECAR`',
    text: 'How dashboards reach Grafana; the other choice is `GRAFANA_OPERATOR`',
  },
  slackSecret: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: 'nothing is sent to Slack',
    text: "The Secret with the address of a Slack webhook, under `webhook-url`. Alerts go to their team's channel",
  },
  pagerDutySecret: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: 'nobody is paged',
    text: "The Secret with the key of a PagerDuty integration for each team, under the team's name. Pages go there",
  },
  objectives: {
    form: { kind: 'object', check: checkObjectives },
    default: undefined,
    defaultText: '99 % of scaffolds within 5 minutes, of plans within 3 minutes, of searches in the catalog within 500 ms',
    text: '[What the platform promises](#what-the-platform-promises) its teams',
  },
} as const satisfies Settings<ObservabilityPlatformProps>;

/** Every setting of an ObservabilityPlatform: its check, its default and its documentation. */
export const OBSERVABILITY_PLATFORM_SETTINGS = new SettingsTable<ObservabilityPlatformProps, typeof TABLE>(TABLE);

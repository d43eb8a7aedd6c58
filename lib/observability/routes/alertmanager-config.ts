import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import { Severity } from '../severity';
import type { Subject } from '../signals/subject';
import { ALERT_ROUTES_SETTINGS } from './route-settings';
import type { AlertRoutes } from './route-settings';

const PAGED = 'page';
const TOLD = 'ticket';

/**
 * The routes of a service's alerts. The operator adds a matcher for the namespace, so that they hold for the alerts of this service
 * alone. The first receiver takes what no other route takes: no alert reaches nobody.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig
 */
export function alertmanagerConfig({ namespace, service }: Subject, routes: AlertRoutes, channel?: string): ManifestProps {
  const { pagerDutyKey, pagerDutySecret, slackKey, slackSecret } = ALERT_ROUTES_SETTINGS.resolveAll(routes);
  const slack = slackSecret === undefined ? {} : { slackConfigs: [slackConfig({ name: slackSecret, key: slackKey }, channel!)] };
  const pagerDuty =
    pagerDutySecret === undefined ? {} : { pagerdutyConfigs: [pagerDutyConfig({ name: pagerDutySecret, key: pagerDutyKey })] };
  // Without Slack, tickets are incidents of low urgency rather than nothing.
  const told = slackSecret === undefined ? pagerDuty : slack;
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: service, namespace },
    spec: {
      route: {
        receiver: TOLD,
        groupBy: ['alertname', 'slo', 'environment'],
        groupWait: '30s',
        groupInterval: '5m',
        repeatInterval: '24h',
        routes: [{ receiver: PAGED, matchers: [{ name: 'severity', matchType: '=', value: Severity.PAGE }], repeatInterval: '1h' }],
      },
      receivers: [{ name: TOLD, ...told }, { name: PAGED, ...pagerDuty, ...slack }],
    },
  };
}

/** Text of Alertmanager's own templates: nothing that a user wrote is in it. */
const TITLE = '[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.service }} ({{ .CommonLabels.environment }})';
const TEXT = '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }} {{ .Annotations.dashboard_url }}\n{{ end }}';

interface SecretKey {
  readonly name: string;
  readonly key: string;
}

function slackConfig(apiURL: SecretKey, channel: string): Json {
  return { apiURL: { ...apiURL }, channel: `#${channel}`, sendResolved: true, title: TITLE, text: TEXT };
}

function pagerDutyConfig(routingKey: SecretKey): Json {
  return {
    routingKey: { ...routingKey },
    sendResolved: true,
    severity: '{{ if eq .CommonLabels.severity "page" }}critical{{ else }}warning{{ end }}',
    description: TITLE,
    details: [{ key: 'runbook', value: '{{ .CommonAnnotations.runbook_url }}' }],
  };
}

import type { Json } from '../../core/json';

/** A key of a Secret in the namespace of the routes. */
interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** The ways to a team. */
export interface Ways {
  /** The webhook of Slack, and the channel without the `#`. */
  readonly slack?: { readonly webhook: SecretKey; readonly channel: string };
  /** The key of an integration of PagerDuty. */
  readonly pagerDuty?: SecretKey;
}

/** The names of the two receivers of a team. */
export interface ReceiverNames {
  readonly ticket: string;
  readonly page: string;
}

/** How alerts of one kind are put together and repeated, in every route. */
export const TIMING = { groupWait: '30s', groupInterval: '5m', repeatInterval: '24h' } as const;

/** Text of Alertmanager's own templates: nothing that a user wrote is in it. */
const TITLE = '[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.service }} ({{ .CommonLabels.environment }})';
const TEXT = '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }} {{ .Annotations.dashboard_url }}\n{{ end }}';

/** The receivers of a team: tickets go to Slack, pages to PagerDuty as well. */
export function receivers({ page, ticket }: ReceiverNames, { pagerDuty, slack }: Ways): Json[] {
  const inSlack = slack === undefined ? {} : { slackConfigs: [slackConfig(slack)] };
  const inPagerDuty = pagerDuty === undefined ? {} : { pagerdutyConfigs: [pagerDutyConfig(pagerDuty)] };
  // Without Slack, tickets are incidents of low urgency rather than nothing.
  return [{ name: ticket, ...(slack === undefined ? inPagerDuty : inSlack) }, { name: page, ...inPagerDuty, ...inSlack }];
}

/** A matcher of one value of a label. */
export function equals(name: string, value: string): Json {
  return { name, value, matchType: '=' };
}

function slackConfig({ channel, webhook }: NonNullable<Ways['slack']>): Json {
  return { apiURL: { ...webhook }, channel: `#${channel}`, sendResolved: true, title: TITLE, text: TEXT };
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

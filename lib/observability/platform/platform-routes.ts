import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import type { Team } from '../../platform/team';
import { Severity } from '../severity';

/** Where the platform sends alerts. */
export interface PlatformRoutes {
  readonly namespace: string;
  readonly teams: readonly Team[];
  /** The team that hears of what is nobody's. */
  readonly fallback: Team;
  readonly slackSecret?: string;
  readonly pagerDutySecret?: string;
}

/** The name of the object, which the Alertmanager names as its `alertmanagerConfiguration`. */
export const ROUTES_NAME = 'golden-path';

/** Text of Alertmanager's own templates: nothing that a user wrote is in it. */
const TITLE = '[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.service }} ({{ .CommonLabels.environment }})';
const TEXT = '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }} {{ .Annotations.dashboard_url }}\n{{ end }}';

/**
 * The routes of all alerts: each goes to the team in its label, a page to PagerDuty as well, and what has no team, or one that the
 * platform does not know, to the platform team. No alert reaches nobody.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerConfiguration
 */
export function platformRoutes(routes: PlatformRoutes): ManifestProps {
  const { fallback, namespace, teams } = routes;
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: ROUTES_NAME, namespace },
    spec: {
      route: {
        receiver: ticketsOf(fallback),
        groupBy: ['alertname', 'service', 'slo', 'environment'],
        groupWait: '30s',
        groupInterval: '5m',
        repeatInterval: '24h',
        routes: [
          ...teams.filter(({ name }) => name !== fallback.name).map(routeOf),
          pageRoute(fallback),
        ],
      },
      receivers: teams.flatMap((team) => receiversOf(team, routes)),
      inhibitRules: INHIBITION,
    },
  };
}

function routeOf(team: Team): Json {
  return { matchers: [equals('team', team.name)], receiver: ticketsOf(team), routes: [pageRoute(team)] };
}

function pageRoute(team: Team): Json {
  return { matchers: [equals('severity', Severity.PAGE)], receiver: pagesOf(team), repeatInterval: '1h' };
}

function ticketsOf({ name }: Team): string {
  return `${name}-ticket`;
}

function pagesOf({ name }: Team): string {
  return `${name}-page`;
}

function equals(name: string, value: string): Json {
  return { name, value, matchType: '=' };
}

function receiversOf(team: Team, { pagerDutySecret, slackSecret }: PlatformRoutes): Json[] {
  const { name, slackChannel } = team;
  const slack = slackSecret === undefined || slackChannel === undefined
    ? {}
    : {
        slackConfigs: [{
          apiURL: { name: slackSecret, key: 'webhook-url' }, channel: `#${slackChannel}`, sendResolved: true, title: TITLE, text: TEXT,
        }],
      };
  const pagerDuty = pagerDutySecret === undefined
    ? {}
    : {
        pagerdutyConfigs: [{ routingKey: { name: pagerDutySecret, key: name }, sendResolved: true, description: TITLE }],
      };
  return [{ name: ticketsOf(team), ...slack }, { name: pagesOf(team), ...slack, ...pagerDuty }];
}

const isOneOfObjective = { name: 'slo', value: '.+', matchType: '=~' };

/** A page of an objective says all that its ticket says. */
const INHIBITION: Json[] = [{
  sourceMatch: [equals('severity', Severity.PAGE), isOneOfObjective],
  targetMatch: [equals('severity', Severity.TICKET), isOneOfObjective],
  equal: ['environment', 'service', 'slo'],
}];

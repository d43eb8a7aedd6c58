import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import type { Team } from '../../platform/team';
import { OWN_ROUTES } from '../alerts/alert-context';
import { equals, receivers, TIMING } from '../routes/receivers';
import type { ReceiverNames } from '../routes/receivers';
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
const ROUTES_NAME = 'golden-path';

/** The receiver that notifies nobody, for alerts that the routes of their service have already sent. */
const SENT_BY_SERVICE = 'sent-by-service';

/**
 * The routes of all alerts: each goes to the team in its label, a page to PagerDuty as well, and what has no team, or one that the
 * platform does not know, to the platform team. Every alert reaches somebody, and none reaches its team twice: the operator puts the
 * routes of services before these, and tries these after them.
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
        receiver: namesOf(fallback.name).ticket,
        groupBy: ['alertname', 'service', 'slo', 'environment'],
        ...TIMING,
        routes: [
          { matchers: [equals(OWN_ROUTES.label, OWN_ROUTES.value)], receiver: SENT_BY_SERVICE },
          ...teams.filter(({ name }) => name !== fallback.name).map(routeOf),
          pageRoute(fallback),
        ],
      },
      receivers: [...teams.flatMap((team) => receiversOf(team, routes)), { name: SENT_BY_SERVICE }],
      inhibitRules: INHIBITION,
    },
  };
}

function routeOf(team: Team): Json {
  return { matchers: [equals('team', team.name)], receiver: namesOf(team.name).ticket, routes: [pageRoute(team)] };
}

function pageRoute(team: Team): Json {
  return { matchers: [equals('severity', Severity.PAGE)], receiver: namesOf(team.name).page, repeatInterval: '1h' };
}

function namesOf(team: string): ReceiverNames {
  return { ticket: `${team}-ticket`, page: `${team}-page` };
}

/** A team without a channel is told in that of the team that hears of what is nobody's. */
function receiversOf({ name, slackChannel }: Team, { fallback, pagerDutySecret, slackSecret }: PlatformRoutes): Json[] {
  const channel = slackChannel ?? fallback.slackChannel;
  return receivers(namesOf(name), {
    ...(slackSecret !== undefined && channel !== undefined && { slack: { webhook: { name: slackSecret, key: 'webhook-url' }, channel } }),
    ...(pagerDutySecret !== undefined && { pagerDuty: { name: pagerDutySecret, key: name } }),
  });
}

const isOneOfObjective = { name: 'slo', value: '.+', matchType: '=~' };

/** A page of an objective says all that its ticket says. */
const INHIBITION: Json[] = [{
  sourceMatch: [equals('severity', Severity.PAGE), isOneOfObjective],
  targetMatch: [equals('severity', Severity.TICKET), isOneOfObjective],
  equal: ['environment', 'service', 'slo'],
}];

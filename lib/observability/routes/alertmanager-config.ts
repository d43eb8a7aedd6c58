import type { ManifestProps } from '../../output/manifests';
import { Severity } from '../severity';
import type { Subject } from '../signals/subject';
import { equals, receivers, TIMING } from './receivers';
import { ALERT_ROUTES_SETTINGS } from './route-settings';
import type { AlertRoutes } from './route-settings';

const NAMES = { ticket: 'ticket', page: 'page' } as const;

/**
 * The routes of a service's alerts. The operator adds a matcher for the namespace, so that they hold for the alerts of this service
 * alone. The first receiver takes what no other route takes: no alert reaches nobody.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig
 */
export function alertmanagerConfig({ namespace, service }: Subject, routes: AlertRoutes, channel?: string): ManifestProps {
  const { pagerDutyKey, pagerDutySecret, slackKey, slackSecret } = ALERT_ROUTES_SETTINGS.resolveAll(routes);
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: service, namespace },
    spec: {
      route: {
        receiver: NAMES.ticket,
        groupBy: ['alertname', 'slo', 'environment'],
        ...TIMING,
        routes: [{ receiver: NAMES.page, matchers: [equals('severity', Severity.PAGE)], repeatInterval: '1h' }],
      },
      receivers: receivers(NAMES, {
        ...(slackSecret !== undefined && { slack: { webhook: { name: slackSecret, key: slackKey }, channel: channel! } }),
        ...(pagerDutySecret !== undefined && { pagerDuty: { name: pagerDutySecret, key: pagerDutyKey } }),
      }),
    },
  };
}

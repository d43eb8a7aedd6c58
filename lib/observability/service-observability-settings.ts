import type { Limit } from '../core/limits';
import { show } from '../core/problems';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import type { Validation } from '../core/validation';
import { ALERT_CHANGE_SETTINGS } from './alerts/alert-settings';
import { DashboardDelivery } from './dashboards/dashboard-delivery';
import { ALERT_ROUTES_SETTINGS } from './routes/route-settings';
import type { ServiceObservabilityProps } from './service-observability-props';
import { Slo } from './slo/slo';

const REPOSITORY: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$',
  example: 'acme/payment-service',
  description: 'a repository such as acme/payment-service',
};

const TABLE = {
  service: { form: { kind: 'object' }, required: true, text: 'The service, of the same stack' },
  app: { form: { kind: 'object' }, required: true, text: 'Its application, a `GitOpsApp` of the same stack' },
  objectives: {
    form: { kind: 'object', check: checkObjectives },
    default: undefined,
    defaultText: '99.9 % availability, and 99 % of requests within 500 ms, for an application with a port and metrics; else nothing',
    text: '[What it promises its users](#objectives): a list of `Slo`',
  },
  alerts: {
    form: { kind: 'propsList', table: ALERT_CHANGE_SETTINGS, example: "{ alert: 'DatabaseStorageLow', threshold: 10737418240 }" },
    default: [],
    defaultText: 'none',
    text: '[Changes of the alerts](#change-an-alert) that follow from what the service declared',
  },
  routes: {
    form: { kind: 'props', table: ALERT_ROUTES_SETTINGS },
    default: undefined,
    defaultText: "where the platform's own routes send what has the label of the team",
    text: '[Where its alerts are sent](#routes)',
  },
  dashboard: {
    form: value({ type: 'string', enum: Object.values(DashboardDelivery) }),
    default: DashboardDelivery.SIDECAR,
    defaultText: '`DashboardDelivery.SIDECAR`',
    text: 'How its dashboard reaches Grafana; the other choice is `GRAFANA_OPERATOR`',
  },
  repository: {
    form: value(REPOSITORY),
    default: undefined,
    defaultText: '`<organization>/<service>`',
    text: 'The repository of its code, which has the runbook that alerts link to',
  },
} as const satisfies Settings<ServiceObservabilityProps>;

/** Every setting of a ServiceObservability: its check, its default and its documentation. */
export const SERVICE_OBSERVABILITY_SETTINGS = new SettingsTable<ServiceObservabilityProps, typeof TABLE>(TABLE);

/** Two objectives of one name would be one series. */
export function checkObjectives(validation: Validation, path: string, given: unknown): void {
  const seen: string[] = [];
  validation.items(path, given, (at, each) => {
    if (!(each instanceof Slo)) {
      validation.add({ path: at, got: show(each), allowed: 'an objective', fix: 'write Slo.availability(99.9), or another Slo' });
      return false;
    }
    if (seen.includes(each.name)) {
      const fix = `give one of them another name: { name: '${each.name}-2' }`;
      validation.add({ path: at, got: `a second objective ${show(each.name)}`, allowed: 'objectives with names of their own', fix });
    }
    seen.push(each.name);
    return true;
  });
}

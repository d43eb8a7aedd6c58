import type { Figures } from '../metrics/figures';
import type { DoraReport, Scope } from '../metrics/report';
import { gauge, sample } from './exposition';

const HOUR_SECONDS = 3600;

/** A value of each scope, and what it is. */
const GAUGES: readonly (readonly [name: string, help: string, of: (figures: Figures) => number | undefined])[] = [
  ['deployments', 'Deployments that succeeded in the window.', (of) => of.deploymentFrequency.n],
  ['deployment_frequency_per_day', 'Deployments that succeeded, a day.', (of) => of.deploymentFrequency.perDay],
  ['changes', 'Changes that were shipped first in the window.', (of) => of.changeLeadTime.n],
  ['change_lead_time_median_seconds', 'Median time from commit to production.', (of) => seconds(of.changeLeadTime.medianHours)],
  ['change_lead_time_p90_seconds', '90th percentile of the time from commit to production.', (of) => seconds(of.changeLeadTime.p90Hours)],
  ['deployments_reached_production', 'Deployments that reached production, or failed on the way.', (of) => of.changeFailRate.n],
  [
    'change_fail_ratio', 'Deployments that needed intervention over all that reached production.',
    (of) => ratio(of.changeFailRate.percent),
  ],
  ['failed_deployments', 'Deployments that needed intervention.', (of) => of.changeFailRate.count],
  ['failed_deployments_open', 'Failed deployments that nothing ended yet.', (of) => of.failedDeploymentRecoveryTime.open],
  [
    'failed_deployment_recovery_median_seconds', 'Median time from a failed deployment to its end.',
    (of) => seconds(of.failedDeploymentRecoveryTime.medianHours),
  ],
  ['deployment_rework_ratio', 'Unplanned deployments over all that reached production.', (of) => ratio(of.deploymentReworkRate.percent)],
];

/** The figures for a scrape; a figure without observations is left out. */
export function prometheusText({ complete, organization, scopes, window }: DoraReport): string {
  const whole = { organization };
  return [
    gauge(`${PREFIX}report_complete`, 'Whether everything that the figures stand for could be read.', sample(whole, complete ? 1 : 0)),
    gauge(`${PREFIX}window_end_timestamp_seconds`, 'The end of the window.', sample(whole, Date.parse(window.until) / 1000)),
    ...GAUGES.map(([name, help, of]) =>
      gauge(`${PREFIX}${name}`, help, scopes.flatMap((scope) => sample(labelsOf(organization, scope), of(scope.figures))))),
  ].join('');
}

const PREFIX = 'golden_path_dora_';

function labelsOf(organization: string, { scope, name, team }: Scope): Readonly<Record<string, string>> {
  return { organization, scope, name, ...(team !== undefined && { team }) };
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * HOUR_SECONDS;
}

function ratio(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : percent / 100;
}

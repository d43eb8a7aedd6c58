import type { Figures } from '../metrics/figures';
import type { DoraReport, Scope } from '../metrics/report';

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

/**
 * The figures for a scrape; a figure without observations is left out.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheusText({ complete, organization, scopes, window }: DoraReport): string {
  const one = (name: string, help: string, lines: readonly string[]) => {
    const head = `# HELP ${PREFIX}${name} ${help}\n# TYPE ${PREFIX}${name} gauge\n`;
    return lines.length === 0 ? '' : `${head}${lines.map((line) => `${PREFIX}${name}${line}\n`).join('')}`;
  };
  const whole = label({ organization });
  return [
    one('report_complete', 'Whether everything that the figures stand for could be read.', [`${whole} ${complete ? 1 : 0}`]),
    one('window_end_timestamp_seconds', 'The end of the window.', [`${whole} ${Date.parse(window.until) / 1000}`]),
    ...GAUGES.map(([name, help, of]) => one(name, help, scopes.flatMap((scope) => sample(organization, scope, of(scope.figures))))),
  ].join('');
}

const PREFIX = 'golden_path_dora_';

function sample(organization: string, { scope, name, team }: Scope, value: number | undefined): string[] {
  return value === undefined ? [] : [`${label({ organization, scope, name, ...(team !== undefined && { team }) })} ${value}`];
}

function label(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels).map(([name, text]) => `${name}="${escaped(text)}"`).join(',')}}`;
}

function escaped(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd').replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * HOUR_SECONDS;
}

function ratio(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : percent / 100;
}

import type { AlertContext } from '../alerts/alert-context';
import { alertLabels, links } from '../alerts/alert-context';
import { plain } from '../rules/rule';
import type { AlertingRule } from '../rules/rule';
import { Severity } from '../severity';
import { attainable, burnFactor, thresholdOf } from './burn-windows';
import type { BurnWindow } from './burn-windows';
import { approximately, written } from './fraction';
import { ofObjective } from './indicator';
import type { Objective } from './objective';
import { badCount, errorRatio, RECORDED } from './recorded';

/** The alert that says that the metrics of an objective are missing. */
export const SLO_METRICS_ABSENT = 'SloMetricsAbsent';

/** How long metrics may be missing before somebody is told. */
interface Absence {
  readonly for: string;
  readonly minutes: number;
  readonly text: string;
}

/** A counter is there from the first request on, and nights without one are ordinary. */
const ABSENT: Absence = { for: '1d', minutes: 24 * 60, text: 'a day' };

/** What a team's own PromQL counts may be so rare that a weekend passes without it. */
const OWN_ABSENT: Absence = { for: '7d', minutes: 7 * 24 * 60, text: '7 days' };

/** The name of the alert of a window. */
export function burnAlertName({ long }: BurnWindow): string {
  return `ErrorBudgetBurn${long.text}`;
}

/** The heading of an alert of an objective in the runbook. */
export function objectiveHeading(alert: string, { labels }: Objective): string {
  return `${alert} ${labels.slo}`;
}

/** The alerts of an objective: one for each window, and one for metrics that are missing. */
export function burnAlerts(objective: Objective, context: AlertContext): AlertingRule[] {
  return [...attainable(objective).map((each) => burnAlert(objective, each, context)), absentAlert(objective, context)];
}

function burnAlert(objective: Objective, burn: BurnWindow, context: AlertContext): AlertingRule {
  const { description, labels, minFailures, periodDays } = objective;
  const { long, short } = burn;
  const series = `{${ofObjective({ ...labels })}}`;
  const threshold = written(thresholdOf(burn, objective));
  const expr = [
    `${errorRatio(long.text)}${series} > ${threshold}`,
    `and ${errorRatio(short.text)}${series} > ${threshold}`,
    `and ${badCount(long.text)}${series} >= ${minFailures}`,
  ].join('\n');
  const alert = burnAlertName(burn);
  const factor = round(approximately(burnFactor(burn, periodDays)));
  return {
    alert,
    expr,
    labels: { ...alertLabels(context, severityOf(burn, objective)), long_window: long.text, slo: labels.slo },
    annotations: {
      summary: plain(`${labels.service} uses up its error budget for ${labels.slo} more than ${factor} times as fast as it may`),
      description:
        `${plain(description)} Over ${long.text}, {{ $value | humanizePercentage }} of events were bad; ` +
        `${threshold} (as a share) is what this alert allows.`,
      query: plain(`${errorRatio(long.text)}${series}`),
      ...links(context, objectiveHeading(alert, objective)),
    },
  };
}

/** How long the metrics of an objective may be missing. */
export function absenceOf({ sample }: Objective): Absence {
  return sample ? ABSENT : OWN_ABSENT;
}

/** It looks at what is recorded: the series of every pod would cost too much each minute. */
function absentAlert(objective: Objective, context: AlertContext): AlertingRule {
  const { labels } = objective;
  const absence = absenceOf(objective);
  const series = `{${ofObjective({ ...labels })}}[1h]`;
  const expr = `absent_over_time(${RECORDED.events}${series})\nor absent_over_time(${RECORDED.badEvents}${series})`;
  return {
    alert: SLO_METRICS_ABSENT,
    expr,
    for: absence.for,
    labels: { ...alertLabels(context, Severity.TICKET), slo: labels.slo },
    annotations: {
      summary: plain(`Nobody knows whether ${labels.service} keeps its objective ${labels.slo}: its metrics are missing`),
      description: `There was no series of it for ${absence.text}, so no other alert of the objective can be raised.`,
      query: plain(expr),
      ...links(context, objectiveHeading(SLO_METRICS_ABSENT, objective)),
    },
  };
}

function severityOf({ severity }: BurnWindow, { pageSeverity }: Objective): Severity {
  return severity === Severity.PAGE ? pageSeverity : severity;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import type { AlertContext } from '../alerts/alert-context';
import type { RecordingRule, RuleGroup } from '../rules/rule';
import { burnAlerts } from './burn-alerts';
import { attainable, RATIO_WINDOWS } from './burn-windows';
import type { Window } from './burn-windows';
import { written } from './fraction';
import { ofObjective } from './indicator';
import type { Objective } from './objective';
import { badCount, errorRatio, RECORDED } from './recorded';

/** The series that says of each minute whether it was bad. */
const BAD_MINUTE = 'slo:bad_minute:bool';

/** Windows from here on read the recorded rates: a range of days over the series of every pod would cost too much. */
const FROM_RECORDED = 24 * 60;

/** How often the rules of an objective are evaluated. The count of bad events over days relies on it. */
const MINUTELY = '1m';

/** A range of the whole period is read for the budget; more often is dear, and after 5 minutes a series counts as gone. */
const BUDGET_INTERVAL = '4m';

/** The rules that record an objective and raise its alerts. */
export function objectiveRules(objective: Objective, context: AlertContext): RuleGroup[] {
  const { slo, service } = objective.labels;
  return [
    { name: `${service}-slo-${slo}`, interval: MINUTELY, rules: [...recordings(objective), ...burnAlerts(objective, context)] },
    { name: `${service}-slo-${slo}-budget`, interval: BUDGET_INTERVAL, rules: [budgetRule(objective)] },
  ];
}

function recordings(objective: Objective): RecordingRule[] {
  const { budget, indicator, labels, target } = objective;
  const record = (name: string, expr: string): RecordingRule => ({ record: name, expr, labels: { ...labels } });
  const longWindows = attainable(objective).map(({ long }) => long);
  return [
    ...(indicator.kind === 'minutes' ? [record(BAD_MINUTE, indicator.isBad)] : []),
    record(RECORDED.events, eventsPerSecond(objective)),
    record(RECORDED.badEvents, badPerSecond(objective)),
    ...RATIO_WINDOWS.map((window) => record(errorRatio(window.text), ratioOver(objective, window))),
    ...longWindows.map((window) => record(badCount(window.text), countOver(objective, window))),
    record(RECORDED.objective, `vector(${written(target)})`),
    record(RECORDED.burnRate, `${own(errorRatio('1h'), objective)} / ${written(budget)}`),
  ];
}

/** What is left of the budget, by events: a bad hour without traffic costs nothing. */
function budgetRule(objective: Objective): RecordingRule {
  const period = `${objective.periodDays}d`;
  const bad = `sum_over_time(${own(RECORDED.badEvents, objective)}[${period}])`;
  const all = `sum_over_time(${own(RECORDED.events, objective)}[${period}])`;
  return {
    record: RECORDED.budget,
    expr: `1 - ${bad} / (${all} > 0) / ${written(objective.budget)}`,
    labels: { ...objective.labels },
  };
}

function eventsPerSecond(objective: Objective): string {
  const { indicator } = objective;
  return indicator.kind === 'counted' ? indicator.total('5m') : `present_over_time(${own(BAD_MINUTE, objective)}[5m])`;
}

function badPerSecond(objective: Objective): string {
  const { indicator } = objective;
  return indicator.kind === 'counted' ? indicator.bad('5m') : `avg_over_time(${own(BAD_MINUTE, objective)}[5m])`;
}

/** The share of bad events over a window; nothing where there were no events, since nothing divided by nothing would be NaN for ever. */
function ratioOver(objective: Objective, { minutes, text }: Window): string {
  const { indicator } = objective;
  if (indicator.kind === 'minutes') return `avg_over_time(${own(BAD_MINUTE, objective)}[${text}])`;
  if (minutes < FROM_RECORDED) return `${indicator.bad(text)} / (${indicator.total(text)} > 0)`;
  const sum = (name: string) => `sum_over_time(${own(name, objective)}[${text}])`;
  return `${sum(RECORDED.badEvents)} / (${sum(RECORDED.events)} > 0)`;
}

/** The number of bad events in a window. */
function countOver(objective: Objective, { minutes, text }: Window): string {
  const { indicator } = objective;
  if (indicator.kind === 'minutes') return `sum_over_time(${own(BAD_MINUTE, objective)}[${text}])`;
  if (minutes < FROM_RECORDED) return `${indicator.bad(text)} * ${minutes * 60}`;
  return `sum_over_time(${own(RECORDED.badEvents, objective)}[${text}]) * 60`;
}

/** A recorded series of this objective alone. */
function own(name: string, { labels }: Objective): string {
  return `${name}{${ofObjective({ ...labels })}}`;
}

import type { ResolvedService } from '../resolved-service';
import { absenceOf, burnAlertName, burnAlerts, objectiveHeading, SLO_METRICS_ABSENT } from '../slo/burn-alerts';
import { attainable, burnFactor, thresholdOf } from '../slo/burn-windows';
import type { BurnWindow } from '../slo/burn-windows';
import { approximately, written } from '../slo/fraction';
import type { Objective } from '../slo/objective';
import { code, prose } from './markdown';
import type { Section } from './markdown';

const BURN_STEPS = [
  'See in the dashboard since when, and which routes, pods or dependencies the bad events are of.',
  'Compare with the last deployments, and roll back if it began with one: `golden-path rollback`.',
  'If a dependency is the cause, tell the team that owns it; switch off what needs it if the service can do without.',
];

const ABSENT_STEPS = [
  'See whether pods run and whether Prometheus reads them: Status, Targets.',
  'Look for the metric under another name: an upgrade of the library that exports it may have renamed it.',
  'If there was simply nothing to count, nothing is wrong; the objective is then one for another kind of event.',
];

/** The sections of the alerts of all objectives of a service. */
export function objectiveSections({ context, objectives }: ResolvedService): Section[] {
  return objectives.flatMap((objective) => {
    const queries = new Map(burnAlerts(objective, context).map(({ alert, expr }) => [alert, expr]));
    const burns = attainable(objective).map((burn) => burnSection(objective, burn, queries.get(burnAlertName(burn))!));
    return [...burns, absentSection(objective, queries.get(SLO_METRICS_ABSENT)!)];
  });
}

function burnSection(objective: Objective, burn: BurnWindow, query: string): Section {
  const { description, minFailures, periodDays } = objective;
  const { long, short, share } = burn;
  const factor = Math.round(approximately(burnFactor(burn, periodDays)) * 100) / 100;
  const percent = Math.round(approximately(share) * 100);
  const text = [
    `${prose(description)}. More than ${percent} % of the error budget of ${periodDays} days were used up within ${long.text}`,
    `(${factor} times as fast as it may: a share of bad events above ${written(thresholdOf(burn, objective))}), and the last`,
    `${short.text} were no better. Fewer than ${minFailures} bad events raise nothing.`,
    '',
    ...BURN_STEPS.map((step, index) => `${index + 1}. ${step}`),
    '',
    ...code('promql', query),
  ];
  return { heading: objectiveHeading(burnAlertName(burn), objective), text: text.join('\n') };
}

function absentSection(objective: Objective, query: string): Section {
  const text = [
    `${prose(objective.description)}. The metrics that say so were missing for ${absenceOf(objective).text},`,
    'so no alert of the objective can be raised.',
    '',
    ...ABSENT_STEPS.map((step, index) => `${index + 1}. ${step}`),
    '',
    ...code('promql', query),
    ...(objective.indicator.source === undefined ? [] : ['', `[About the metric](${objective.indicator.source})`]),
  ];
  return { heading: objectiveHeading(SLO_METRICS_ABSENT, objective), text: text.join('\n') };
}

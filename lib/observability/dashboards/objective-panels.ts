import { promql, selector } from '../signals/selector';
import { RECORDED } from '../slo/recorded';
import type { Step } from './grafana';
import type { PanelSpec } from './panels';

/** Whose objectives: labels of their recorded series. */
export type ObjectiveFilter = Readonly<Partial<Record<'environment' | 'service' | 'team', string>>>;

/** Red as soon as nothing is left. */
export const BUDGET_STEPS: readonly Step[] = [
  { color: 'red', value: null }, { color: 'orange', value: 0 }, { color: 'green', value: 0.25 },
];

/** A budget that is used faster than it grows is used up before the period ends. */
const BURN_STEPS: readonly Step[] = [{ color: 'green', value: null }, { color: 'orange', value: 1 }, { color: 'red', value: 14.4 }];

/** The objectives of one service. */
export function objectivePanels(filter: ObjectiveFilter): PanelSpec[] {
  const of = (metric: string) => promql(selector(metric, filter));
  return [
    {
      kind: 'stat',
      title: 'Error budget left',
      description: 'How much of what may fail in the period has not failed yet. At 0 the objective is missed.',
      unit: 'percentunit',
      width: 8,
      steps: BUDGET_STEPS,
      queries: [{ expr: of(RECORDED.budget), legend: '{{slo}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Error budget over time',
      description: 'A step down is an incident. It rises as old failures leave the period.',
      unit: 'percentunit',
      width: 8,
      max: 1,
      queries: [{ expr: of(RECORDED.budget), legend: '{{slo}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Burn rate',
      description: 'How fast the budget is used, over one hour: at 1 it lasts exactly for the period. Somebody is paged above 14.4.',
      unit: 'none',
      width: 8,
      min: 0,
      steps: BURN_STEPS,
      queries: [{ expr: of(RECORDED.burnRate), legend: '{{slo}}' }],
    },
  ];
}

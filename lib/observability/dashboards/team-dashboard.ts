import { promql, selector } from '../signals/selector';
import { RECORDED } from '../slo/recorded';
import { dashboardOf, taggedDashboards } from './dashboard';
import type { DashboardLink, GrafanaDashboard } from './grafana';
import { BUDGET_STEPS } from './objective-panels';
import type { ObjectiveFilter } from './objective-panels';
import type { PanelSpec } from './panels';
import { teamUid } from './uid';

/** The dashboard of a team in one environment: its objectives, its traffic and what fires. */
export function teamDashboard(team: string, environment: string, links: readonly DashboardLink[]): GrafanaDashboard {
  const filter = { team, environment };
  return dashboardOf({
    uid: teamUid(team, environment),
    title: `Team ${team} (${environment})`,
    description: `What the services of ${team} promise in ${environment}, and what fires.`,
    tags: ['team', `team-${team}`],
    variables: [],
    links: [...links, taggedDashboards(`Services of ${team}`, `team-${team}`)],
    sections: [
      { title: 'Objectives', panels: objectivesOf(filter) },
      { title: 'Alerts', panels: [alertsTable(filter, ['alertname', 'severity', 'service'])] },
    ],
  });
}

/** The objectives of many services: how much budget is left, how fast it is used, and how much traffic there is. */
export function objectivesOf(filter: ObjectiveFilter): PanelSpec[] {
  const of = (metric: string) => promql(selector(metric, filter));
  return [
    {
      kind: 'table',
      title: 'Error budgets',
      description: 'What is promised, how much of the budget is left, and how fast it is used; at 1 it lasts for the period.',
      unit: 'none',
      width: 24,
      steps: BUDGET_STEPS,
      columns: { 'Value #A': 'budget left', 'Value #B': 'burn rate', 'Value #C': 'objective' },
      queries: [RECORDED.budget, RECORDED.burnRate, RECORDED.objective].map((metric) => (
        { expr: `max by (service, slo, team) (${of(metric)})`, legend: '' }
      )),
    },
    {
      kind: 'timeseries',
      title: 'Least budget of each service',
      description: 'Of the objectives of a service, the one with the least budget.',
      unit: 'percentunit',
      width: 12,
      max: 1,
      steps: BUDGET_STEPS,
      queries: [{ expr: `min by (service) (${of(RECORDED.budget)})`, legend: '{{service}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Events',
      description: 'What the objectives count, per second, by service.',
      unit: 'ops',
      width: 12,
      min: 0,
      queries: [{ expr: `max by (service) (${of(RECORDED.events)})`, legend: '{{service}}' }],
    },
  ];
}

/** The alerts that fire now. It is empty as long as all is well. */
export function alertsTable(filter: ObjectiveFilter, labels: readonly string[]): PanelSpec {
  return {
    kind: 'table',
    title: 'Alerts that fire',
    description: 'Empty if nothing fires.',
    unit: 'none',
    width: 24,
    columns: { 'Value #A': 'series' },
    queries: [{ expr: `count by (${labels.join(', ')}) (${promql(selector('ALERTS', { ...filter, alertstate: 'firing' }))})`, legend: '' }],
  };
}

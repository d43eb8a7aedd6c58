import type { CollectorSignals } from '../logs/collector-signals';
import { promql, selector } from '../signals/selector';
import { RECORDED } from '../slo/recorded';
import { dashboardOf, taggedDashboards } from './dashboard';
import type { DashboardLink, GrafanaDashboard } from './grafana';
import { objectivePanels } from './objective-panels';
import type { PanelSpec } from './panels';
import { RATE } from './request-panels';
import { alertsTable, objectivesOf } from './team-dashboard';
import { platformUid } from './uid';

/** What the dashboard of the platform in one environment is made of. */
export interface PlatformView {
  readonly environment: string;
  /** The name that the platform's own objectives have as a service. */
  readonly service: string;
  readonly links: readonly DashboardLink[];
  /** What its collector of logs says of itself; absent if it has none. */
  readonly collector?: CollectorSignals;
}

/** The dashboard of the platform: its own promises, those of all services, and what carries metrics and logs. */
export function platformDashboard({ collector, environment, links, service }: PlatformView): GrafanaDashboard {
  return dashboardOf({
    uid: platformUid(environment),
    title: `Platform (${environment})`,
    description: `What the platform promises in ${environment}, the objectives of all services, and what carries metrics and logs.`,
    tags: ['platform'],
    variables: [],
    links: [...links, taggedDashboards('Teams', 'team'), taggedDashboards('Services', 'service')],
    sections: [
      { title: 'Promises of the platform', panels: objectivePanels({ environment, service }) },
      { title: 'All services', panels: [worstBudgets(environment), alertsByTeam(environment), ...objectivesOf({ environment })] },
      { title: 'Alerts', panels: [alertsTable({ environment }, ['alertname', 'severity', 'team', 'service'])] },
      { title: 'Metrics and logs', panels: [...(collector ? collectorPanels(collector) : []), ...prometheusPanels()] },
    ],
  });
}

function worstBudgets(environment: string): PanelSpec {
  return {
    kind: 'timeseries',
    title: 'Ten least budgets',
    description: 'The objectives that are nearest to being missed, or are.',
    unit: 'percentunit',
    width: 12,
    max: 1,
    queries: [{
      expr: `bottomk(10, min by (service, slo) (${promql(selector(RECORDED.budget, { environment }))}))`,
      legend: '{{service}} {{slo}}',
    }],
  };
}

function alertsByTeam(environment: string): PanelSpec {
  return {
    kind: 'timeseries',
    title: 'Alerts by team',
    description: 'How many alerts fire at each team.',
    unit: 'short',
    width: 12,
    min: 0,
    queries: [{ expr: `count by (team) (${promql(selector('ALERTS', { environment, alertstate: 'firing' }))})`, legend: '{{team}}' }],
  };
}

function collectorPanels({ lost, read, sent, waiting }: CollectorSignals): PanelSpec[] {
  const rate = (series: string) => `sum(rate(${series}${RATE}))`;
  return [
    {
      kind: 'timeseries',
      title: 'Log records',
      description: `What the log collectors read, sent and ${lost.word}, per second.`,
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [
        { expr: rate(read), legend: 'read' },
        { expr: rate(sent), legend: 'sent' },
        { expr: rate(lost.series), legend: lost.word },
      ],
    },
    {
      kind: 'timeseries',
      title: 'Logs that wait',
      description: 'What waits on the disks of the nodes. It grows while the backend does not answer.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [{ expr: `sum(${waiting.series})`, legend: waiting.word }],
    },
  ];
}

function prometheusPanels(): PanelSpec[] {
  return [
    {
      kind: 'timeseries',
      title: 'Evaluation of rules',
      description: 'How long the slowest group of rules takes. A group that takes longer than its interval misses evaluations.',
      unit: 's',
      width: 8,
      min: 0,
      queries: [{ expr: 'max(prometheus_rule_group_last_duration_seconds)', legend: 'slowest group' }],
    },
  ];
}

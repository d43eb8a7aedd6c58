import type { ConnectedTo } from '../signals/dependency-metrics';
import type { RequestSignal } from '../signals/request-signals';
import { promql, selector } from '../signals/selector';
import type { Selector } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload } from '../signals/workload-metrics';
import { dashboardOf, taggedDashboards } from './dashboard';
import { dependencySections } from './dependency-panels';
import { PROMETHEUS } from './grafana';
import type { Annotation, DashboardLink, GrafanaDashboard, Variable } from './grafana';
import { objectivePanels } from './objective-panels';
import { jobPanels, podPanels } from './pod-panels';
import { requestPanels } from './request-panels';
import { dashboardUid } from './uid';
import { labelVariable } from './variables';

/** What the dashboard of a service in one environment is made of. */
export interface ServiceView {
  readonly subject: Subject;
  readonly team: string;
  /** How its requests are measured; absent if it serves none. */
  readonly requests?: RequestSignal;
  /** Whether it has objectives. */
  readonly hasObjectives: boolean;
  /** Whether it has scheduled jobs. */
  readonly hasJobs: boolean;
  readonly dependencies: readonly ConnectedTo[];
  readonly links: readonly DashboardLink[];
}

/** The dashboard of a service in one environment. */
export function serviceDashboard(view: ServiceView): GrafanaDashboard {
  const { dependencies, hasJobs, hasObjectives, links, requests, subject, team } = view;
  return dashboardOf({
    uid: dashboardUid(subject.namespace),
    title: `${subject.service} (${subject.environment})`,
    description: `Objectives, requests, pods and dependencies of ${subject.service} in ${subject.environment}.`,
    tags: ['service', `team-${team}`, `service-${subject.service}`],
    variables: variablesOf(view),
    annotations: [deployments(subject)],
    links: [...links, taggedDashboards(`Dashboards of ${team}`, `team-${team}`)],
    sections: [
      { title: 'Objectives', panels: hasObjectives ? objectivePanels({ service: subject.service, environment: subject.environment }) : [] },
      { title: 'Requests', panels: requests ? requestPanels(requests, subject) : [] },
      { title: 'Pods', panels: podPanels(subject) },
      { title: 'Jobs', panels: hasJobs ? jobPanels(subject) : [] },
      ...dependencySections(dependencies, subject),
    ],
  });
}

function variablesOf({ requests, subject }: ServiceView): Variable[] {
  const pods = labelVariable('pod', 'Pod', promql(workload('podReady', subject)));
  if (!requests) return [pods];
  return [pods, labelVariable('route', 'Route', promql(requests.requests(subject)), requests.route)];
}

/** A new version, or another configuration, begins with a new ReplicaSet. */
function deployments({ namespace, service }: Subject): Annotation {
  const created: Selector = selector('kube_replicaset_created', { namespace });
  return {
    name: 'Deployments',
    enable: true,
    iconColor: 'blue',
    datasource: PROMETHEUS,
    expr: `max by (replicaset) (${promql(created)}) * 1000`,
    titleFormat: `Deployment of ${service}`,
    textFormat: '{{replicaset}}',
    useValueForTime: true,
  };
}

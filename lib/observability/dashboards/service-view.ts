import { filledTemplate } from '../../platform/catalog-limits';
import type { StackContext } from '../../stack/stack-context';
import type { ResolvedService } from '../resolved-service';
import { requestSignal } from '../signals/request-signals';
import { link } from './dashboard';
import type { DashboardLink } from './grafana';
import type { ServiceView } from './service-dashboard';

/** The addresses of a service that the platform knows, in the order of their links. */
const ADDRESSES = [['Logs', 'logsUrl'], ['Traces', 'tracesUrl'], ['Argo CD', 'argoCdUrl'], ['Catalog', 'entryUrl']] as const;

/** What the dashboard of a service shows. */
export function viewOf(service: ResolvedService, stack: StackContext): ServiceView {
  const { context, dependencies, facts, objectives, requests, subject } = service;
  return {
    subject,
    team: context.team,
    ...(requests !== undefined && { requests: requestSignal(requests) }),
    hasObjectives: objectives.length > 0,
    hasJobs: facts.cronJobs.length > 0,
    dependencies,
    links: [link('Runbook', context.runbookUrl, 'doc'), ...linksOf(service, stack)],
  };
}

function linksOf({ context, subject }: ResolvedService, { platform: { catalog } }: StackContext): DashboardLink[] {
  const { environment, namespace, service } = subject;
  const values = { environment, namespace, service, team: context.team };
  return ADDRESSES.flatMap(([title, setting]) => {
    const template = catalog[setting];
    return template === undefined ? [] : [link(title, filledTemplate(template, values))];
  });
}

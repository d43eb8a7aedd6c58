import { Severity } from '../severity';
import type { Subject } from '../signals/subject';

/** What every alert of a service in an environment has. */
export interface AlertContext {
  readonly subject: Subject;
  readonly team: string;
  readonly production: boolean;
  /** Whether the service brings routes of its own, so that the platform's leave its alerts to those. */
  readonly hasRoutes: boolean;
  /** The runbook of the service, in which each alert has a section. */
  readonly runbookUrl: string;
  /** Its dashboard; absent if the platform names no address. */
  readonly dashboardUrl?: string;
}

/** The label of alerts that the routes of their service send, and its value. */
export const OWN_ROUTES = { label: 'routes', value: 'service' } as const;

/** The labels that lead an alert to its team. */
export function alertLabels({ hasRoutes, production, subject, team }: AlertContext, severity: Severity): Record<string, string> {
  const { environment, namespace, service } = subject;
  return {
    environment,
    namespace,
    ...(hasRoutes && { [OWN_ROUTES.label]: OWN_ROUTES.value }),
    service,
    severity: production ? severity : Severity.TICKET,
    team,
  };
}

/** The anchor of an alert in the runbook, as GitHub makes one of a heading. */
function anchorOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-');
}

/** The annotations that lead from an alert to what helps. */
export function links({ dashboardUrl, runbookUrl }: AlertContext, heading: string): Record<string, string> {
  return {
    ...(dashboardUrl !== undefined && { dashboard_url: dashboardUrl }),
    runbook_url: `${runbookUrl}#${anchorOf(heading)}`,
  };
}

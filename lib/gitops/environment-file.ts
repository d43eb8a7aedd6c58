import type { AppEntry } from './applications';
import { Rendering } from './gitops-app-props';

/**
 * What Argo CD's ApplicationSet reads of an application in one environment: every value that it needs is written here, so
 * that nothing is guessed from the folders' names.
 */
export function environmentFile({ context, rendering, service }: AppEntry): Record<string, boolean | string> {
  const { environment, manifests, platform } = context;
  return {
    cluster: environment.argoCdDestination,
    environment: environment.name,
    // A source that points at a folder which is not there breaks the Application, and Git keeps no empty one.
    chart: rendering === Rendering.CHART,
    manifests: rendering === Rendering.MANIFESTS || !manifests.isEmpty,
    namespace: service.namespaceName,
    revision: 'HEAD',
    service: service.serviceName,
    // Empty where the team has none: what is missing would be an error.
    slackChannel: platform.team(service.teamName).slackChannel ?? '',
    team: service.teamName,
  };
}

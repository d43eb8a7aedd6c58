import { toYaml } from '../core/yaml';
import { folderOf, manifestsFolderOf } from '../platform/agreed-names';
import type { AppEntry } from './applications';
import { deploymentFolder } from './argo-cd/service-folders';
import type { Sources } from './argo-cd/service-folders';
import { Rendering } from './props/gitops-app-props';

/** A file of a service's folder, by its path there. */
interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** What stands in the folder whose names Argo CD reads, since Git keeps no folder without a file. */
const MARKER = `Argo CD reads the names of the folders that this file is in, and no file: the service, the environment,
the team, and whether there is a chart, a folder of manifests, or both.
`;

/** What says how an application is deployed in one environment: to Argo CD by names of folders, to people and tools as text. */
export function deploymentFiles(entry: AppEntry): NamedText[] {
  const { context, service } = entry;
  const { serviceName, teamName } = service;
  const { name } = context.environment;
  const folder = deploymentFolder(serviceName, name, teamName, sourcesOf(entry));
  return [
    { path: `${folder}/README.md`, text: MARKER },
    { path: `${folderOf(serviceName)}/envs/${name}.yaml`, text: toYaml(environmentFile(entry)) },
  ];
}

/** What is known of an application in one environment. Argo CD does not read it: a team may edit it. */
function environmentFile(entry: AppEntry): Record<string, boolean | string> {
  const { context, service } = entry;
  const { environment, platform } = context;
  return {
    ...sourcesOf(entry),
    cluster: environment.argoCdDestination,
    environment: environment.name,
    namespace: service.namespaceName,
    revision: 'HEAD',
    service: service.serviceName,
    slackChannel: platform.team(service.teamName).slackChannel ?? '',
    team: service.teamName,
  };
}

/** A source that points at a folder which is not there breaks the Application, and Git keeps no empty one. */
function sourcesOf({ context, rendering, service }: AppEntry): Sources {
  const folder = manifestsFolderOf(service.serviceName, context.environment);
  return {
    chart: rendering === Rendering.CHART,
    manifests: rendering === Rendering.MANIFESTS || context.manifests.hasFilesIn(folder),
  };
}

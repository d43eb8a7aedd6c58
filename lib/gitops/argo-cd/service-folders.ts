import { folderOf } from '../../platform/agreed-names';
import type { Environment } from '../../platform/environment';

/** What an Application of a service has as sources. */
export interface Sources {
  readonly chart: boolean;
  readonly manifests: boolean;
}

/** What each name of a folder says of the sources. */
const FORMS: Readonly<Record<string, Sources>> = {
  'chart': { chart: true, manifests: false },
  'chart-and-manifests': { chart: true, manifests: true },
  'manifests': { chart: false, manifests: true },
};

/** The names for which a template of Argo CD adds a source. */
export const WITH_CHART = namesWith('chart');
export const WITH_MANIFESTS = namesWith('manifests');

/** Where the parts of a path are, as Argo CD counts them. */
export const SEGMENT = { service: 1, team: 4 } as const;

/**
 * The folder whose names say what Argo CD has to know of a service in an environment. Its files say nothing: a file that
 * cannot be read would stop the Applications of every service, and a name of a folder can always be read.
 */
export function deploymentFolder(service: string, environment: string, team: string, sources: Sources): string {
  return `${folderOf(service)}/envs/${environment}/${team}/${formOf(sources)}`;
}

/** The patterns of all such folders of an environment, for a generator of directories. */
export function deploymentFolders({ name }: Environment): string[] {
  return Object.keys(FORMS).map((form) => `apps/*/envs/${name}/*/${form}`);
}

/** The pattern of the folders with what services ask of Kafka in an environment. */
export function kafkaFolders({ name }: Environment): string {
  return `apps/*/kafka/${name}`;
}

/**
 * The services that would get a namespace of the platform's own, since it is named like one of a service: no Application is
 * made of such a folder, whoever adds it.
 */
export function reservedServices(environment: Environment): string[] {
  const { argoCdNamespace, dnsNamespace, ingressNamespace, kafkaNamespace, monitoringNamespace, name } = environment;
  const { gatewayNamespace, gatewayProxyNamespace } = environment;
  const suffix = `-${name}`;
  const gateways = [gatewayNamespace, gatewayProxyNamespace, ingressNamespace];
  const own = [argoCdNamespace, dnsNamespace, kafkaNamespace, monitoringNamespace, ...gateways];
  return [...new Set(own)]
    .filter((namespace) => namespace.endsWith(suffix))
    .map((namespace) => namespace.slice(0, -suffix.length))
    .sort();
}

function formOf({ chart, manifests }: Sources): string {
  return Object.keys(FORMS).find((name) => FORMS[name].chart === chart && FORMS[name].manifests === manifests) ?? 'manifests';
}

function namesWith(source: keyof Sources): string[] {
  return Object.keys(FORMS).filter((name) => FORMS[name][source]);
}

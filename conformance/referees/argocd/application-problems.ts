import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sourcesOf, type Application, type Source } from './application';

/** What is known of a service in an environment without asking Argo CD. */
export interface Expected {
  readonly service: string;
  readonly environment: string;
  /** What its file says that Argo CD's generator reads. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The domain of the platform's labels. */
  readonly domain: string;
  readonly repository: string;
  /** The namespaces that Terraform makes for it. */
  readonly namespaces: readonly string[];
  /** The paths of all files of the repository. */
  readonly files: readonly string[];
}

/** How Applications are synced, written out by hand. */
const SYNC_POLICY = {
  automated: { prune: true, selfHeal: true },
  retry: { limit: 3, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
  syncOptions: ['ServerSideApply=true', 'PruneLast=true'],
};

/** Of Kubernetes, for a value of a label, which a name becomes. */
const NAME_LENGTH = 63;

/** Of Helm, for the name of a release. */
const RELEASE_LENGTH = 53;

const SLACK = 'notifications.argoproj.io/subscribe.on-sync-failed.slack';

/** What is wrong with an Application that Argo CD made for a service. */
export function applicationProblems(application: Application, expected: Expected): string[] {
  return [
    ...parameterProblems(expected),
    ...metadataProblems(application, expected),
    ...destinationProblems(application, expected),
    ...pathProblems(application, expected),
    ...sourcesOf(application).flatMap((source) => sourceProblems(source, expected)),
    ...differs('its sync policy', application.spec.syncPolicy, SYNC_POLICY),
  ];
}

/** Names that more than one Application has. */
export function doubleNames(applications: readonly Application[]): string[] {
  const names = applications.map(({ metadata }) => metadata.name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => `more than one Application is called ${name}`);
}

function parameterProblems({ service, environment, parameters }: Expected): string[] {
  return [
    ...('path' in parameters ? ['its file has a key path, which Argo CD overwrites'] : []),
    ...differs('service in its file', parameters.service, service),
    ...differs('environment in its file', parameters.environment, environment),
  ];
}

function metadataProblems({ metadata }: Application, { service, environment, parameters, domain }: Expected): string[] {
  const labels = { 'app.kubernetes.io/name': service, [`${domain}/env`]: environment, [`${domain}/team`]: parameters.team };
  const annotations = parameters.slackChannel ? { [SLACK]: parameters.slackChannel } : {};
  return [
    ...differs('its name', metadata.name, `${service}-${environment}`),
    ...tooLong('its name', metadata.name, NAME_LENGTH),
    ...differs('its labels', metadata.labels, labels),
    ...differs('its annotations', metadata.annotations ?? {}, annotations),
  ];
}

function destinationProblems({ spec }: Application, { namespaces, parameters }: Expected): string[] {
  const { destination, syncPolicy } = spec;
  return [
    ...differs('its cluster', destination.server, parameters.cluster),
    ...(namespaces.includes(String(destination.namespace))
      ? []
      : [`its namespace ${destination.namespace} is none that Terraform makes for it: ${namespaces.join(', ') || 'there is none'}`]),
    ...(syncPolicy?.syncOptions ?? [])
      .filter((option) => option.startsWith('CreateNamespace')).map((option) => `${option}: namespaces are Terraform's`),
  ];
}

/** What the repository has for the service is what the Application takes, and nothing else. */
function pathProblems(application: Application, { service, environment, files }: Expected): string[] {
  const folder = `apps/${service}`;
  const [chart, manifests] = [`${folder}/chart/${environment}`, `${folder}/manifests/${environment}`];
  const wanted = [
    ...(files.includes(`${folder}/values-${environment}.yaml`) ? [chart] : []),
    ...(files.some((file) => file.startsWith(`${manifests}/`)) ? [manifests] : []),
  ];
  return differs('the paths of its sources', sourcesOf(application).map(({ path }) => path), wanted);
}

function sourceProblems(source: Source, expected: Expected): string[] {
  const { files, repository, parameters } = expected;
  const { path = '', helm } = source;
  const inside = files.filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1));
  return [
    ...differs('the repository of a source', source.repoURL, repository),
    ...differs('the revision of a source', source.targetRevision, parameters.revision),
    ...(inside.length === 0 ? [`its source ${path} is not in the repository`] : []),
    ...(helm ? chartProblems(source, inside, expected) : manifestProblems(path, inside)),
  ];
}

function chartProblems({ path = '', helm }: Source, inside: readonly string[], { service, environment, files }: Expected): string[] {
  const { releaseName = '', valueFiles = [] } = helm ?? {};
  const absent = valueFiles.filter((name) => !files.includes(posix.join(path, name)));
  return [
    ...[...(inside.includes('Chart.yaml') ? [] : ['Chart.yaml']), ...absent].map((name) => `its source ${path} has no ${name}`),
    ...differs('its files of values', valueFiles, [`../../values-${environment}.yaml`]),
    ...differs('the name of its release', releaseName, service),
    ...tooLong('the name of its release', releaseName, RELEASE_LENGTH),
  ];
}

/** Argo CD does not look into folders of a source unless it is told to. */
function manifestProblems(path: string, inside: readonly string[]): string[] {
  const unread = inside.filter((name) => !/^[^/]+\.(yaml|yml|json)$/.test(name));
  return [
    ...(inside.includes('Chart.yaml') ? [`its source ${path} is a chart, and names no values`] : []),
    ...unread.map((name) => `${path}/${name} is not read by Argo CD`),
  ];
}

function differs(what: string, actual: unknown, wanted: unknown): string[] {
  return isDeepStrictEqual(actual, wanted) ? [] : [`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`];
}

function tooLong(what: string, text: string, limit: number): string[] {
  return text.length > limit ? [`${what} has ${text.length} characters, and more than ${limit} do not fit`] : [];
}

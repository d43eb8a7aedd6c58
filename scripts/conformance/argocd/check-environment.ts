import { isDeepStrictEqual } from 'node:util';
import {
  applicationProblems, ArgoCdError, sourcesOf, type Application, type AppProject, type ArgoCd, type GitTree, type Resource,
} from '../../../test/support/argocd';
import type { KubernetesObject } from '../../../test/support/crossplane';
import { documentsOf, environmentFile, parametersOf, type Environment } from './repository';

/** What is compared with, and what a service is made of besides the repository. */
export interface Context {
  readonly argoCd: ArgoCd;
  readonly tree: GitTree;
  readonly namespaces: (service: string, environment: string) => readonly string[];
  /** What a service's chart is rendered to. */
  readonly rendered: (service: string, environment: string) => readonly KubernetesObject[];
}

export interface CheckedEnvironment {
  readonly applications: readonly Application[];
  readonly problems: readonly string[];
}

/** The fields of an ApplicationSet that are looked at. */
interface SetSpec {
  readonly generators: { readonly git?: { readonly repoURL: string } }[];
  readonly template: { readonly spec: { readonly project: string } };
}

/** Has Argo CD make the Applications of one environment, and looks at every one. */
export function checkEnvironment(context: Context, environment: Environment): CheckedEnvironment {
  const { name, applicationSets } = environment;
  const count = applicationSets.length;
  if (count !== 1) return { applications: [], problems: [`${name}: ${count} ApplicationSets instead of one`] };
  try {
    const { applications, problems } = check(context, environment, applicationSets[0]);
    return { applications, problems: problems.map((problem) => `${name}: ${problem}`) };
  } catch (error) {
    if (!(error instanceof ArgoCdError)) throw error;
    return { applications: [], problems: [`${name}: ${error.message}`] };
  }
}

function check(context: Context, environment: Environment, applicationSet: KubernetesObject): CheckedEnvironment {
  const { projects } = environment;
  const { argoCd, tree } = context;
  const [generated, newer] = [false, true].map((newGlobbing) => (
    argoCd.generate({ applicationSet, projects, repository: tree.folder, newGlobbing })
  ));
  const problems = [
    ...(generated.error ? [generated.error] : []),
    ...(isDeepStrictEqual(generated.files, newer.files)
      ? []
      : [`what its pattern matches depends on the controller's flag for globbing: ${generated.files.join()} or ${newer.files.join()}`]),
    ...serviceProblems(generated.applications, environment),
    ...projectProblems(applicationSet, projects),
    ...generated.applications.flatMap((application) => (
      problemsOf(context, environment, application).map((problem) => `${application.metadata.name}: ${problem}`)
    )),
  ];
  return { applications: generated.applications, problems };
}

/** Each service that has a file for the environment has one Application, and nothing else has. */
function serviceProblems(applications: readonly Application[], { services }: Environment): string[] {
  const made = applications.map(serviceOf);
  return [
    ...services.filter((service) => !made.includes(service)).map((service) => `${service} has no Application`),
    ...applications
      .filter((application) => !services.includes(serviceOf(application)))
      .map(({ metadata }) => `${metadata.name} is of no service that has a file for it`),
  ];
}

/** A project that is rendered could be any, and nobody would see which before it is used. */
function projectProblems({ spec }: KubernetesObject, projects: readonly AppProject[]): string[] {
  const { project } = (spec as SetSpec).template.spec;
  if (project.includes('{{')) return [`its project is a template: ${project}`];
  return projects.some(({ metadata }) => metadata?.name === project) ? [] : [`its project ${project} is not there`];
}

function problemsOf(context: Context, { name: environment, applicationSets, projects }: Environment, application: Application): string[] {
  const { argoCd, tree, namespaces } = context;
  const service = serviceOf(application);
  const file = environmentFile(service, environment);
  // Told of already, as of no service.
  if (!tree.files.includes(file)) return [];
  const project = projects.find(({ metadata }) => metadata?.name === application.spec.project);
  const found = applicationProblems(application, {
    service,
    environment,
    parameters: parametersOf(tree, file),
    domain: domainOf(applicationSets[0]),
    repository: (applicationSets[0].spec as SetSpec).generators[0].git?.repoURL ?? '',
    namespaces: namespaces(service, environment),
    files: tree.files,
  });
  const refused = project ? argoCd.refused(project, application, resourcesOf(context, environment, application)) : [];
  return [...found, ...refused.map((what) => `its project does not permit ${what}`)];
}

/** Everything that the sources of an Application hold. */
function resourcesOf({ tree, rendered }: Context, environment: string, application: Application): Resource[] {
  const objects = sourcesOf(application).flatMap(({ path, helm }) => (
    helm
      ? rendered(serviceOf(application), environment)
      : tree.files.filter((file) => file.startsWith(`${path}/`)).flatMap((file) => documentsOf(tree, file))
  ));
  return objects.map(({ apiVersion, kind, metadata }) => ({
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind,
    namespace: metadata?.namespace ?? application.spec.destination.namespace ?? '',
    name: metadata?.name ?? '',
  }));
}

function serviceOf({ metadata }: Application): string {
  return metadata.labels?.['app.kubernetes.io/name'] ?? '';
}

/** Of the label that says whose the ApplicationSet itself is. */
function domainOf({ metadata }: KubernetesObject): string {
  return Object.keys(metadata?.labels ?? {}).find((key) => key.endsWith('/team'))?.split('/')[0] ?? '';
}

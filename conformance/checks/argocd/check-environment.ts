import { isDeepStrictEqual } from 'node:util';
import { applicationProblems, ArgoCdError, type Application, type AppProject, type Generated } from '../../referees/argocd';
import type { KubernetesObject } from '../../referees/crossplane';
import { projectNamed, projectsMadeBy, resourcesOf, serviceOf, type Context } from './applications';
import { separationProblems } from './check-separation';
import { environmentFile, parametersOf, type Environment } from './repository';

export interface CheckedEnvironment {
  /** Those of services, which deploy what a team has written. */
  readonly applications: readonly Application[];
  /** Every one that Argo CD makes. */
  readonly all: readonly Application[];
  readonly problems: readonly string[];
}

/** The fields of an ApplicationSet that are looked at. */
interface SetSpec {
  readonly generators: { readonly git?: { readonly repoURL: string } }[];
}

const SETS = ['service-projects', 'services', 'kafka'] as const;

/** Has Argo CD make the Applications of one environment, and looks at every one. */
export function checkEnvironment(context: Context, environment: Environment): CheckedEnvironment {
  const { name, applicationSets } = environment;
  const missing = SETS.filter((set) => applicationSets.filter(({ metadata }) => metadata?.name === set).length !== 1);
  if (missing.length > 0) return { applications: [], all: [], problems: missing.map((set) => `${name}: not one ApplicationSet ${set}`) };
  try {
    const { applications, all, problems } = check(context, environment);
    return { applications, all, problems: problems.map((problem) => `${name}: ${problem}`) };
  } catch (error) {
    if (!(error instanceof ArgoCdError)) throw error;
    return { applications: [], all: [], problems: [`${name}: ${error.message}`] };
  }
}

function check(context: Context, environment: Environment): CheckedEnvironment {
  const made = generateSet(context, environment, 'service-projects', environment.projects);
  const projects = [...environment.projects, ...projectsMadeBy(made.generated.applications)];
  const services = generateSet(context, environment, 'services', projects);
  const kafka = generateSet(context, environment, 'kafka', projects);
  const { applications } = services.generated;
  const all = [...made.generated.applications, ...applications, ...kafka.generated.applications];
  const problems = [
    ...[made, services, kafka].flatMap((each) => each.problems),
    ...serviceProblems('Application', applications, environment.services),
    ...serviceProblems('project', made.generated.applications, environment.services),
    ...serviceProblems('Application for Kafka', kafka.generated.applications, environment.kafka),
    ...applications.flatMap((each) => problemsOf(context, environment, each).map((problem) => `${each.metadata.name}: ${problem}`)),
    ...all.flatMap((each) => permissionProblems(context, environment, projects, each)),
    ...separationProblems(context, environment, projects, { services: applications, kafka: kafka.generated.applications }),
  ];
  return { applications, all, problems };
}

function generateSet({ argoCd, tree }: Context, { applicationSets }: Environment, name: string, projects: readonly AppProject[]) {
  const applicationSet = setNamed(applicationSets, name);
  const [generated, newer] = [false, true].map((newGlobbing): Generated => (
    argoCd.generate({ applicationSet, projects, repository: tree.folder, newGlobbing })
  ));
  const problems = [
    ...(generated.error ? [`${name}: ${generated.error}`] : []),
    ...(isDeepStrictEqual(generated.applications, newer.applications)
      ? []
      : [`${name}: what its pattern matches depends on the controller's flag for globbing`]),
  ];
  return { generated, problems };
}

function setNamed(applicationSets: readonly KubernetesObject[], name: string): KubernetesObject {
  return applicationSets.find(({ metadata }) => metadata?.name === name)!;
}

/** Each service that has a folder for the environment has one, and nothing else has. */
function serviceProblems(what: string, applications: readonly Application[], services: readonly string[]): string[] {
  const made = applications.map(serviceOf);
  return [
    ...services.filter((service) => !made.includes(service)).map((service) => `${service} has no ${what}`),
    ...applications
      .filter((application) => !services.includes(serviceOf(application)))
      .map(({ metadata }) => `${metadata.name} is of no service that has a folder for it`),
  ];
}

function problemsOf(context: Context, { name: environment, applicationSets }: Environment, application: Application): string[] {
  const { tree, namespaces } = context;
  const service = serviceOf(application);
  const file = environmentFile(service, environment);
  if (!tree.files.includes(file)) return [`${file} is not there`];
  const services = setNamed(applicationSets, 'services');
  return applicationProblems(application, {
    service,
    environment,
    parameters: parametersOf(tree, file),
    domain: domainOf(services),
    repository: (services.spec as SetSpec).generators[0].git?.repoURL ?? '',
    namespaces: namespaces(service, environment),
    files: tree.files,
  });
}

/** What an Application holds may be deployed by it. */
function permissionProblems(
  context: Context,
  environment: Environment,
  projects: readonly AppProject[],
  application: Application,
): string[] {
  const { name } = application.metadata;
  const project = projectNamed(projects, application);
  if (!project) return [`${name}: its project ${application.spec.project} is not there`];
  const refused = context.argoCd.refused(project, application, resourcesOf(context, environment.name, application));
  return refused.map((what) => `${name}: its project does not permit ${what}`);
}

/** Of the label that says whose the ApplicationSet itself is. */
function domainOf({ metadata }: KubernetesObject): string {
  return Object.keys(metadata?.labels ?? {}).find((key) => key.endsWith('/team'))?.split('/')[0] ?? '';
}

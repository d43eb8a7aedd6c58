import { sourcesOf, type Application, type AppProject, type ArgoCd, type GitTree, type Resource } from '../../referees/argocd';
import type { KubernetesObject } from '../../referees/crossplane';
import { documentsOf } from './repository';

/** What is compared with, and what a service is made of besides the repository. */
export interface Context {
  readonly argoCd: ArgoCd;
  readonly tree: GitTree;
  readonly namespaces: (service: string, environment: string) => readonly string[];
  /** What a service's chart is rendered to. */
  readonly rendered: (service: string, environment: string) => readonly KubernetesObject[];
}

/** The values that an Application gives to the chart of projects. */
interface ProjectValues {
  readonly name: string;
  readonly spec: object;
}

/** The projects that Applications make by the chart `service-project`, which writes its values as they are. */
export function projectsMadeBy(applications: readonly Application[]): AppProject[] {
  return applications.flatMap((application) => projectOf(application) ?? []);
}

/** The project that an Application makes, or nothing where it makes none. */
export function projectOf({ metadata, spec }: Application): AppProject | undefined {
  const values = (spec.source?.helm as { readonly valuesObject?: ProjectValues } | undefined)?.valuesObject;
  if (!values) return undefined;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: values.name, namespace: metadata.namespace },
    spec: values.spec,
  } as AppProject;
}

export function projectNamed(projects: readonly AppProject[], { spec }: Application): AppProject | undefined {
  return projects.find(({ metadata }) => metadata?.name === spec.project);
}

export function serviceOf({ metadata }: Application): string {
  return metadata.labels?.['app.kubernetes.io/name'] ?? '';
}

/** Everything that the sources of an Application hold. */
export function resourcesOf({ tree, rendered }: Context, environment: string, application: Application): Resource[] {
  const project = projectOf(application);
  if (project) return [asResource(project, application)];
  const objects = sourcesOf(application).flatMap(({ path, helm }) => (
    helm
      ? rendered(serviceOf(application), environment)
      : tree.files.filter((file) => file.startsWith(`${path}/`)).flatMap((file) => documentsOf(tree, file))
  ));
  return objects.map((object) => asResource(object, application));
}

function asResource({ apiVersion, kind, metadata }: KubernetesObject, { spec }: Application): Resource {
  return {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind,
    namespace: metadata?.namespace ?? spec.destination.namespace ?? '',
    name: metadata?.name ?? '',
  };
}

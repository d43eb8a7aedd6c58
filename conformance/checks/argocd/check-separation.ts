import type { Application, AppProject, Resource } from '../../referees/argocd';
import { projectNamed, type Context } from './applications';
import type { Environment } from './repository';

/** The Applications of an environment that deploy what teams write. */
export interface OfTeams {
  readonly services: readonly Application[];
  readonly kafka: readonly Application[];
}

/** Namespaces that no service has. */
const FOREIGN = ['argocd', 'crossplane-system', 'default', 'kafka', 'kube-system', 'another-service-production'];

const SECRET_STORE = { group: 'external-secrets.io', kind: 'SecretStore' };
const DEPLOYMENT = { group: 'apps', kind: 'Deployment' };
const TOPIC = { group: 'kafka.strimzi.io', kind: 'KafkaTopic' };
const ROLE_BINDING = { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' };

/** What Argo CD must not let an Application deploy, whatever stands in its folder: each is refused, or a problem. */
export function separationProblems(context: Context, environment: Environment, projects: readonly AppProject[], of: OfTeams): string[] {
  const namespaces = [...of.services.map(({ spec }) => spec.destination.namespace ?? ''), ...FOREIGN];
  return [
    ...of.services.flatMap((each) => {
      const others = namespaces.filter((namespace) => namespace !== each.spec.destination.namespace);
      const kinds = [DEPLOYMENT, SECRET_STORE, TOPIC];
      const foreign = others.flatMap((namespace) => kinds.map((kind) => ({ ...kind, namespace, name: 'planted' })));
      const own = [TOPIC, ROLE_BINDING].map((kind) => ({ ...kind, namespace: each.spec.destination.namespace ?? '', name: 'planted' }));
      return permitted(context, projects, each, [...foreign, ...own, { ...ROLE_BINDING, namespace: '', name: 'of the cluster' }]);
    }),
    ...of.kafka.flatMap((each) => {
      const others = namespaces.filter((namespace) => namespace !== each.spec.destination.namespace);
      const topics = others.map((namespace) => ({ ...TOPIC, namespace, name: 'planted' }));
      const inKafka = [DEPLOYMENT, SECRET_STORE, ROLE_BINDING].map((kind) => (
        { ...kind, namespace: each.spec.destination.namespace ?? '', name: 'planted' }
      ));
      return permitted(context, projects, each, [...topics, ...inKafka]);
    }),
  ].map((problem) => `${environment.name}: ${problem}`);
}

function permitted({ argoCd }: Context, projects: readonly AppProject[], application: Application, planted: readonly Resource[]): string[] {
  const project = projectNamed(projects, application);
  if (!project) return [];
  const refused = argoCd.refused(project, application, planted).length;
  const allowed = planted.length - refused;
  return allowed === 0 ? [] : [`${application.metadata.name} may deploy ${allowed} of ${planted.length} foreign objects`];
}

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Json } from '../../core/json';
import { checkId } from '../../core/own-place';
import { ofObject } from '../../guardrails/expectations';
import { ARGO_CD_GUARDRAILS, separationOf } from '../../guardrails/rows/own-argo-cd';
import { Preflight } from '../../output/preflight';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { platformContext } from '../../stack/platform-context';
import { WAVE } from '../rendering/sync-order';
import { argoCdFolder } from './folder';
import { applicationSetSpec, inEnvironment } from './generated-applications';
import { KAFKA_KINDS, PROJECT_KINDS, serviceKinds } from './kinds';
import { projectChart } from './project-chart';
import { deploymentFolders } from './service-folders';

/** The project of what services ask of Kafka. */
export const KAFKA_PROJECT = 'kafka';

/** The project that makes those of services, and what is in it. */
const PROJECTS = 'service-projects';

/** The API server of the cluster that Argo CD itself runs in. */
const OWN_CLUSTER = 'https://kubernetes.default.svc';

/**
 * The bounds of what services may deploy. Each service has a project of its own in each environment, `<service>-<environment>`:
 * from the GitOps repository, into the namespace of that name, the kinds of objects that a service is made of and nothing that
 * belongs to the cluster. What services ask of Kafka has one project: into Kafka's namespace, topics and users alone.
 *
 * Argo CD makes the projects of services from the names of their folders, by a chart in the platform's own folder.
 *
 * Throws `InvalidProps` outside of a PlatformStack.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ServicesProject extends Construct {
  /** The AppProject of the Applications that make the projects of services. */
  public readonly project: ApiObject;
  /** The AppProject of what services ask of Kafka. */
  public readonly kafkaProject: ApiObject;
  /** The ApplicationSet that makes the project of each service. */
  public readonly serviceProjects: ApiObject;

  public constructor(scope: Construct, id: string) {
    super(scope, checkId('ServicesProject', scope, id));
    const { environment, manifests, platform } = platformContext(this, 'ServicesProject');
    const { argoCdDestination: server, argoCdNamespace: namespace, kafkaNamespace } = environment;
    const folder = argoCdFolder(environment);
    const addProject = (name: string, spec: Json) => {
      const metadata = { name, namespace, annotations: FIRST };
      return manifests.add(this, folder, { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata, spec });
    };
    this.project = addProject(PROJECTS, {
      description: `Makes the projects of services in ${environment.name}`,
      sourceRepos: [platform.gitOpsRepository],
      destinations: [{ server: OWN_CLUSTER, namespace }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: PROJECT_KINDS,
    });
    this.kafkaProject = addProject(KAFKA_PROJECT, {
      description: `Topics and users of the services of ${environment.name}`,
      sourceRepos: [platform.gitOpsRepository],
      destinations: [{ server, namespace: kafkaNamespace }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: KAFKA_KINDS,
    });
    const spec = setSpec(platform, environment);
    this.serviceProjects = manifests.add(
      this,
      folder,
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: { name: PROJECTS, namespace }, spec },
      [
        ofObject(ARGO_CD_GUARDRAILS.separated, separationOf(spec)),
        ofObject(ARGO_CD_GUARDRAILS.projects, { namespace: inEnvironment(environment) }),
      ],
    );
    Preflight.of(this).addFiles(() => ({ files: projectChart(this, chartFolder(environment)), conflicts: [] }));
  }
}

/** An ApplicationSet whose project is not there yet looks again three minutes later. */
const FIRST = { [WAVE]: '-1' };

function chartFolder(environment: Environment): string {
  return `${argoCdFolder(environment)}/service-project`;
}

/** A project stays when the folder of its service goes: without one, Argo CD could not remove what the service has left. */
const POLICY = { applicationsSync: 'create-update', preserveResourcesOnDeletion: true };

function setSpec(platform: Platform, environment: Environment): Json {
  const name = inEnvironment(environment);
  return applicationSetSpec(platform, environment, {
    folders: deploymentFolders(environment),
    name: `${name}-project`,
    labels: {},
    syncPolicy: POLICY,
    spec: {
      project: PROJECTS,
      source: {
        repoURL: platform.gitOpsRepository,
        targetRevision: 'HEAD',
        path: chartFolder(environment),
        helm: { releaseName: 'service-project', valuesObject: { name, spec: serviceProject(platform, environment, name) } },
      },
      destination: { server: OWN_CLUSTER, namespace: environment.argoCdNamespace },
      syncPolicy: { automated: { prune: false, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
    },
  });
}

function serviceProject(platform: Platform, environment: Environment, name: string): Json {
  return {
    description: `What ${name} may deploy`,
    sourceRepos: [platform.gitOpsRepository, asArgoCdNames(platform.chartRepository)],
    destinations: [{ server: environment.argoCdDestination, namespace: name }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: serviceKinds(platform, environment),
  };
}

/**
 * Argo CD gives an Application the login of a private chart repository only if its project permits that repository, and names one
 * in a registry of container images without the scheme.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#helm
 */
function asArgoCdNames(chartRepository: string): string {
  return chartRepository.replace(/^oci:\/\//, '');
}

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { ofObject } from '../../guardrails/expectations';
import { ARGO_CD_GUARDRAILS, separationOf } from '../../guardrails/rows/own-argo-cd';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { platformContext } from '../../stack/platform-context';
import { IGNORED_DIFFERENCES } from './added-defaults';
import { argoCdFolder } from './folder';
import { applicationSetSpec, inEnvironment, KEPT, segment, SERVICE_SYNC } from './generated-applications';
import type { GeneratedApplications } from './generated-applications';
import { SYNC_FAILED } from './notifications';
import { deploymentFolders, kafkaFolders, SEGMENT, WITH_CHART, WITH_MANIFESTS } from './service-folders';
import { KAFKA_PROJECT } from './services-project';

const SERVICES = 'services';

/** Objects as they are: a folder with these settings is not taken for a chart, an overlay or a plugin's. */
const PLAIN_FILES = '{*.json,*.yaml,*.yml}';

/**
 * Makes an Application of every service that has a folder for this environment in the GitOps repository, and another one of
 * its topics and user where it has some: a pull request that adds one folder is all it takes to deploy.
 *
 * What Argo CD reads are names of folders and no file. So the namespace and the project of a service follow from where its
 * files are, and whatever a team writes into them, other services go on being deployed.
 *
 * Throws `InvalidProps` outside of a PlatformStack.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/#git-generator-directories
 */
export class ServiceApplicationSet extends Construct {
  /** The ApplicationSet of what services are made of. */
  public readonly applicationSet: ApiObject;
  /** The ApplicationSet of what they ask of Kafka. */
  public readonly kafkaApplicationSet: ApiObject;

  public constructor(scope: Construct, id: string) {
    super(scope, checkId('ServiceApplicationSet', scope, id));
    const { environment, manifests, platform } = platformContext(this, 'ServiceApplicationSet');
    const add = (name: string, applications: GeneratedApplications): ApiObject => {
      const metadata = { name, namespace: environment.argoCdNamespace };
      const policy = environment.production ? { syncPolicy: KEPT } : {};
      const spec = applicationSetSpec(platform, environment, { ...applications, ...policy });
      const kept = environment.production ? [ofObject(ARGO_CD_GUARDRAILS.kept, KEPT)] : [];
      return manifests.add(
        this,
        argoCdFolder(environment),
        { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec },
        [ofObject(ARGO_CD_GUARDRAILS.separated, separationOf(spec)), ...kept],
      );
    };
    this.applicationSet = add(SERVICES, services(platform, environment));
    this.kafkaApplicationSet = add(KAFKA_PROJECT, kafka(platform, environment));
  }
}

function services(platform: Platform, environment: Environment): GeneratedApplications {
  const name = inEnvironment(environment);
  return {
    folders: deploymentFolders(environment),
    name,
    labels: { [`${platform.domain}/team`]: segment(SEGMENT.team) },
    spec: {
      project: name,
      destination: { server: environment.argoCdDestination, namespace: name },
      ignoreDifferences: IGNORED_DIFFERENCES,
      syncPolicy: SERVICE_SYNC,
    },
    patch: patchOf(platform, environment),
  };
}

function kafka({ gitOpsRepository }: Platform, environment: Environment): GeneratedApplications {
  return {
    folders: [kafkaFolders(environment)],
    name: `${inEnvironment(environment)}-kafka`,
    labels: {},
    spec: {
      project: KAFKA_PROJECT,
      source: { repoURL: gitOpsRepository, targetRevision: 'HEAD', path: '{{ .path.path }}', directory: { include: PLAIN_FILES } },
      destination: { server: environment.argoCdDestination, namespace: environment.kafkaNamespace },
      syncPolicy: SERVICE_SYNC,
    },
  };
}

/**
 * What a service has decides which sources its Application has: a source without files would break it. Names go through
 * `toJson`, since a folder that has quotes in its name must not break the patch, and with it every Application.
 */
function patchOf({ gitOpsRepository, teams }: Platform, { name }: Environment): string {
  const repository = JSON.stringify(gitOpsRepository);
  const channels = teams.flatMap(({ name: team, slackChannel }) => (slackChannel ? [team, slackChannel] : []));
  return `{{- $service := index .path.segments ${SEGMENT.service} }}
{{- with get (dict ${channels.map((text) => JSON.stringify(text)).join(' ')}) (index .path.segments ${SEGMENT.team}) }}
metadata:
  annotations:
    notifications.argoproj.io/subscribe.${SYNC_FAILED}.slack: {{ . | toJson }}
{{- end }}
spec:
  sources:
    {{- if ${isOneOf(WITH_CHART)} }}
    - repoURL: ${repository}
      targetRevision: HEAD
      path: {{ printf "apps/%s/chart/${name}" $service | toJson }}
      helm:
        releaseName: {{ $service | toJson }}
        valueFiles:
          - ../../values-${name}.yaml
    {{- end }}
    {{- if ${isOneOf(WITH_MANIFESTS)} }}
    - repoURL: ${repository}
      targetRevision: HEAD
      path: {{ printf "apps/%s/manifests/${name}" $service | toJson }}
      directory:
        include: ${JSON.stringify(PLAIN_FILES)}
    {{- end }}
`;
}

function isOneOf(names: readonly string[]): string {
  return `has .path.basename (list ${names.map((name) => JSON.stringify(name)).join(' ')})`;
}

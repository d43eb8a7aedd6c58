import { MANAGED_BY, Ownership } from '../../platform/ownership';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { GITOPS_APP_SETTINGS } from '../settings/gitops-app-settings';
import type { AppValues } from './app-values';
import { checksumOf } from './checksum';
import { jobOf, scheduledJobOf } from './resolve-job';
import { routingOf } from './resolve-routing';
import { scalingOf } from './resolve-scaling';
import { fileSourcesOf, secretsOf } from './resolve-sources';
import { podSecurityOf } from './resolve-user';
import { claimsOf } from './resolve-volumes';
import { furtherWorkloadOf, resourcesOf, workloadOf } from './resolve-workload';

/** Asks Reloader to replace the pods when a Secret or ConfigMap that they use has changed. */
const RELOAD = { 'reloader.stakater.com/auto': 'true' };

/** Everything about an application, with all that its service was connected to by now. */
export function resolveApp(given: GitOpsAppProps, context: StackContext): AppValues {
  const props = GITOPS_APP_SETTINGS.resolveAll(given);
  const { service } = given;
  const { platform, environment } = context;
  const owner = context.owner ?? new Ownership(platform, environment, service.serviceName, platform.team(service.teamName));
  const literal = service.environmentVariables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  const secrets = secretsOf(service, given);
  const surroundings = { environment, service, surgePercent: platform.defaults.surgePercent! };
  const reload = props.reloadOnChange ? RELOAD : {};
  const further = props.workloads.map((workload) => [
    workload.name,
    furtherWorkloadOf({ ...workload, workloadAnnotations: { ...reload, ...workload.workloadAnnotations } }, given, surroundings),
  ]);
  return {
    ...workloadOf({ ...given, workloadAnnotations: { ...reload, ...props.workloadAnnotations } }, surroundings),
    ...(!service.jobsOnly && scalingOf(given, ownScale(service))),
    name: service.serviceName,
    namespace: service.namespaceName,
    labels: withoutManager(owner.labels),
    annotations: owner.annotations,
    ...(service.jobsOnly && { jobsOnly: true }),
    ...(service.autoscaler === undefined &&
      given.autoscaling === undefined &&
      !service.jobsOnly && { replicaCount: service.replicaCount }),
    image: imageOf(given),
    ...pullSecretsOf(given),
    serviceAccount: { create: false, name: service.serviceAccountName },
    autoscaling: { enabled: false },
    ...secrets,
    env: { ...Object.fromEntries(literal), ...secrets.env, ...props.env },
    resources: resourcesOf({}, service),
    ...routingOf(given, context),
    files: props.files,
    filesChecksum: checksumOf(props.files),
    ...fileSourcesOf(props.fileSources),
    ...claimsOf([given, ...props.workloads, ...props.jobs, ...(props.migration ? [props.migration] : [])]),
    writablePaths: props.writablePaths,
    podSecurityContext: podSecurityOf(given),
    ...(further.length > 0 && { workloads: Object.fromEntries(further) }),
    ...(props.migration && { migration: jobOf(props.migration, given) }),
    jobs: Object.fromEntries(props.jobs.map((job) => [job.name, scheduledJobOf(job, given)])),
    surgePercent: surroundings.surgePercent,
  };
}

/** What manages an object differs between Terraform's and Argo CD's. */
function withoutManager(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== MANAGED_BY));
}

/** How many pods the first process has at the least, and what its container is called. */
function ownScale({ replicaCount: replicas, scaling, serviceName: container }: MicroserviceInfra): Parameters<typeof scalingOf>[1] {
  return { container, object: `${container}-service`, replicas, hasBudget: scaling._wantsBudget };
}

function pullSecretsOf({ imagePullSecrets = [] }: GitOpsAppProps): Pick<AppValues, 'imagePullSecrets'> {
  return imagePullSecrets.length > 0 ? { imagePullSecrets: imagePullSecrets.map(({ secretName: name }) => ({ name })) } : {};
}

function imageOf({ image: repository, imageTag: tag, imageDigest: digest }: GitOpsAppProps): AppValues['image'] {
  return { repository, pullPolicy: 'IfNotPresent', ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

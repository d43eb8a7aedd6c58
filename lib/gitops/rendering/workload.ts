import { COMPONENT } from '../../service/selectors';
import type { AppValues, JobValues } from '../values/app-values';
import type { SourcedVariables } from '../values/source-values';
import { sortedEntries } from './k8s';

/** What pods are made of: the application's values, with what is special of these pods in their place. */
export interface Workload extends AppValues {
  /** The name of the Deployment, CronJob or Job. */
  readonly objectName: string;
  /** What the pods are there for: `service`, `job`, or the name of a further process. */
  readonly component: string;
  /** The name of the container that runs the program. */
  readonly containerName: string;
  /** The ConfigMap with the files. */
  readonly filesName: string;
}

/** The application itself, which its other processes and its jobs follow. */
export function mainWorkload(values: AppValues): Workload {
  const { name } = values;
  return { ...values, objectName: name, component: 'service', containerName: name, filesName: `${name}-files` };
}

/** What only the application's first process has. */
const NONE_OF_MAIN = {
  args: undefined,
  command: undefined,
  replicaCount: undefined,
  workloadAnnotations: undefined,
  kind: undefined,
  podManagementPolicy: undefined,
  strategy: undefined,
  volumeClaimTemplates: undefined,
  volumeMounts: undefined,
  volumes: undefined,
  minReadySeconds: undefined,
  progressDeadlineSeconds: undefined,
  podDisruptionBudget: undefined,
  horizontalPodAutoscaler: undefined,
  scaledObject: undefined,
};

/** Every process of an application that is there all the time. */
export function workloadsOf(values: AppValues): Workload[] {
  const main = mainWorkload(values);
  const further = sortedEntries(values.workloads ?? {}).map(([name, own]): Workload => ({
    ...main,
    ...NONE_OF_MAIN,
    ...own,
    ...variablesOf(values, own),
    objectName: `${values.name}-${name}`,
    component: name,
    containerName: name,
  }));
  return values.jobsOnly ? further : [main, ...further];
}

/** The labels that only the pods of this workload have together. */
export function podsOf({ component, name }: Workload): Record<string, string> {
  return { 'app.kubernetes.io/name': name, [COMPONENT]: component };
}

/** A job as a workload, which has none of the application's ports, probes and other containers. */
export function jobWorkload(values: AppValues, name: string, job: JobValues): Workload {
  const files = { ...values.files, ...job.files };
  return {
    ...mainWorkload(values),
    ...variablesOf(values, job),
    command: job.command,
    args: job.args,
    resources: job.resources,
    volumes: job.volumes,
    volumeMounts: job.volumeMounts,
    securityContext: job.securityContext,
    scheduling: job.scheduling ?? values.scheduling,
    podAnnotations: job.podAnnotations ?? {},
    files,
    fileSources: { ...without(values.fileSources, job.files), ...job.fileSources },
    filesChecksum: job.filesChecksum ?? values.filesChecksum,
    filesName: `${values.name}-${job.files ? `${name}-` : ''}files`,
    objectName: `${values.name}-${name}`,
    component: 'job',
    // Promotion carries the application's image to the container of the job's name, and no other image.
    containerName: job.image === undefined ? name : `${name}-image`,
  };
}

/** All variables of a process, whichever they are made of. */
type Variables = SourcedVariables & Pick<AppValues, 'env' | 'secretEnv'>;

/** Variables of its own come instead of the application's of the same name, whichever they are made of. */
export function variablesOf(application: Variables, own: SourcedVariables & Partial<Variables>): Variables {
  const { env = {}, secretEnv = {}, envSources = {}, envFrom = [] } = own;
  const names = { ...env, ...secretEnv, ...envSources };
  return {
    env: { ...application.env, ...env },
    secretEnv: { ...without(application.secretEnv, names), ...secretEnv },
    envSources: { ...without(application.envSources, names), ...envSources },
    envFrom: [...(application.envFrom ?? []), ...envFrom],
  };
}

/** A map without the keys of another. */
function without<T>(map: Readonly<Record<string, T>> = {}, keys: Readonly<Record<string, unknown>> = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !Object.hasOwn(keys, key)));
}

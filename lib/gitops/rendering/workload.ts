import { COMPONENT } from '../../service/selectors';
import type { AppValues, JobValues } from '../values/app-values';
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
const NONE_OF_MAIN = { args: undefined, command: undefined, replicaCount: undefined, workloadAnnotations: undefined };

/** Every process of an application that is there all the time. */
export function workloadsOf(values: AppValues): Workload[] {
  const main = mainWorkload(values);
  const further = sortedEntries(values.workloads ?? {}).map(([name, own]): Workload => ({
    ...main,
    ...NONE_OF_MAIN,
    ...own,
    ...variablesOf(values, own.env),
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
    ...variablesOf(values, job.env),
    command: job.command,
    args: job.args,
    resources: job.resources,
    securityContext: job.securityContext,
    podAnnotations: job.podAnnotations ?? {},
    files,
    filesChecksum: job.filesChecksum ?? values.filesChecksum,
    filesName: `${values.name}-${job.files ? `${name}-` : ''}files`,
    objectName: `${values.name}-${name}`,
    component: 'job',
    // Promotion carries the application's image to the container of the job's name, and no other image.
    containerName: job.image === undefined ? name : `${name}-image`,
  };
}

/** Variables of its own come instead of the application's, those of Secrets included. */
export function variablesOf({ env, secretEnv }: AppValues, own: Readonly<Record<string, string>>): Pick<AppValues, 'env' | 'secretEnv'> {
  const kept = Object.entries(secretEnv).filter(([variable]) => !Object.hasOwn(own, variable));
  return { env: { ...env, ...own }, secretEnv: Object.fromEntries(kept) };
}

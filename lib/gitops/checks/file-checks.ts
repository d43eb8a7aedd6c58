import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { JobProps } from '../props/job-props';
import { GITOPS_APP_SETTINGS } from '../settings/gitops-app-settings';
import { SECRETS_FOLDER } from '../values/resolve-sources';
import { objectsOf } from './objects';

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const CONFIG_MAP_BYTES = 1_000_000;

/** What is mounted at a path, by the prop that says so. */
interface Mount {
  readonly prop: string;
  readonly at: string;
}

/** Checks that each path has one mount: two of one path are none. */
export function validateMounts(validation: Validation, props: GitOpsAppProps): void {
  const { files, fileSources, jobs, migration } = props;
  const given = GITOPS_APP_SETTINGS.resolve(props, 'writablePaths') as unknown;
  const writable = (Array.isArray(given) ? given : []).map((at: string): Mount => ({ prop: 'writablePaths', at }));
  const texts = [...mountsOf('files', files), ...mountsOf('fileSources', fileSources)];
  const volumes = [
    mountsOf('volumes', props.volumes),
    ...objectsOf(props.workloads).map((workload, index) => mountsOf(`workloads[${index}].volumes`, workload.volumes)),
  ];
  refuseTwins(validation, [...texts, ...writable]);
  for (const mounts of volumes) refuseTwins(validation, mounts, [...texts, ...writable]);
  const jobPaths: [string, JobProps][] = [
    ...objectsOf(jobs).map((job, index): [string, JobProps] => [`jobs[${index}].`, job]),
    ...(migration ? [['migration.', migration] as [string, JobProps]] : []),
  ];
  const ofJobs = jobPaths.map(([path, job]) => [
    ...mountsOf(`${path}files`, job.files),
    ...mountsOf(`${path}fileSources`, job.fileSources),
    ...mountsOf(`${path}volumes`, job.volumes),
  ]);
  for (const mounts of ofJobs) refuseTwins(validation, mounts, writable);
  if (props.secretsAsFiles) refuseBelowSecrets(validation, [...texts, ...writable, ...volumes.flat(), ...ofJobs.flat()]);
}

/** A ConfigMap has an end. */
export function validateFileBytes(validation: Validation, path: string, files: Readonly<Record<string, string>> | undefined): void {
  const bytes = Object.values(files ?? {}).reduce((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  if (bytes <= CONFIG_MAP_BYTES) return;
  const allowed = `at most ${CONFIG_MAP_BYTES} bytes in all: the files are in one ConfigMap`;
  validation.add({ path, got: `${bytes} bytes`, allowed, fix: 'put what is large into the image or a bucket' });
}

function mountsOf(prop: string, map: object | undefined): Mount[] {
  return Object.keys(map ?? {}).map((at) => ({ prop, at }));
}

function refuseTwins(validation: Validation, mounts: readonly Mount[], others: readonly Mount[] = []): void {
  mounts.forEach(({ prop, at }, index) => {
    const twin = [...others, ...mounts.slice(0, index)].find((other) => other.at === at);
    if (!twin) return;
    const allowed = `each path once; ${twin.prop} has it, too`;
    validation.add({ path: prop, got: show(at), allowed, fix: 'remove one of the two' });
  });
}

/** The Secrets of connections are known only later. */
function refuseBelowSecrets(validation: Validation, mounts: readonly Mount[]): void {
  for (const { prop, at } of mounts.filter((mount) => `${mount.at}/`.startsWith(`${SECRETS_FOLDER}/`))) {
    const allowed = `a path outside of ${SECRETS_FOLDER}, where secretsAsFiles puts the Secrets of connections`;
    validation.add({ path: prop, got: show(at), allowed, fix: 'choose another folder' });
  }
}

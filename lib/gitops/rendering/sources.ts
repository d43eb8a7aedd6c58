import type { Volume, VolumeMount, VolumeProjection } from 'cdk8s-plus-28/lib/imports/k8s';
import type { FileSourceValues } from '../values/source-values';
import { sortedEntries } from './k8s';
import type { Workload } from './workload';

/** The name of the volume with the files from Secrets and ConfigMaps. */
const FILE_SOURCES = 'file-sources';

/** The mode of files that Kubernetes has by default, and would write into the list of volumes. */
const DEFAULT_MODE = 0o644;

/** What the mounts of files from Secrets and ConfigMaps refer to. */
export function sourceVolumes(workload: Workload): Volume[] {
  const sources = sortedEntries(workload.fileSources ?? {}).map(([, source], index) => projection(source, `file-${index}`));
  const folders = sortedEntries(workload.secretFolders ?? {}).map(([, secretName], index): Volume => ({
    name: folderName(index),
    secret: { secretName, defaultMode: DEFAULT_MODE },
  }));
  if (sources.length === 0) return folders;
  return [{ name: FILE_SOURCES, projected: { defaultMode: DEFAULT_MODE, sources } }, ...folders];
}

/** The files from Secrets and ConfigMaps, each at its own path. */
export function fileSourceMounts({ fileSources = {} }: Workload): VolumeMount[] {
  return sortedEntries(fileSources).map(([mountPath], index) => ({
    name: FILE_SOURCES,
    mountPath,
    subPath: `file-${index}`,
    readOnly: true,
  }));
}

/** Whole Secrets as folders: without a subPath, so that the kubelet updates them. */
export function secretFolderMounts({ secretFolders = {} }: Workload): VolumeMount[] {
  return sortedEntries(secretFolders).map(([mountPath], index) => ({ name: folderName(index), mountPath, readOnly: true }));
}

function projection({ secretKeyRef, configMapKeyRef }: FileSourceValues, path: string): VolumeProjection {
  const { name, key } = (secretKeyRef ?? configMapKeyRef)!;
  const source = { name, items: [{ key, path }] };
  return secretKeyRef ? { secret: source } : { configMap: source };
}

function folderName(index: number): string {
  return `secret-${index}`;
}

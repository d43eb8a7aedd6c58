import type { Volume, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import type { ManifestProps } from '../../output/manifests';
import { k8s, sortedEntries } from './k8s';
import { objectMetadata } from './metadata';
import { sourceVolumes } from './sources';
import { typed } from './typed';
import type { Workload } from './workload';

/** The name of the volume with the application's files. */
const FILES = 'files';

/** A file of the application, by its key in the ConfigMap: a key may not have the slashes of a path. */
interface AppFile {
  readonly key: string;
  readonly path: string;
  readonly text: string;
}

/** The ConfigMap with the files of a workload. */
export function filesConfigMap(values: Workload): ManifestProps {
  return k8s().KubeConfigMap.manifest({
    metadata: objectMetadata(values, values.filesName),
    data: Object.fromEntries(filesOf(values).map(({ key, text }) => [key, text])),
  }) as ManifestProps;
}

/** What the containers' mounts refer to. */
export function volumes(values: Workload): Volume[] {
  const writable = values.writablePaths.map((_, index): Volume => ({ name: writableName(index), emptyDir: {} }));
  const files = fileMounts(values).length > 0 ? [{ name: FILES, configMap: { name: values.filesName } }] : [];
  return [...writable, ...files, ...sourceVolumes(values), ...(values.volumes ?? []).map((volume) => typed<Volume>(volume))];
}

/** The folders that a container may write to, which all containers of a pod share. */
export function writableMounts({ writablePaths }: Workload): VolumeMount[] {
  return writablePaths.map((mountPath, index) => ({ name: writableName(index), mountPath }));
}

/** The files, each at its own path, so that the folder's other files are still the image's. One from elsewhere comes instead of a text. */
export function fileMounts(values: Workload): VolumeMount[] {
  const texts = filesOf(values).filter(({ path }) => !Object.hasOwn(values.fileSources ?? {}, path));
  return texts.map(({ key, path }) => ({ name: FILES, mountPath: path, subPath: key, readOnly: true }));
}

function filesOf({ files }: Workload): AppFile[] {
  return sortedEntries(files).map(([path, text], index) => ({ key: `file-${index}`, path, text }));
}

function writableName(index: number): string {
  return `writable-${index}`;
}

import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const CONFIG_MAP_BYTES = 1_000_000;

/** Two mounts of one path are none. */
export function validateMounts(validation: Validation, { files, writablePaths }: GitOpsAppProps): void {
  const paths = [...Object.keys(files ?? {}), ...(Array.isArray(writablePaths) ? writablePaths : [])];
  const twin = paths.find((path, index) => paths.indexOf(path) < index);
  if (twin === undefined) return;
  const allowed = 'each path once, as a file or as a writable folder';
  validation.add({ path: 'writablePaths', got: show(twin), allowed, fix: 'remove one of the two' });
}

/** A ConfigMap has an end. */
export function validateFileBytes(validation: Validation, path: string, files: Readonly<Record<string, string>> | undefined): void {
  const bytes = Object.values(files ?? {}).reduce((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  if (bytes <= CONFIG_MAP_BYTES) return;
  const allowed = `at most ${CONFIG_MAP_BYTES} bytes in all: the files are in one ConfigMap`;
  validation.add({ path, got: `${bytes} bytes`, allowed, fix: 'put what is large into the image or a bucket' });
}

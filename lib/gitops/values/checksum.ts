import { createHash } from 'node:crypto';

/** Kubernetes does not restart a pod whose ConfigMap changes; an annotation of the pod does. */
export function checksumOf(files: Readonly<Record<string, string>>): string {
  const entries = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? '' : createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

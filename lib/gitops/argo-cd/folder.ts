import type { Environment } from '../../platform/environment';

/** Where an environment's own objects of Argo CD are written, relative to the GitOps tree. */
export function argoCdFolder({ name }: Environment): string {
  return `platform/${name}/argocd`;
}

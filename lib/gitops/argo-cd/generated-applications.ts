import type { Json } from '../../core/json';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { reservedServices, SEGMENT } from './service-folders';

/** The service of a folder, in a template of Argo CD. */
export const SERVICE = segment(SEGMENT.service);

/** In production a folder that disappears takes neither its Application nor what that has made with it. */
export const KEPT = { applicationsSync: 'create-update', preserveResourcesOnDeletion: true };

/**
 * What the controller writes into each generator whenever it writes an ApplicationSet back, as after a webhook. Where it is not
 * written out, Argo CD shows a difference for ever, and heals it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/#generator-templates
 */
const NO_TEMPLATE: Json = { metadata: {}, spec: { destination: {}, project: '' } };

/** What each Application of a set is. */
export interface GeneratedApplications {
  /** Patterns of the folders that there is one for. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Json;
  readonly patch?: string;
  readonly syncPolicy?: Json;
}

/**
 * An ApplicationSet whose values come from names of folders and from nothing else, so that no file which a team edits says
 * where something is deployed, or stops what others deploy.
 */
export function applicationSetSpec(platform: Platform, environment: Environment, set: GeneratedApplications): Json {
  const { folders, labels, name, patch, spec, syncPolicy } = set;
  const reserved = reservedServices(environment).flatMap((service) => folders.map((path) => path.replace('*', service)));
  return {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        git: {
          repoURL: platform.gitOpsRepository,
          revision: 'HEAD',
          directories: [...folders.map((path) => ({ path })), ...reserved.map((path) => ({ path, exclude: true }))],
          template: NO_TEMPLATE,
        },
      },
    ],
    ...(syncPolicy && { syncPolicy }),
    template: {
      metadata: { name, labels: { 'app.kubernetes.io/name': SERVICE, [`${platform.domain}/env`]: environment.name, ...labels } },
      spec,
    },
    ...(patch !== undefined && { templatePatch: patch }),
  };
}

/** A part of the folder's path, in a template of Argo CD. */
export function segment(index: number): string {
  return `{{ index .path.segments ${index} }}`;
}

/** The name of what a service has once in an environment: its namespace, its project and its Application. */
export function inEnvironment({ name }: Environment): string {
  return `${SERVICE}-${name}`;
}

/**
 * How what services deploy is synced. Terraform makes the namespace; where it is not there yet, Argo CD tries again until it is, each
 * time with the newest commit: otherwise a fix would wait for all retries of what it mends.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-refresh-on-new-revisions
 */
export const SERVICE_SYNC = {
  automated: { prune: true, selfHeal: true },
  syncOptions: ['ServerSideApply=true', 'PruneLast=true'],
  retry: { limit: 3, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
};

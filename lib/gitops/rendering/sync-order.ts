import type { AppValues } from '../values/app-values';

/** The annotation by which Argo CD applies one thing after another. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * What Argo CD does in which order, if something has to run before the rollout: first whatever the application needs, such as
 * its database and its files, then the migration, then what runs the new version.
 *
 * It is a hook of the phase Sync and not of PreSync: on the first deployment, the database and its Secret are made in Sync.
 * Helm by itself runs it after the first installation and before each upgrade, and Argo CD then ignores what is Helm's.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
export const MIGRATION_HOOK: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  [WAVE]: '1',
  'helm.sh/hook': 'post-install,pre-upgrade',
  'helm.sh/hook-delete-policy': 'before-hook-creation',
};

/** The annotations of what waits for the migration, if there is one. */
export function afterMigration({ migration }: AppValues): Record<string, string> {
  return migration ? { [WAVE]: '2' } : {};
}

/** The annotations of what the migration itself needs, and what cannot be healthy before it runs. */
export function withMigration(): Record<string, string> {
  return { [WAVE]: MIGRATION_HOOK[WAVE] };
}

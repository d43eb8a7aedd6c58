import { KEEP } from '../../guardrails/rows/requests';
import type { ManifestProps } from '../../output/manifests';
import type { AppValues } from '../values/app-values';
import { sortedEntries } from './k8s';
import { objectMetadata } from './metadata';
import { afterMigration, withMigration } from './sync-order';

/** Helm keeps what carries this when it uninstalls a release. */
const HELM_KEEPS = { 'helm.sh/resource-policy': 'keep' };

/** The claims of an application, whose data outlives a mistake in Git. */
export function claims(values: AppValues): ManifestProps[] {
  return sortedEntries(values.claims ?? {}).map(([own, spec]) => {
    const name = `${values.name}-${own}`;
    const annotations = { ...KEEP, ...HELM_KEEPS, ...(isOfMigration(values, name) ? withMigration() : afterMigration(values)) };
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: objectMetadata(values, name, { annotations }),
      spec: { ...spec },
    };
  });
}

/** A claim becomes healthy only once a pod uses it: it cannot come before the migration if nothing uses it until then. */
function isOfMigration({ migration }: AppValues, claimName: string): boolean {
  return migration?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claimName) ?? false;
}

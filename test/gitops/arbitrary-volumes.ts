import fc from 'fast-check';
import type { AppValues } from '../../lib/gitops/values/app-values';
import type { ClaimValues, ControllerValues, PodVolumes, VolumeValues } from '../../lib/gitops/values/volume-values';

const dnsLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/);
const size = fc.integer({ min: 1, max: 900 }).map((amount) => `${amount}Gi`);

const claim: fc.Arbitrary<ClaimValues> = fc
  .tuple(
    fc.record({ access: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany'), storage: size }),
    fc.record({ storageClassName: dnsLabel }, { requiredKeys: [] }),
  )
  .map(([{ access, storage }, others]) => ({ accessModes: [access], resources: { requests: { storage } }, ...others, volumeMode: 'Filesystem' }));

const projectedSource = fc.oneof(
  fc.record({ secret: fc.record({ name: dnsLabel }) }),
  fc.record({ serviceAccountToken: fc.record({ audience: dnsLabel, expirationSeconds: fc.constant(3600), path: fc.constant('token') }) }),
  fc.constant({ downwardAPI: { items: [{ path: 'labels', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }] } }),
);

const someProjected = fc.array(projectedSource, { minLength: 1, maxLength: 3 });

const source: fc.Arbitrary<Omit<VolumeValues, 'name'>> = fc.oneof(
  fc.record({ emptyDir: fc.record({ medium: fc.constant('Memory'), sizeLimit: size }, { requiredKeys: ['sizeLimit'] }) }),
  fc.record({ ephemeral: fc.record({ volumeClaimTemplate: fc.record({ spec: claim }) }) }),
  fc.record({ secret: fc.record({ secretName: dnsLabel, defaultMode: fc.constant(420) }) }),
  fc.record({ configMap: fc.record({ name: dnsLabel, defaultMode: fc.constant(420) }) }),
  fc.record({ persistentVolumeClaim: fc.record({ claimName: dnsLabel }) }),
  fc.record({ projected: fc.record({ defaultMode: fc.constant(420), sources: someProjected }) }),
  fc.record({
    csi: fc.record({ driver: dnsLabel, readOnly: fc.constant(true), volumeAttributes: fc.record({ secretProviderClass: dnsLabel }) }),
  }),
);

/** Volumes of pods at paths that nothing else has; none at all in most of them. */
export const podVolumes: fc.Arbitrary<PodVolumes> = fc.array(fc.tuple(source, fc.boolean()), { maxLength: 2 }).map((all) => {
  if (all.length === 0) return {};
  const mounts = all.map(([, isReadOnly], index) => (
    { name: `volume-${index}`, mountPath: `/volumes/${index}`, ...(isReadOnly && { readOnly: true as const }) }
  ));
  return { volumes: all.map(([kind], index) => ({ name: `volume-${index}`, ...kind })), volumeMounts: mounts };
});

const templates = fc.option(claim, { nil: undefined }).map((spec) => (
  spec && [{ apiVersion: 'v1' as const, kind: 'PersistentVolumeClaim' as const, metadata: { name: 'data' }, spec }]
));

const podManagement = fc.record({ podManagementPolicy: fc.constantFrom('OrderedReady' as const, 'Parallel' as const) }, { requiredKeys: [] });

const statefulSet: fc.Arbitrary<ControllerValues> = fc
  .tuple(podVolumes, templates, podManagement)
  .map(([own, volumeClaimTemplates, others]) => ({
    kind: 'StatefulSet',
    ...others,
    ...own,
    ...(volumeClaimTemplates && {
      volumeClaimTemplates,
      volumeMounts: [...(own.volumeMounts ?? []), { name: 'data', mountPath: '/volumes/data' }],
    }),
  }));

/** What makes the pods of a process, and their volumes. */
export const controller: fc.Arbitrary<ControllerValues> = fc.oneof(
  podVolumes,
  podVolumes.map((own) => ({ ...own, strategy: { type: 'Recreate' as const } })),
  statefulSet,
);

/** Claims of an application by their names, none in most of them. */
export const claims = fc.option(fc.dictionary(dnsLabel, claim, { minKeys: 1, maxKeys: 2, noNullPrototype: true }), { nil: undefined })
  .map((all) => (all ? { claims: all } : {}));

/** An application whose migration uses its first claim, if it has both. */
export function withClaim(values: AppValues): AppValues {
  const [name] = Object.keys(values.claims ?? {});
  const { migration } = values;
  if (!migration || name === undefined) return values;
  const volumes = [...(migration.volumes ?? []), { name: 'own', persistentVolumeClaim: { claimName: `${values.name}-${name}` } }];
  const volumeMounts = [...(migration.volumeMounts ?? []), { name: 'own', mountPath: '/volumes/own' }];
  return { ...values, migration: { ...migration, volumes, volumeMounts } };
}

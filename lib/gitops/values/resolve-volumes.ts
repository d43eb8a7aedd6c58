import { WorkloadKind } from '../props/volume-props';
import type { ControllerProps, VolumeProps } from '../props/volume-props';
import type { AppVolume } from '../volumes/app-volume';
import { VolumeAccess } from '../volumes/volume-access';
import type { ClaimTemplateValues, ClaimValues, ControllerValues, PodVolumes, VolumeMountValues, VolumeValues } from './volume-values';

/** What only the pods of one node may use. */
const OF_ONE_NODE = [VolumeAccess.READ_WRITE_ONCE, VolumeAccess.READ_WRITE_ONCE_POD];

/** A volume with the path that it is mounted at. */
type Placed = readonly [mountPath: string, volume: AppVolume];

/** Whether only the pods of one node may use a volume: a second one would wait for ever. */
export function isOfOneNode(volume: AppVolume): boolean {
  const { access } = volume._parts();
  return access !== undefined && OF_ONE_NODE.includes(access);
}

/** What makes the pods of a process, and what is mounted in them; nothing where it is a Deployment without volumes. */
export function controllerOf(given: ControllerProps, service: string): ControllerValues {
  if (given.kind !== WorkloadKind.STATEFUL_SET) {
    const recreate = placedIn(given).some(([, volume]) => isOfOneNode(volume));
    return { ...podVolumesOf(given, service), ...(recreate && { strategy: { type: 'Recreate' as const } }) };
  }
  const templates = placedIn(given).flatMap(([, volume]) => templateOf(volume));
  return {
    kind: 'StatefulSet',
    ...(given.podManagementPolicy !== undefined && { podManagementPolicy: given.podManagementPolicy }),
    ...podVolumesOf(given, service, true),
    ...(templates.length > 0 && { volumeClaimTemplates: templates }),
  };
}

/** The volumes of pods and where they are mounted; nothing where there are none. */
export function podVolumesOf(given: VolumeProps, service: string, isStateful = false): PodVolumes {
  const placed = placedIn(given);
  if (placed.length === 0) return {};
  const named = placed.map(([mountPath, volume], index) => {
    const { claim } = volume._parts();
    return { mountPath, volume, name: isStateful && claim ? claim.name : `volume-${index}` };
  });
  const volumes = named.flatMap(({ name, volume }): VolumeValues[] => {
    const { claim, source } = volume._parts();
    if (!claim) return [{ name, ...source }];
    return isStateful ? [] : [{ name, persistentVolumeClaim: { claimName: `${service}-${claim.name}` } }];
  });
  const volumeMounts = named.map(({ mountPath, name, volume }): VolumeMountValues => ({
    name,
    mountPath,
    ...(volume._parts().readOnly && { readOnly: true }),
  }));
  return { ...(volumes.length > 0 && { volumes }), volumeMounts };
}

/** The claims that the pods of Deployments and jobs share, by their names; nothing where there are none. */
export function claimsOf(all: readonly ControllerProps[]): { readonly claims?: Readonly<Record<string, ClaimValues>> } {
  const claims = all
    .filter(({ kind }) => kind !== WorkloadKind.STATEFUL_SET)
    .flatMap((given) => placedIn(given).flatMap(([, volume]) => volume._parts().claim ?? []));
  return claims.length > 0 ? { claims: Object.fromEntries(claims.map(({ name, spec }) => [name, spec])) } : {};
}

/** Volumes by their paths, in the order of those. */
function placedIn({ volumes = {} }: VolumeProps): Placed[] {
  return Object.entries(volumes).sort(([one], [other]) => (one < other ? -1 : 1));
}

function templateOf(volume: AppVolume): ClaimTemplateValues[] {
  const { claim } = volume._parts();
  return claim ? [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: claim.name }, spec: claim.spec }] : [];
}

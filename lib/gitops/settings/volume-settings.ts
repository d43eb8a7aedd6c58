import { SettingsTable } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { PodManagementPolicy, WorkloadKind } from '../props/volume-props';
import type { ControllerProps, VolumeProps } from '../props/volume-props';
import { AppVolume } from '../volumes/app-volume';
import { mapOfMade } from './configuration-settings';
import { ABSOLUTE, oneOf } from './forms';

/** What is mounted in pods. */
export const VOLUMES = {
  volumes: {
    form: mapOfMade(ABSOLUTE, {
      is: (value) => value instanceof AppVolume,
      allowed: 'AppVolume.persistent, .existingClaim, .ephemeral, .emptyDir, .fromSecret, .fromConfigMap, .projected or .secretsStore',
      fix: "write AppVolume.persistent('data', { size: '10Gi' })",
    }),
    default: {},
    defaultText: 'none',
    text: 'Volumes by their paths, each an `AppVolume`; a job or another process that names the same one shares it',
  },
} as const satisfies Settings<VolumeProps>;

/** What is mounted in pods, as a table. */
export const VOLUME_SETTINGS = new SettingsTable<VolumeProps, typeof VOLUMES>(VOLUMES);

/** What makes the pods of a process. */
export const CONTROLLER = {
  ...VOLUMES,
  kind: {
    form: oneOf(WorkloadKind),
    default: WorkloadKind.DEPLOYMENT,
    defaultText: '`WorkloadKind.DEPLOYMENT`',
    text: 'With `STATEFUL_SET`, each pod has a stable name and persistent volumes of its own',
  },
  podManagementPolicy: {
    form: oneOf(PodManagementPolicy),
    default: PodManagementPolicy.ORDERED_READY,
    defaultText: '`PodManagementPolicy.ORDERED_READY`',
    text: 'The order in which the pods of a StatefulSet start and end',
  },
} as const satisfies Settings<ControllerProps>;

/** What makes the pods of a process, as a table. */
export const CONTROLLER_SETTINGS = new SettingsTable<ControllerProps, typeof CONTROLLER>(CONTROLLER);

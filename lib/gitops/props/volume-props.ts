import type { AppVolume } from '../volumes/app-volume';

/** What makes the pods of a process. */
export enum WorkloadKind {
  /** Pods that are all the same. */
  DEPLOYMENT = 'Deployment',
  /** Pods with a name and volumes of their own each, which they keep when they are replaced. */
  STATEFUL_SET = 'StatefulSet',
}

/** In which order the pods of a StatefulSet start and end. */
export enum PodManagementPolicy {
  /** One after the other. */
  ORDERED_READY = 'OrderedReady',
  /** All at once, except in a rolling update. */
  PARALLEL = 'Parallel',
}

/** What is mounted in pods. */
export interface VolumeProps {
  /**
   * Volumes by the paths that they are mounted at, such as `/var/lib/app`. Jobs and other processes have one of these only if they
   * name it, too.
   *
   * @default - none
   */
  readonly volumes?: Record<string, AppVolume>;
}

/** What makes the pods of a process, and what is mounted in them. */
export interface ControllerProps extends VolumeProps {
  /**
   * Whether its pods are all the same, or have a name and persistent volumes of their own each. It cannot be changed in place.
   *
   * @default WorkloadKind.DEPLOYMENT
   */
  readonly kind?: WorkloadKind;
  /**
   * In which order the pods of a StatefulSet start and end.
   *
   * @default PodManagementPolicy.ORDERED_READY
   */
  readonly podManagementPolicy?: PodManagementPolicy;
}

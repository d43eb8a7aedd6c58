import type { VolumeAccess } from './volume-access';

/** A volume that outlives the pods that use it. */
export interface PersistentVolumeOptions {
  /** Its size as a Kubernetes quantity, such as `10Gi`. It can grow if its storage class allows that, and never shrinks. */
  readonly size: string;
  /**
   * The storage class.
   *
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Which pods may use it.
   *
   * @default VolumeAccess.READ_WRITE_ONCE
   */
  readonly accessMode?: VolumeAccess;
}

/** A volume that somebody else made. */
export interface ExistingVolumeOptions {
  /**
   * Which pods may use it, as its claim says.
   *
   * @default VolumeAccess.READ_WRITE_ONCE
   */
  readonly accessMode?: VolumeAccess;
}

/** A disk that is made with each pod and removed with it. */
export interface EphemeralVolumeOptions {
  /** Its size as a Kubernetes quantity, such as `50Gi`. */
  readonly size: string;
  /**
   * The storage class.
   *
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
}

/** A folder of the pod that is empty at its start. */
export interface EmptyDirOptions {
  /**
   * How much it may hold, as a Kubernetes quantity; a pod that writes more is evicted.
   *
   * @default '1Gi'
   */
  readonly size?: string;
  /**
   * Whether it is kept in memory, which counts against the memory limit of the container that writes.
   *
   * @default false
   */
  readonly memory?: boolean;
}

/** A token by which the pod shows others who it is. */
export interface ServiceAccountTokenOptions {
  /** Who the token is for, such as `vault`. */
  readonly audience: string;
  /**
   * The name of its file.
   *
   * @default 'token'
   */
  readonly fileName?: string;
  /**
   * How long it is valid, from 600 to 86400 seconds; the kubelet renews it before.
   *
   * @default 3600
   */
  readonly expirationSeconds?: number;
}

import type { StrategyValues } from './rollout-values';

/** What is asked of storage, as the specification of a PersistentVolumeClaim has it. */
export interface ClaimValues {
  readonly accessModes: readonly string[];
  readonly resources: { readonly requests: { readonly storage: string } };
  readonly storageClassName?: string;
  readonly volumeMode: 'Filesystem';
}

/** A volume of a pod, as Kubernetes has it, of one of the kinds that Pod Security restricted allows. */
export interface VolumeValues {
  readonly name: string;
  readonly configMap?: object;
  readonly csi?: object;
  readonly downwardAPI?: object;
  readonly emptyDir?: object;
  readonly ephemeral?: object;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: object;
  readonly secret?: object;
}

/** Where a volume is mounted, as Kubernetes has it. */
export interface VolumeMountValues {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: true;
}

/** A claim for each pod of a StatefulSet, as Kubernetes has it. */
export interface ClaimTemplateValues {
  /** The version and kind are written by the API server, and Argo CD would see a difference for ever. */
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: { readonly name: string };
  readonly spec: ClaimValues;
}

/** The volumes of pods. */
export interface PodVolumes {
  readonly volumes?: readonly VolumeValues[];
  readonly volumeMounts?: readonly VolumeMountValues[];
}

/** What makes the pods of a process, if it is no Deployment with a rolling update. */
export interface ControllerValues extends PodVolumes {
  /** Absent for a Deployment. */
  readonly kind?: 'StatefulSet';
  /** Of a StatefulSet. */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Of a StatefulSet. */
  readonly volumeClaimTemplates?: readonly ClaimTemplateValues[];
  /** Of a Deployment, such as where a volume can have the pods of one node only: a new one waits until the old one has ended. */
  readonly strategy?: StrategyValues;
}

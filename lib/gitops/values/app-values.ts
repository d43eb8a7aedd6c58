import type { Share } from '../props/container-props';
import type { RolloutValues } from './rollout-values';
import type { FurtherHttpRouteValues, FurtherIngressValues, HttpRouteValues, IngressValues } from './route-values';
import type { ScalingValues } from './scaling-values';
import type { SchedulingValues } from './scheduling-values';
import type { FileSourceValues, SourcedVariables } from './source-values';
import type { ClaimValues, ControllerValues, PodVolumes } from './volume-values';

/** One process of an application as pods. What is absent is not there in the output either. */
export interface WorkloadValues extends SourcedVariables, ControllerValues, RolloutValues, ScalingValues {
  /** Absent where an autoscaler sets it. */
  readonly replicaCount?: number;
  readonly podAnnotations: Readonly<Record<string, string>>;
  /** Annotations of the Deployment itself. */
  readonly workloadAnnotations?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly resources: ResourceValues;
  /** The user of its own container; empty for the image's. */
  readonly securityContext: UserValues;
  readonly service: ServiceValues;
  readonly monitoring: MonitoringValues;
  readonly probes: ProbesValues;
  readonly initContainers: readonly ContainerValues[];
  readonly sidecars: readonly ContainerValues[];
  readonly terminationGracePeriodSeconds: number;
  /** How long a pod goes on serving after it was taken out of the Service; 0 where it has none. */
  readonly preStopSeconds: number;
  /** Absent for anywhere; of a further process, for where the application runs. */
  readonly scheduling?: SchedulingValues;
}

/**
 * Everything about an application in one environment, resolved: the values of its chart, and what its plain manifests are
 * made of. Both renderings read this and nothing else, so that each can be checked against the other.
 *
 * The keys are those that users of application charts know; what has the shape of a Kubernetes object has the keys of that.
 */
export interface AppValues extends WorkloadValues {
  /** The service's name: that of the Deployment, the Service and the service account. */
  readonly name: string;
  readonly namespace: string;
  /** Whose it is, on every object and pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whose it is, on every object. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly image: ImageValues;
  /** The Secrets with which images of all pods are pulled. */
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  /** The service account is Terraform's: `create` is always false. */
  readonly serviceAccount: { readonly create: false; readonly name: string };
  /** The autoscaler is Terraform's: `enabled` is always false. */
  readonly autoscaling: { readonly enabled: false };
  /** Whether the service runs jobs and nothing else; absent means false. */
  readonly jobsOnly?: boolean;
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
  readonly ingress: IngressValues;
  readonly httpRoute: HttpRouteValues;
  /** Further Ingresses and HTTPRoutes by their names. */
  readonly ingresses?: Readonly<Record<string, FurtherIngressValues>>;
  readonly httpRoutes?: Readonly<Record<string, FurtherHttpRouteValues>>;
  /** The text of each file by its path in the container, such as `/etc/app/config.yaml`. */
  readonly files: Readonly<Record<string, string>>;
  /** Changes with any file, so that pods are replaced; empty where there are none. */
  readonly filesChecksum: string;
  /** Files from Secrets and ConfigMaps by their paths; they come instead of a text at the same path. */
  readonly fileSources?: Readonly<Record<string, FileSourceValues>>;
  /** Secrets by the folders that they are mounted at, for all that has the variables. */
  readonly secretFolders?: Readonly<Record<string, string>>;
  /** Claims by name, which is appended to the service's: what outlives the pods. */
  readonly claims?: Readonly<Record<string, ClaimValues>>;
  /** Folders that the containers may write to; everything else is read-only. */
  readonly writablePaths: readonly string[];
  /** The security context of all pods, beside what is the same for every application. */
  readonly podSecurityContext: PodSecurityValues;
  /** Further processes by name, which is appended to the service's. Their variables are beside the application's. */
  readonly workloads?: Readonly<Record<string, WorkloadValues>>;
  /** What runs before each rollout. */
  readonly migration?: JobValues;
  /** By name, which is appended to the service's. */
  readonly jobs: Readonly<Record<string, ScheduledJobValues>>;
  /** How many pods above the wanted number a rolling update may start, in percent. */
  readonly surgePercent: number;
  /** Changes of objects, after everything else. */
  readonly patches?: readonly PatchValues[];
}

/** A change of one object. */
export interface PatchValues {
  readonly kind: string;
  readonly name: string;
  /** Fields over those of the object. Null removes one; in the place of a list, an object changes single items by their numbers. */
  readonly change: Readonly<Record<string, unknown>>;
}

/** The image by its digest where one is given, by its tag otherwise. */
export interface ImageValues {
  readonly repository: string;
  readonly pullPolicy: 'IfNotPresent';
  readonly tag?: string;
  readonly digest?: string;
}

export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** Memory has a limit, CPU has none: a limit would only throttle. */
export interface ResourceValues {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

/** A port of the container, which the Service has by the same name. */
export interface PortValues {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** The number that the Service has; absent if it is the same. */
  readonly servicePort?: number;
  readonly appProtocol?: string;
}

export interface ServiceValues {
  /** Whether there is a Service: not for a worker without ports. */
  readonly enabled: boolean;
  /** The port that requests come in by. */
  readonly port?: number;
  /** Its name; absent means `http`. */
  readonly portName?: string;
  /** The number that the Service has for it; absent if it is the same. */
  readonly servicePort?: number;
  readonly appProtocol?: string;
  /** For how long the requests of one address go to the same pod; absent if they go to any. */
  readonly sessionAffinitySeconds?: number;
  /** The port named `metrics`. */
  readonly metricsPort?: number;
  readonly extraPorts: readonly PortValues[];
}

export interface MonitoringValues {
  /** Whether Prometheus reads the port named `metrics`. */
  readonly enabled: boolean;
  /** By which Prometheus selects its monitors. */
  readonly labels: Readonly<Record<string, string>>;
  readonly path: string;
  readonly interval: string;
}

/** Each as Kubernetes has it; absent where there is none. */
export interface ProbesValues {
  readonly startup?: ProbeValues;
  readonly readiness?: ProbeValues;
  readonly liveness?: ProbeValues;
}

/** Exactly one of httpGet, tcpSocket, exec and grpc is there. */
export interface ProbeValues {
  readonly httpGet?: { readonly path: string; readonly port: number };
  readonly tcpSocket?: { readonly port: number };
  readonly exec?: { readonly command: readonly string[] };
  readonly grpc?: { readonly port: number };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** The user that a container runs as; nothing where it is the image's. */
export interface UserValues {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
}

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export interface PodSecurityValues {
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: string;
}

/** A container beside or before the service's own. */
export interface ContainerValues extends SourcedVariables {
  readonly name: string;
  /** With its tag or digest. */
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
  readonly resources: ResourceValues;
  readonly securityContext: UserValues;
  /** What it gets of the application. */
  readonly shares?: readonly Share[];
  readonly ports: readonly PortValues[];
  /** `Always` makes a native sidecar of an init container. */
  readonly restartPolicy?: 'Always';
}

/** What runs to its end, in the service's own image and with its environment. */
export interface JobValues extends SourcedVariables, PodVolumes {
  /** With its tag or digest; absent if it is the service's. */
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Files beside the application's, and instead of one at the same path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The same from Secrets and ConfigMaps. */
  readonly fileSources?: Readonly<Record<string, FileSourceValues>>;
  /** Changes with any of its files; absent if they are the application's. */
  readonly filesChecksum?: string;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly resources: ResourceValues;
  readonly securityContext: UserValues;
  readonly backoffLimit: number;
  /** Absent for where the application runs. */
  readonly scheduling?: SchedulingValues;
  readonly activeDeadlineSeconds: number;
  /** Absent means `Never`. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
}

/** A job at fixed times. */
export interface ScheduledJobValues extends JobValues {
  readonly schedule: string;
  readonly timeZone: string;
  readonly concurrencyPolicy: 'Allow' | 'Forbid' | 'Replace';
  readonly suspend: boolean;
  /** How many finished runs of each outcome are kept; absent means 3. */
  readonly historyLimit?: number;
}

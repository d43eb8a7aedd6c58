import { COMPONENT, servingPods } from '../service/selectors';
import { unknown } from './failures';
import type { Json } from './json';
import type { NamedPort } from './network/evaluate';
import type { Labels } from './network/selectors';

/** A variable that comes from a key of a Secret in the service's namespace. */
export interface SecretReference {
  readonly secretName: string;
  readonly secretKey: string;
}

/** How many pods run. */
export interface Replicas {
  readonly min: number;
  /** The same as min without an autoscaler. */
  readonly max: number;
}

/** The requests and limits of a container. */
export interface ContainerResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** The pods that a service runs as, read from its Deployment and CronJobs. */
export class Workload {
  public constructor(
    private readonly service: string,
    private readonly objects: readonly Json[],
  ) {}

  /** Its Deployment or StatefulSet; absent if the output has no application. */
  public get deployment(): Json | undefined {
    return this.objects.find(({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === this.service);
  }

  /** The bounds of the autoscaler that is part of the application; absent if there is none. */
  public get scaled(): Replicas | undefined {
    const autoscalers = this.objects.filter(({ kind }) => ['HorizontalPodAutoscaler', 'ScaledObject'].includes(kind));
    const spec = autoscalers.find((each) => each.spec.scaleTargetRef.name === this.service)?.spec;
    if (!spec) return undefined;
    // KEDA's own defaults: https://keda.sh/docs/latest/reference/scaledobject-spec/
    return { min: spec.minReplicas ?? spec.minReplicaCount ?? 0, max: spec.maxReplicas ?? spec.maxReplicaCount ?? 100 };
  }

  /** The application's own container. */
  public get container(): Json | undefined {
    return this.deployment?.spec.template.spec.containers.find(({ name }: Json) => name === this.service);
  }

  /** The pod templates of jobs, by the jobs' names without the service's. */
  public get jobs(): Readonly<Record<string, Json>> {
    const jobs = this.objects.filter(({ kind }) => kind === 'CronJob');
    const nameOf = (job: Json): string => job.metadata.name.replace(`${this.service}-`, '');
    return Object.fromEntries(jobs.map((job) => [nameOf(job), job.spec.jobTemplate.spec.template]));
  }

  public get images(): readonly string[] {
    const templates = [...(this.deployment ? [this.deployment.spec.template] : []), ...Object.values(this.jobs)];
    const containers = templates.flatMap(({ spec }: Json) => [...(spec.initContainers ?? []), ...spec.containers]);
    return [...new Set<string>(containers.map(({ image }: Json) => image))].sort();
  }

  public get variables(): Readonly<Record<string, string | SecretReference>> {
    const variables: Json[] = this.container?.env ?? [];
    return Object.fromEntries(variables.map((variable) => [variable.name, variable.value ?? referenceOf(variable)]));
  }

  /** The labels of the pods that serve, or of a job's; without an application, those that the library requires. */
  public labels(job?: string): Labels {
    if (job === undefined) return this.deployment?.spec.template.metadata.labels ?? servingPods(this.service);
    if (Object.hasOwn(this.jobs, job)) return this.jobs[job].metadata.labels;
    if (this.deployment) throw unknown(this.service, 'job', job, Object.keys(this.jobs));
    return { ...servingPods(this.service), [COMPONENT]: 'job' };
  }

  /** Every named port of the containers of a serving pod; absent if they are not known. */
  public get ports(): readonly NamedPort[] | undefined {
    const containers: Json[] | undefined = this.deployment?.spec.template.spec.containers;
    return containers?.flatMap(({ ports = [] }) =>
      ports.map(({ name, containerPort, protocol = 'TCP' }: Json) => ({ name, port: containerPort, protocol })),
    );
  }
}

function referenceOf({ valueFrom }: Json): SecretReference {
  const { name, key } = valueFrom?.secretKeyRef ?? {};
  return { secretName: name, secretKey: key };
}

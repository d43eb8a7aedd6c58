import type { Json } from '../../core/json';

/** A process of an application. */
export interface ProcessFacts {
  /** The Kubernetes object that makes its pods. */
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly name: string;
}

/** What alerts need to know of an application. */
export interface ApplicationFacts {
  readonly processes: readonly ProcessFacts[];
  /** The Services by which Prometheus reads metrics: the label `job`. */
  readonly monitored: readonly string[];
  /** Whether the application itself listens on a port. */
  readonly serves: boolean;
  /** The autoscalers. */
  readonly autoscalers: readonly string[];
  /** The jobs at fixed times, by their names in the cluster. */
  readonly cronJobs: readonly string[];
  /** Whether there are volumes that outlive pods. */
  readonly hasClaims: boolean;
  /** Whether hosts are served with certificates of Secrets. */
  readonly hasCertificates: boolean;
}

/** Reads the Kubernetes objects of an application. */
export function factsOf(serviceName: string, documents: readonly Json[]): ApplicationFacts {
  const named = (kind: string) =>
    documents.filter((each) => each.kind === kind).map((each) => ({ name: nameOf(each), spec: specOf(each) }));
  const sets = named('StatefulSet');
  const ingresses = named('Ingress');
  return {
    processes: [
      ...named('Deployment').map(({ name }) => ({ kind: 'Deployment' as const, name })),
      ...sets.map(({ name }) => ({ kind: 'StatefulSet' as const, name })),
    ],
    monitored: monitoredBy(serviceName, named('ServiceMonitor')),
    serves: named('Service').some(({ name, spec }) => name === serviceName && listOf(spec.ports).some(isForCallers)),
    autoscalers: [...named('HorizontalPodAutoscaler'), ...named('ScaledObject')].map(({ name }) => name),
    cronJobs: named('CronJob').filter(({ spec }) => spec.suspend !== true).map(({ name }) => name),
    hasClaims: named('PersistentVolumeClaim').length > 0 || sets.some(({ spec }) => listOf(spec.volumeClaimTemplates).length > 0),
    hasCertificates: ingresses.some(({ spec }) => listOf(spec.tls).some((each) => (each as Json).secretName !== undefined)),
  };
}

/** A ServiceMonitor of the library has the name of the one Service that it selects. */
function monitoredBy(serviceName: string, monitors: readonly { readonly name: string }[]): string[] {
  return monitors.map(({ name }) => name).filter((name) => name === serviceName || name.startsWith(`${serviceName}-`));
}

/** A port of a Service that is not there for Prometheus alone. */
function isForCallers(port: unknown): boolean {
  return (port as Json).name !== 'metrics';
}

function nameOf({ metadata }: Json): string {
  return String((metadata as Json).name);
}

function specOf({ spec }: Json): Json {
  return (spec ?? {}) as Json;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

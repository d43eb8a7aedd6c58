import {
  AppVolume, Autoscaling, EnvFrom, EnvSource, ProjectedSource, Routing, ScalingMetric, Spread,
} from '@golden-path/constructs';
import type { GitOpsAppProps, HpaOptions } from '@golden-path/constructs';
import { App } from 'cdktf';
import { cronJob } from '../../lib/gitops/rendering/jobs';
import { portNameOf } from '../../lib/gitops/rendering/service';
import type { AppValues } from '../../lib/gitops/values/app-values';
import { resolveApp } from '../../lib/gitops/values/resolve-app';
import type { AutoscalerValues, ScaledObjectValues } from '../../lib/gitops/values/scaling-values';
import { StackContext } from '../../lib/stack/stack-context';
import { APP, anApp } from '../gitops/support';
import { aService } from '../support/synth';
import type { Json } from '../support/synth';

/** What the literal defaults of an application's interfaces are once they are resolved, where the props are left out. */
export const APPLICATION_RESOLVED: Record<string, () => Record<string, unknown>> = {
  GitOpsAppProps: () => {
    const props = { host: 'checkout.acme.io', metricsPort: 9090 };
    const { httpRoute, ingress, workloadAnnotations, writablePaths } = valuesOf(props);
    const { rendering } = anApp(new App({ outdir: '/nonexistent-but-unused' }));
    const routing = ingress.enabled && !httpRoute.enabled ? Routing.INGRESS : Routing.HTTP_ROUTE;
    return { path: ingress.path, routing, writablePaths, reloadOnChange: workloadAnnotations !== undefined, secretsAsFiles: 'secretFolders' in valuesOf(props), rendering };
  },
  AppRoute: () => {
    const { rules } = valuesOf({ routes: [{ host: 'checkout.acme.io' }] }).ingresses!.checkout.spec;
    const { paths } = rules[0].http;
    return { paths: paths.map(({ path }) => path), exact: paths.some(({ pathType }) => pathType === 'Exact') };
  },
  RouteRedirect: () => {
    const routes = [{ host: 'checkout.acme.io', redirect: { path: '/a' } }];
    const [{ spec }] = Object.values<Json>(valuesOf({ routing: Routing.HTTP_ROUTE, routes }).httpRoutes!);
    return { permanent: spec.rules[0].filters[0].requestRedirect.statusCode === 301 };
  },
  AppPort: () => ({ udp: valuesOf({ extraPorts: [{ name: 'more', port: 9000 }] }).service.extraPorts[0].protocol === 'UDP' }),
  AppContainer: () => {
    const { resources: own, restartPolicy } = valuesOf({ sidecars: [{ name: 'proxy', image: 'proxy:1' }] }).sidecars[0];
    return { cpuRequest: own.requests.cpu, memoryRequest: own.requests.memory, restarts: restartPolicy === 'Always' };
  },
  ScheduledJob: () => {
    const job = valuesOf({ jobs: [{ name: 'nightly', schedule: '0 3 * * *' }] }).jobs.nightly;
    return {
      timeZone: job.timeZone, allowConcurrent: job.concurrencyPolicy === 'Allow', history: historyOf('nightly'),
    };
  },
  JobProps: () => {
    const job = valuesOf({ migration: {} }).migration!;
    return { retries: job.backoffLimit, timeoutSeconds: job.activeDeadlineSeconds, restartsInPlace: job.restartPolicy === 'OnFailure' };
  },
  UserProps: () => ({ useImageUser: valuesOf({}).securityContext.runAsUser === undefined }),
  AppWorkload: () => ({ replicaCount: valuesOf({ workloads: [{ name: 'worker' }] }).workloads!.worker.replicaCount }),
  WorkloadProps: () => {
    const { monitoring, service, terminationGracePeriodSeconds } = valuesOf({ metricsPort: 9090 });
    return { portName: portNameOf(service), metricsPath: monitoring.path, terminationGraceSeconds: terminationGracePeriodSeconds };
  },
  AppRollout: () => {
    const { minReadySeconds = 0, strategy } = valuesOf({ rollout: { maxSurge: '1' } });
    return { maxUnavailable: String(strategy!.rollingUpdate!.maxUnavailable), minReadySeconds };
  },
  SpreadOptions: () => {
    const [zones, hosts] = Spread.required()._values().map(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule');
    return { zones, hosts };
  },
  ScalingRules: () => {
    const { horizontalPodAutoscaler: hpa } = scaledBy({ scaleUp: { pods: 1 } });
    const { policies, selectPolicy } = hpa.behavior!.scaleUp!;
    return { periodSeconds: policies![0].periodSeconds, disabled: selectPolicy === 'Disabled' };
  },
  ScalingSchedule: () => {
    const keda = Autoscaling.keda({ maxReplicas: 1, schedules: [{ start: '0 6 * * *', end: '0 7 * * *', replicas: 1 }] });
    const { triggers } = (keda._valuesFor('a') as { scaledObject: ScaledObjectValues }).scaledObject;
    return { timeZone: triggers[0].metadata.timezone };
  },
  KedaOptions: () => ({ minReplicas: Autoscaling.keda({ maxReplicas: 1, triggers: [{ type: 'kafka', metadata: {} }] })._bounds.min }),
  ExternalMetricOptions: () => ({ total: (ScalingMetric.external('a', '1')._values().external as Json).target.type === 'Value' }),
  EnvSourceOptions: () => ({ optional: EnvSource.fromSecret('a', 'b')._values().secretKeyRef!.optional ?? false }),
  EnvFromOptions: () => ({ optional: EnvFrom.fromSecret('a')._values().secretRef!.optional ?? false }),
  PersistentVolumeOptions: () => ({ accessMode: AppVolume.persistent('a', { size: '1Gi' })._parts().access }),
  ExistingVolumeOptions: () => ({ accessMode: AppVolume.existingClaim('a')._parts().access }),
  EmptyDirOptions: () => {
    const { sizeLimit, medium } = AppVolume.emptyDir()._parts().source!.emptyDir as Json;
    return { size: sizeLimit, memory: medium === 'Memory' };
  },
  ServiceAccountTokenOptions: () => {
    const { serviceAccountToken: token } = ProjectedSource.serviceAccountToken({ audience: 'vault' })._values() as Json;
    return { fileName: token.path, expirationSeconds: token.expirationSeconds };
  },
  ControllerProps: () => {
    const { kind = 'Deployment', podManagementPolicy = 'OrderedReady' } = valuesOf({});
    return { kind, podManagementPolicy };
  },
};

function valuesOf(props: Partial<GitOpsAppProps>): AppValues {
  const service = aService(new App({ outdir: '/nonexistent-but-unused' }));
  return resolveApp({ service, ...APP, ...props }, StackContext.of(service));
}

/** The values of an autoscaler with options of which a test says some. */
function scaledBy(options: Partial<HpaOptions>): { horizontalPodAutoscaler: AutoscalerValues } {
  const values = Autoscaling.hpa({ minReplicas: 1, maxReplicas: 2, targetCpuPercent: 70, ...options })._valuesFor('a');
  return values as { horizontalPodAutoscaler: AutoscalerValues };
}

/** How many runs of a job are kept if nothing is said of it. */
function historyOf(name: string): number {
  const values = valuesOf({ jobs: [{ name, schedule: '0 3 * * *' }] });
  return (cronJob(values, name, values.jobs[name]) as Json).spec.failedJobsHistoryLimit;
}

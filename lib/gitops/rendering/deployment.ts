import type { DeploymentSpec, IntOrString, ObjectMeta, StatefulSetSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import { cdk8s } from '../../output/manifests';
import type { ManifestProps } from '../../output/manifests';
import { appContainer, furtherContainer } from './containers';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';
import { podTemplate } from './pod';
import { spread } from './scheduling';
import { headlessName } from './service';
import { afterMigration } from './sync-order';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** How many old versions stay to go back to. */
const REVISION_HISTORY_LIMIT = 5;

/**
 * What makes the pods of a process: a Deployment, whose pods are replaced without a moment with fewer of them if its volumes allow
 * that, or a StatefulSet.
 */
export function controller(workload: Workload): ManifestProps {
  const { initContainers, minReadySeconds, objectName, preStopSeconds, replicaCount, sidecars } = workload;
  const matchLabels = podsOf(workload);
  const metadata = objectMetadata(workload, objectName, {
    annotations: { ...afterMigration(workload), ...workload.workloadAnnotations },
  });
  const spec = {
    replicas: replicaCount,
    selector: { matchLabels },
    revisionHistoryLimit: REVISION_HISTORY_LIMIT,
    minReadySeconds,
    template: podTemplate(workload, {
      topologySpreadConstraints: spread(workload),
      initContainers: listOf(initContainers.map((container) => furtherContainer(workload, container))),
      containers: [appContainer(workload), ...sidecars.map((container) => furtherContainer(workload, container))],
    }),
  };
  const isStateful = workload.kind === 'StatefulSet';
  const manifest = isStateful ? statefulSet(workload, metadata, spec) : deployment(metadata, { ...spec, ...rolloutOf(workload) });
  return preStopSeconds > 0 ? sleepingBeforeStop(manifest, preStopSeconds) : manifest;
}

function deployment(metadata: ObjectMeta, spec: DeploymentSpec): ManifestProps {
  return k8s().KubeDeployment.manifest({ metadata, spec }) as ManifestProps;
}

/** What keeps its data keeps it also when it is scaled down or deleted. */
const RETAINED = { whenDeleted: 'Retain', whenScaled: 'Retain' };

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ */
function statefulSet(workload: Workload, metadata: ObjectMeta, common: Omit<StatefulSetSpec, 'serviceName'>): ManifestProps {
  const { podManagementPolicy, volumeClaimTemplates } = workload;
  const own = { serviceName: headlessName(workload), podManagementPolicy, updateStrategy: { type: 'RollingUpdate' } };
  const spec: StatefulSetSpec = { ...common, ...own, persistentVolumeClaimRetentionPolicy: RETAINED };
  const manifest = k8s().KubeStatefulSet.manifest({ metadata, spec }) as ManifestProps & { readonly spec: object };
  // cdk8s leaves out the version and kind of a template.
  return volumeClaimTemplates
    ? { ...manifest, spec: { ...manifest.spec, volumeClaimTemplates: [...volumeClaimTemplates] } }
    : manifest;
}

/** New pods come first, unless a volume can have the pods of one node only. */
function rolloutOf({
  progressDeadlineSeconds,
  strategy,
  surgePercent,
}: Workload): Pick<DeploymentSpec, 'progressDeadlineSeconds' | 'strategy'> {
  const { type = 'RollingUpdate', rollingUpdate = { maxSurge: `${surgePercent}%`, maxUnavailable: 0 } } = strategy ?? {};
  if (type === 'Recreate') return { progressDeadlineSeconds, strategy: { type } };
  const { maxSurge, maxUnavailable } = rollingUpdate;
  return {
    progressDeadlineSeconds,
    strategy: { type, rollingUpdate: { maxSurge: podsAs(maxSurge), maxUnavailable: podsAs(maxUnavailable) } },
  };
}

function podsAs(pods: number | string): IntOrString {
  const { IntOrString } = k8s();
  return typeof pods === 'number' ? IntOrString.fromNumber(pods) : IntOrString.fromString(pods);
}

/**
 * Makes the application's container go on serving after it was taken out of the Service.
 *
 * Kubernetes has this since 1.30, which is later than the API that cdk8s-plus was made from: it would leave the field out.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
 */
function sleepingBeforeStop(manifest: ManifestProps, seconds: number): ManifestProps {
  const { JsonPatch } = cdk8s();
  const lifecycle = { preStop: { sleep: { seconds } } };
  return JsonPatch.apply(manifest, JsonPatch.add('/spec/template/spec/containers/0/lifecycle', lifecycle)) as ManifestProps;
}

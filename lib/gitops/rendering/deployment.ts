import type { TopologySpreadConstraint } from 'cdk8s-plus-28/lib/imports/k8s';
import { cdk8s } from '../../output/manifests';
import type { ManifestProps } from '../../output/manifests';
import { appContainer, furtherContainer } from './containers';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';
import { podTemplate } from './pod';
import { afterMigration } from './sync-order';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** How many old versions stay to go back to. */
const REVISION_HISTORY_LIMIT = 5;

/** What pods keep apart in. */
const TOPOLOGY = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];

/** The Deployment of a process, whose pods are replaced without a moment with fewer of them. */
export function deployment(workload: Workload): ManifestProps {
  const { KubeDeployment, IntOrString } = k8s();
  const { initContainers, objectName, preStopSeconds, replicaCount, sidecars, surgePercent } = workload;
  const matchLabels = podsOf(workload);
  const manifest = KubeDeployment.manifest({
    metadata: objectMetadata(workload, objectName, {
      annotations: { ...afterMigration(workload), ...workload.workloadAnnotations },
    }),
    spec: {
      replicas: replicaCount,
      selector: { matchLabels },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: IntOrString.fromString(`${surgePercent}%`), maxUnavailable: IntOrString.fromNumber(0) },
      },
      revisionHistoryLimit: REVISION_HISTORY_LIMIT,
      template: podTemplate(workload, {
        topologySpreadConstraints: TOPOLOGY.map((key) => spread(matchLabels, key)),
        initContainers: listOf(initContainers.map((container) => furtherContainer(workload, container))),
        containers: [appContainer(workload), ...sidecars.map((container) => furtherContainer(workload, container))],
      }),
    },
  }) as ManifestProps;
  return preStopSeconds > 0 ? sleepingBeforeStop(manifest, preStopSeconds) : manifest;
}

/** Pods keep apart where they can; where they cannot, they run all the same. */
function spread(matchLabels: Record<string, string>, topologyKey: string): TopologySpreadConstraint {
  return { topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels } };
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

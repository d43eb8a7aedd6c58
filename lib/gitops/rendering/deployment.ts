import type { TopologySpreadConstraint } from 'cdk8s-plus-28/lib/imports/k8s';
import { cdk8s } from '../../output/manifests';
import type { ManifestProps } from '../../output/manifests';
import { servingPods } from '../../service/selectors';
import type { AppValues } from '../app-values';
import { appContainer, furtherContainer } from './containers';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';
import { podTemplate } from './pod';

/** How many old versions stay to go back to. */
const REVISION_HISTORY_LIMIT = 5;

/** The Deployment of an application, whose pods are replaced without a moment with fewer of them. */
export function deployment(values: AppValues): ManifestProps {
  const { KubeDeployment, IntOrString } = k8s();
  const manifest = KubeDeployment.manifest({
    metadata: objectMetadata(values, values.name),
    spec: {
      replicas: values.replicaCount,
      selector: { matchLabels: servingPods(values.name) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: IntOrString.fromString(`${values.surgePercent}%`), maxUnavailable: IntOrString.fromNumber(0) },
      },
      revisionHistoryLimit: REVISION_HISTORY_LIMIT,
      template: podTemplate(values, 'service', {
        topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((key) => spread(values, key)),
        initContainers: listOf(values.initContainers.map((container) => furtherContainer(values, container))),
        containers: [appContainer(values), ...values.sidecars.map((container) => furtherContainer(values, container))],
      }),
    },
  }) as ManifestProps;
  return values.preStopSeconds > 0 ? sleepingBeforeStop(manifest, values.preStopSeconds) : manifest;
}

/** Pods keep apart where they can; where they cannot, they run all the same. */
function spread({ name }: AppValues, topologyKey: string): TopologySpreadConstraint {
  return { topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: servingPods(name) } };
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

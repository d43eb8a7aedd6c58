import type { ManifestMetadata, ManifestProps } from '../../output/manifests';
import { objectMetadata } from './metadata';
import { afterMigration } from './sync-order';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** What bounds and changes the number of a process's pods. */
export function scaling(workload: Workload): ManifestProps[] {
  const { horizontalPodAutoscaler, podDisruptionBudget, scaledObject } = workload;
  const metadata = metadataOf(workload);
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: workload.kind ?? 'Deployment', name: workload.objectName };
  const autoscaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata };
  const scaled = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata };
  return [
    ...(podDisruptionBudget ? [budget(workload)] : []),
    ...(horizontalPodAutoscaler ? [{ ...autoscaler, spec: { ...horizontalPodAutoscaler, scaleTargetRef } }] : []),
    ...(scaledObject ? [{ ...scaled, spec: { ...scaledObject, scaleTargetRef } }] : []),
  ];
}

/**
 * Keeps enough pods while a node is drained. Pods that are not ready never block a drain.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
function budget(workload: Workload): ManifestProps {
  const spec = {
    ...workload.podDisruptionBudget,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: podsOf(workload) },
  };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadataOf(workload), spec };
}

/** Another name than that of the objects that Terraform makes for a service: what it removes must not be what Argo CD made. */
function metadataOf(workload: Workload): ManifestMetadata {
  return objectMetadata(workload, `${workload.name}-${workload.component}`, { annotations: afterMigration(workload) });
}

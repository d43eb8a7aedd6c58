import type { PodSpec, PodTemplateSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import { volumes } from './files';
import { listOf } from './k8s';
import { podMetadata } from './metadata';
import { placement } from './scheduling';
import type { Workload } from './workload';

/** A pod of an application: what all of its pods have in common, and what is said of this one. */
export function podTemplate(values: Workload, own: PodSpec): PodTemplateSpec {
  return {
    metadata: podMetadata(values),
    spec: {
      serviceAccountName: values.serviceAccount.name,
      // An application has no use for the API of the cluster; the token for its cloud account is mounted apart from this.
      automountServiceAccountToken: false,
      // Variables for every Service of the namespace, which nobody asked for and which may clash with the application's.
      enableServiceLinks: false,
      securityContext: { ...values.podSecurityContext, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
      imagePullSecrets: listOf(values.imagePullSecrets),
      ...placement(values),
      volumes: listOf(volumes(values)),
      ...own,
    },
  };
}

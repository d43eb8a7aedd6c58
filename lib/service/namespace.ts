import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { annotationsOf, labelsOf } from '../platform/labels';
import type { ServiceSettings } from './settings';

/**
 * Pods that break the profile are refused, and a client that applies one is told so.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const POD_SECURITY: Record<string, string> = {
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};

/** Adds the namespace. In production Terraform refuses to destroy it: all that runs in it would go with it. */
export function addNamespace(scope: Construct, { ownership, namespaceName }: ServiceSettings): NamespaceV1 {
  return new NamespaceV1(scope, 'Namespace', {
    metadata: { name: namespaceName, labels: { ...labelsOf(ownership), ...POD_SECURITY }, annotations: annotationsOf(ownership) },
    lifecycle: ownership.environment.production ? { preventDestroy: true } : undefined,
  });
}

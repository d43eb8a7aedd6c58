import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { fixedAddress } from '../core/fixed-address';
import { POD_SECURITY } from '../guardrails/pod-security';
import type { ServiceSettings } from './settings';

/** Adds the namespace. In production Terraform refuses to destroy it, because everything in it would be deleted too. */
export function addNamespace(scope: Construct, { ownership, namespaceName }: ServiceSettings): NamespaceV1 {
  const namespace = new NamespaceV1(scope, 'Namespace', {
    metadata: { name: namespaceName, labels: { ...ownership.labels, ...POD_SECURITY }, annotations: ownership.annotations },
    lifecycle: ownership.environment.production ? { preventDestroy: true } : undefined,
  });
  return fixedAddress(namespace, 'namespace');
}

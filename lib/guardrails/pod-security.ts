/** The Terraform types of a namespace. */
export const NAMESPACES = ['kubernetes_namespace', 'kubernetes_namespace_v1'];

/**
 * Pods that break the profile are refused, and a client that applies one is told so.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const POD_SECURITY: Readonly<Record<string, string>> = {
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};

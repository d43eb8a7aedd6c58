/** The label that distinguishes a service's pods from those of its jobs. */
export const COMPONENT = 'app.kubernetes.io/component';

/** The pods that serve: those that a PDB counts and that other services may reach. */
export function servingPods(serviceName: string): Record<string, string> {
  return { 'app.kubernetes.io/name': serviceName, [COMPONENT]: 'service' };
}

/** All pods of a service, in the namespaces of others. */
export function anyPods(serviceName: string): Record<string, string> {
  return { 'app.kubernetes.io/name': serviceName };
}

/** A job needs DNS, its identity and its database like the service, but nobody can call it. */
export function servingPodsAndJobs(serviceName: string) {
  return {
    matchLabels: anyPods(serviceName),
    matchExpressions: [{ key: COMPONENT, operator: 'In', values: ['job', 'service'] }],
  };
}

/** A namespace, selected by the label that Kubernetes sets on it. */
export function namespaceNamed(name: string): Record<string, string> {
  return { 'kubernetes.io/metadata.name': name };
}

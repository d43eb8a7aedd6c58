/** The label that tells the processes of a service and its jobs apart. */
export const COMPONENT = 'app.kubernetes.io/component';

/** The component of the pods that serve. */
export const SERVING = 'service';

/** The component of the pods of jobs. */
export const JOB = 'job';

/** The pods of one process of a service. */
export function podsOf(serviceName: string, component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': serviceName, [COMPONENT]: component };
}

/** The pods that serve: those that a PDB counts and that other services may reach. */
export function servingPods(serviceName: string): Record<string, string> {
  return podsOf(serviceName, SERVING);
}

/** All pods of a service, in the namespaces of others. */
export function anyPods(serviceName: string): Record<string, string> {
  return { 'app.kubernetes.io/name': serviceName };
}

/** The pods of NodeLocal DNSCache, which get requests themselves where Cilium redirects them. */
export const NODE_LOCAL_DNS_PODS = { 'k8s-app': 'node-local-dns' };

/** A namespace, selected by the label that Kubernetes sets on it. */
export function namespaceNamed(name: string): Record<string, string> {
  return { 'kubernetes.io/metadata.name': name };
}

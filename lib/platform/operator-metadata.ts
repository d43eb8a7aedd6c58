import type { Limit } from '../core/limits';

/** The limit of an entry. */
export const OPERATOR_KEY: Limit = {
  type: 'string',
  pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  example: 'istio.io',
  maxLength: 253,
  description: 'a domain such as istio.io, or a whole key such as istio-injection or acme.io/scanned',
};

/**
 * Whose labels and annotations operators that many clusters have write on namespaces and service accounts: service meshes, Argo CD and
 * Flux, Rancher and OpenShift, scanners and agents.
 */
export const OPERATOR_METADATA: readonly string[] = [
  'argoproj.io',
  'cattle.io',
  'cilium.io',
  'cnrm.cloud.google.com',
  'crossplane.io',
  'datadoghq.com',
  'dynatrace.com',
  'fairwinds.com',
  'gatekeeper.sh',
  'hashicorp.com',
  'istio-injection',
  'istio.io',
  'kuma.io',
  'kyverno.io',
  'linkerd.io',
  'newrelic.com',
  'openshift.io',
  'opentelemetry.io',
  'sigstore.dev',
  'toolkit.fluxcd.io',
  'velero.io',
];

/**
 * The expressions of Go that match what an entry names: a whole key, or every key of a domain and of those below it. An entry with a
 * dot and no slash is a domain.
 */
export function expressionsOf(entries: readonly string[]): string[] {
  return entries.map((entry) => {
    const literal = entry.replaceAll('.', '[.]');
    const isDomain = entry.includes('.') && !entry.includes('/');
    return isDomain ? `^([^/]+[.])?${literal}/` : `^${literal}$`;
  });
}

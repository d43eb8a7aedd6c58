import { loadAll } from 'js-yaml';
import { clusterOf, namespaceLabels } from '../../lib/testing/network/cluster';
import type { Cluster } from '../../lib/testing/network/cluster';
import type { End, Pod } from '../../lib/testing/network/evaluate';
import type { Protocol } from '../../lib/testing/network/policy';
import { reach } from '../../lib/testing/network/reach';
import type { Verdict } from '../../lib/testing/verdict';
import type { Json } from '../support/synth';

/** The namespaces of the tests' clusters, with their labels. */
export const NAMESPACES = `
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: shop } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: bank, labels: { team: bank, audited: 'yes' } } }
`;

/** A cluster that holds the namespaces and these documents. */
export function clusterWith(...yaml: readonly string[]): Cluster {
  const documents = [NAMESPACES, ...yaml].flatMap((text) => loadAll(text) as Json[]);
  return clusterOf([], documents.map((document) => ({ origin: `${document.kind} ${document.metadata.name}`, document })));
}

/** A pod of a namespace, by its labels. */
export function pod(namespace: string, labels: Record<string, string> = {}, ports: Pod['ports'] = []): Pod {
  return { kind: 'pod', namespace, namespaceLabels: namespaceLabels(clusterWith(), namespace), labels, ports };
}

export function network(cidr: string, ...except: string[]): End {
  return { kind: 'network', cidr, except };
}

function nameOf(end: End): string {
  if (end.kind === 'pod') return `a pod of ${end.namespace}`;
  return end.kind === 'host' ? end.name : end.cidr;
}

/** Whether one end reaches another one. */
export function ask(cluster: Cluster, from: End, to: End, port: number, protocol: Protocol = 'TCP'): Verdict {
  const named = (end: End) => ({ name: nameOf(end), end });
  return reach(cluster, { from: named(from), to: named(to), port, protocol });
}

/** A verdict as a table shows it. */
export function word({ allowed, denied }: Verdict): string {
  expect(allowed && denied).toBe(false);
  return allowed ? 'allowed' : denied ? 'denied' : 'depends';
}

/** A NetworkPolicy of the namespace `bank`, by its spec. */
export function policy(spec: string, name = 'policy'): string {
  return `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: ${name}, namespace: bank }, spec: ${spec} }`;
}

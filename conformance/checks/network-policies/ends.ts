import { namespaceLabels, type Cluster } from '../../../lib/testing/network/cluster';
import type { NamedPort } from '../../../lib/testing/network/evaluate';
import type { NamedEnd } from '../../../lib/testing/network/reach';
import type { Application } from '../../../test/support/applications';
import type { CyclonusEnd } from '../../referees/network-policies/cyclonus';
import { ADDRESSES, NETWORKS, podAddresses, samplesOf } from './addresses';
import type { PlannedNetwork } from './planned';

type Labels = Readonly<Record<string, string>>;

/** An end of connections, as our evaluator is asked for it, and as Cyclonus is. */
export interface End extends NamedEnd {
  /** The service whose pods they are; absent for what is none of the output's. */
  readonly service?: string;
  /** More than one where it may have several addresses. */
  readonly variants: readonly CyclonusEnd[];
}

/** Pods of others: by their namespace and labels. */
const FOREIGN: readonly (readonly [string, Labels])[] = [
  ['ingress-nginx', {}],
  ['monitoring', { 'app.kubernetes.io/name': 'prometheus' }],
  ['kube-system', { 'k8s-app': 'kube-dns' }],
  ['kube-system', { 'k8s-app': 'aws-node' }],
  ['kafka', { 'strimzi.io/cluster': 'platform', 'strimzi.io/name': 'platform-kafka' }],
  ['kafka', { 'strimzi.io/cluster': 'other', 'strimzi.io/name': 'platform-kafka' }],
  ['default', {}],
  ['crossplane-system', {}],
];

/** The label that Kubernetes itself puts on every namespace. */
const NAMESPACE = 'kubernetes.io/metadata.name';

/** Every end that questions of an environment name. */
export function endsOf(applications: readonly Application[], cluster: Cluster, network: PlannedNetwork): End[] {
  const pods = (name: string, namespace: string, labels: Labels, own: { service?: string; ports?: NamedPort[] } = {}): End => ({
    name,
    service: own.service,
    end: { kind: 'pod', namespace, namespaceLabels: namespaceLabels(cluster, namespace), labels, ports: own.ports },
    variants: podAddresses(network.policies).map((address) => (
      { address, namespace, labels, namespaceLabels: { ...network.namespaces[namespace], [NAMESPACE]: namespace } }
    )),
  });
  const outside = (cidr: string, addresses: readonly string[]): End => ({
    name: cidr,
    end: { kind: 'network', cidr: cidr.includes('/') ? cidr : `${cidr}/${cidr.includes(':') ? 128 : 32}`, except: [] },
    variants: addresses.map((address) => ({ address })),
  });
  return [
    ...applications.flatMap(({ service, objects }) => Object.values(objects).flatMap(({ kind, metadata, spec }) => {
      const template = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
      if (!template) return [];
      return [pods(`${kind} ${metadata.name}`, metadata.namespace, template.metadata.labels, { service, ports: portsOf(template.spec) })];
    })),
    ...FOREIGN.map(([namespace, labels]) => pods(`pods of ${namespace} with ${JSON.stringify(labels)}`, namespace, labels)),
    ...ADDRESSES.map((address) => outside(address, [address])),
    ...NETWORKS.map((cidr) => outside(cidr, samplesOf(cidr, network.policies))),
  ];
}

interface PodSpec {
  readonly containers: readonly { readonly ports?: readonly { name: string; containerPort: number; protocol?: NamedPort['protocol'] }[] }[];
}

function portsOf({ containers }: PodSpec): NamedPort[] {
  const ports = containers.flatMap((container) => container.ports ?? []);
  return ports.map(({ name, containerPort, protocol = 'TCP' }) => ({ name, port: containerPort, protocol }));
}

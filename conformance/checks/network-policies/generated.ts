import { clusterOf, namespaceLabels } from '../../../lib/testing/network/cluster';
import { ADDRESSES, podAddresses } from './addresses';
import type { End } from './ends';
import type { Environment } from './environments';
import type { PolicyObject } from './planned';

type Pick = <T>(choices: readonly T[]) => T;

type Labels = Readonly<Record<string, string>>;

const NAMESPACES: Readonly<Record<string, Labels>> = { red: { color: 'red' }, blue: { color: 'blue', tier: 'web' } };
const NAMES = ['red', 'blue'] as const;
const LABELS: readonly Labels[] = [{}, { app: 'shop' }, { app: 'bank' }, { app: 'shop', tier: 'web' }];
const PORTS = [{ name: 'http', port: 8080, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }] as const;
const NAME = 'kubernetes.io/metadata.name';

/**
 * The empty selector, which selects everything, and such of every operator but NotIn: where the label is not there at all,
 * Cyclonus takes that for no match, and Kubernetes for one.
 */
const SELECTORS = [
  {},
  { matchLabels: { app: 'shop' } },
  { matchLabels: { color: 'red' } },
  { matchExpressions: [{ key: 'app', operator: 'In', values: ['shop', 'bank'] }] },
  { matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
  { matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
  { matchExpressions: [{ key: NAME, operator: 'In', values: ['blue'] }] },
];

const BLOCKS = [
  { cidr: '0.0.0.0/0' }, { cidr: '0.0.0.0/0', except: ['169.254.169.254/32', '10.0.0.0/8'] },
  { cidr: '10.10.0.0/16' }, { cidr: '::/0' },
  { cidr: '::/0', except: ['fd00:ec2::254/128'] }, { cidr: '128.0.0.0/1' },
];

const RULE_PORTS = [
  [], [{ port: 8080, protocol: 'TCP' }], [{ port: 'http', protocol: 'TCP' }], [{ port: 'dns', protocol: 'UDP' }],
  [{ protocol: 'UDP' }], [{}],
  [{ port: 8000, endPort: 9000, protocol: 'TCP' }], [{ port: 53, protocol: 'UDP' }, { port: 443 }],
];

/** Environments of a few pods each, under policies that are put together from all that a policy may say. */
export function generatedEnvironments(count: number): Environment[] {
  return Array.from({ length: count }, (_, seed) => generated(seed));
}

function generated(seed: number): Environment {
  const pick = pickerOf(seed);
  const policies = Array.from({ length: 1 + (seed % 4) }, (_, index) => policyOf(`policy-${index}`, pick));
  const namespaces = NAMES.map((name) => ({ kind: 'Namespace', metadata: { name, labels: NAMESPACES[name] } }));
  const documents = [...namespaces, ...policies.map((policy) => ({ kind: 'NetworkPolicy', ...policy }))];
  const cluster = clusterOf([], documents.map((document) => ({ origin: `generated ${seed}`, document })));
  const pods = NAMES.flatMap((namespace) => LABELS.map((labels): End => ({
    name: `a pod of ${namespace} with ${JSON.stringify(labels)}`,
    service: 'generated',
    end: { kind: 'pod', namespace, namespaceLabels: namespaceLabels(cluster, namespace), labels, ports: PORTS },
    variants: podAddresses(policies).map((address) => (
      { address, namespace, labels, namespaceLabels: { ...NAMESPACES[namespace], [NAME]: namespace } }
    )),
  })));
  const outside = ADDRESSES.map((address): End => ({
    name: address, end: { kind: 'network', cidr: `${address}/${address.includes(':') ? 128 : 32}`, except: [] }, variants: [{ address }],
  }));
  const name = `under ${JSON.stringify(policies)}`;
  return { name, cluster, network: { policies, namespaces: NAMESPACES }, ends: [...pods, ...outside] };
}

function policyOf(name: string, pick: Pick): PolicyObject {
  const rule = (peers: 'from' | 'to') => ({ [peers]: pick([[], [peerOf(pick)], [peerOf(pick)]]), ports: pick(RULE_PORTS) });
  const rules = (peers: 'from' | 'to') => (pick([true, true, false]) ? [rule(peers), rule(peers)] : []);
  return {
    metadata: { name, namespace: pick(NAMES) },
    spec: {
      podSelector: pick(SELECTORS),
      policyTypes: pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]),
      ingress: rules('from'),
      egress: rules('to'),
    },
  };
}

function peerOf(pick: Pick): object {
  return pick([
    { ipBlock: pick(BLOCKS) },
    { podSelector: pick(SELECTORS) },
    { namespaceSelector: pick(SELECTORS) },
    { namespaceSelector: pick(SELECTORS), podSelector: pick(SELECTORS) },
  ]);
}

/** Picks the same for the same seed: what fails once fails again. */
function pickerOf(seed: number): Pick {
  let state = seed + 1;
  return (choices) => {
    state = (state * 48271) % 2147483647;
    return choices[state % choices.length];
  };
}

import * as fc from 'fast-check';
import { decide } from '../../lib/testing/network/evaluate';
import type { Direction, End } from '../../lib/testing/network/evaluate';
import type { NetworkPolicy, PolicyPeer, PolicyPort } from '../../lib/testing/network/policy';
import type { LabelSelector } from '../../lib/testing/network/selectors';
import { network, pod } from './cluster';

const PODS = ['bank', 'shop'].flatMap((namespace) => ['api', 'web'].map((app) => pod(namespace, { app }, [{ name: 'http', port: 1, protocol: 'TCP' }])));
const ADDRESSES = Array.from({ length: 16 }, (_, last) => `10.0.0.${last}`);

const selectors: fc.Arbitrary<LabelSelector> = fc.oneof(
  fc.constant({ matchLabels: {}, matchExpressions: [] }),
  fc.constantFrom('api', 'web').map((app) => ({ matchLabels: { app }, matchExpressions: [] })),
  fc.record({ operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.subarray(['api', 'web'], { minLength: 1 }) })
    .map((condition) => ({ matchLabels: {}, matchExpressions: [{ key: 'app', ...condition }] })),
);
/** Networks of the sixteen addresses. */
const cidrs = fc.tuple(fc.integer({ min: 28, max: 32 }), fc.nat(15)).map(([prefix, last]) => `10.0.0.${(last >> (32 - prefix)) << (32 - prefix)}/${prefix}`);
const peers: fc.Arbitrary<PolicyPeer> = fc.oneof(
  selectors.map((podSelector) => ({ podSelector })),
  fc.constantFrom('bank', 'shop').chain((team) => fc.option(selectors, { nil: undefined })
    .map((podSelector) => ({ podSelector, namespaceSelector: { matchLabels: { team }, matchExpressions: [] } }))),
  fc.tuple(cidrs, fc.array(cidrs, { maxLength: 2 })).map(([cidr, except]) => ({ ipBlock: { cidr, except } })),
);
const ports: fc.Arbitrary<PolicyPort> = fc.oneof(
  fc.constantFrom<PolicyPort>({ protocol: 'TCP' }, { protocol: 'UDP', port: 1 }, { protocol: 'TCP', port: 'http' }, { protocol: 'TCP', port: 2 }),
  fc.constant<PolicyPort>({ protocol: 'TCP', port: 1, endPort: 2 }),
);
const rules = fc.array(fc.record({ peers: fc.array(peers, { maxLength: 2 }), ports: fc.array(ports, { maxLength: 2 }) }), { maxLength: 2 });
const policies: fc.Arbitrary<NetworkPolicy> = fc.record({
  name: fc.constant('p'),
  origin: fc.constant('somewhere'),
  namespace: fc.constantFrom('bank', 'shop'),
  podSelector: selectors,
  ingress: fc.option(rules, { nil: undefined }),
  egress: fc.option(rules, { nil: undefined }),
});
const clusters = fc.array(policies, { maxLength: 4 });
const calls = fc.record({
  self: fc.constantFrom(...PODS),
  other: fc.oneof(fc.constantFrom<End>(...PODS), cidrs.map((cidr) => network(cidr))),
  port: fc.constantFrom(1, 2, 3),
  direction: fc.constantFrom<Direction>('ingress', 'egress'),
});
type Call = typeof calls extends fc.Arbitrary<infer T> ? T : never;

const outcomeOf = (cluster: readonly NetworkPolicy[], { self, other, port, direction }: Call) => {
  const [from, to] = direction === 'egress' ? [self, other] : [other, self];
  return decide(cluster, direction, { from, to, port, protocol: 'TCP' });
};
const ORDER = { no: 0, depends: 1, yes: 2 };

test('where a policy selects the pod already, another one only ever allows more', () => {
  fc.assert(fc.property(clusters, policies, calls, (cluster, more, call) => {
    const before = outcomeOf(cluster, call);
    fc.pre(before.selecting.length > 0);
    expect(ORDER[outcomeOf([...cluster, more], call).outcome]).toBeGreaterThanOrEqual(ORDER[before.outcome]);
  }));
});

test('the first policy that selects a pod closes it, and taking the last one away opens it', () => {
  fc.assert(fc.property(policies, calls, (policy, call) => {
    const closed = outcomeOf([{ ...policy, ingress: [], egress: [] }], call);
    expect(closed.outcome).toBe(closed.selecting.length > 0 ? 'no' : 'yes');
    expect(outcomeOf([], call)).toEqual({ direction: call.direction, outcome: 'yes', selecting: [] });
  }));
});

test('a policy that does not select the pod, or says nothing of the direction, changes nothing', () => {
  fc.assert(fc.property(clusters, policies, calls, (cluster, policy, call) => {
    fc.pre(outcomeOf([policy], call).selecting.length === 0);
    expect(outcomeOf([policy, ...cluster], call)).toEqual(outcomeOf(cluster, call));
  }));
});

test('the order of policies, rules, peers and ports does not matter', () => {
  const turned = (policy: NetworkPolicy): NetworkPolicy => {
    const turn = (list: NetworkPolicy['ingress']) => list && [...list].reverse().map((rule) => ({ peers: [...rule.peers].reverse(), ports: [...rule.ports].reverse() }));
    return { ...policy, ingress: turn(policy.ingress), egress: turn(policy.egress) };
  };
  fc.assert(fc.property(clusters, calls, (cluster, call) => {
    expect(outcomeOf([...cluster].reverse().map(turned), call).outcome).toBe(outcomeOf(cluster, call).outcome);
  }));
});

test('a policy that allows the same peers twice is as two policies that allow them once', () => {
  fc.assert(fc.property(policies, rules, rules, calls, (policy, one, other, call) => {
    const together = { ...policy, ingress: [...one, ...other], egress: [...one, ...other] };
    const apart = [{ ...policy, ingress: one, egress: one }, { ...policy, ingress: other, egress: other }];
    expect(outcomeOf([together], call).outcome).toBe(outcomeOf(apart, call).outcome);
  }));
});

test('what is said of a network holds for each of its addresses, and of an address there is no doubt', () => {
  fc.assert(fc.property(clusters, calls, cidrs, (cluster, call, cidr) => {
    const within = ADDRESSES.filter((address) => inNetwork(cidr, address));
    const each = new Set(within.map((address) => outcomeOf(cluster, { ...call, other: network(`${address}/32`) }).outcome));
    const whole = outcomeOf(cluster, { ...call, other: network(cidr) }).outcome;
    expect([...each]).not.toContain('depends');
    if (whole !== 'depends') expect([...each]).toEqual([whole]);
  }));
});

test('an address is allowed by exactly the policies that a count over all of them says', () => {
  fc.assert(fc.property(clusters, calls, fc.constantFrom(...ADDRESSES), (cluster, call, address) => {
    const { direction, port, self } = call;
    const own = cluster.filter(({ namespace }) => namespace === self.namespace);
    const selecting = own.filter((each) => each[direction] && chosen(each.podSelector, self.labels.app));
    const open = selecting.some((each) => each[direction]!.some((rule) =>
      (rule.peers.length === 0 || rule.peers.some((peer) => holds(peer, address))) &&
      (rule.ports.length === 0 || rule.ports.some((opened) => portsOf(opened, direction === 'ingress').includes(port)))));
    const expected = selecting.length === 0 || open ? 'yes' : 'no';
    expect(outcomeOf(cluster, { ...call, other: network(`${address}/32`) }).outcome).toBe(expected);
  }), { numRuns: 500 });
});

function holds({ ipBlock }: PolicyPeer, address: string): boolean {
  return ipBlock !== undefined && inNetwork(ipBlock.cidr, address) && !ipBlock.except.some((hole) => inNetwork(hole, address));
}

/** Whether an address of the sixteen lies in a network of them, by counting. */
function inNetwork(cidr: string, address: string): boolean {
  const [first, prefix] = cidr.split('/');
  const [start, last] = [first, address].map((each) => Number(each.split('.')[3]));
  return last >= start && last < start + 2 ** (32 - Number(prefix));
}

function chosen({ matchLabels, matchExpressions }: LabelSelector, app: string): boolean {
  const operators: Record<string, (values: readonly string[]) => boolean> = {
    In: (values) => values.includes(app), NotIn: (values) => !values.includes(app), Exists: () => true, DoesNotExist: () => false,
  };
  return (matchLabels.app ?? app) === app && matchExpressions.every(({ operator, values }) => operators[operator](values));
}

/** The TCP ports that a rule's port opens; a name is known only of the pod that is called. */
function portsOf({ protocol, port, endPort }: PolicyPort, callsPod: boolean): number[] {
  if (protocol !== 'TCP') return [];
  if (port === 'http') return callsPod ? [1] : [];
  return [1, 2, 3].filter((each) => port === undefined || (each >= Number(port) && each <= (endPort ?? Number(port))));
}

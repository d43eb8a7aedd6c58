import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NetworkPolicyV1Config } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { Construct } from 'constructs';
import { fixedAddress } from '../core/fixed-address';
import { readOnlyList } from '../core/read-only';
import { withoutTokenTraces } from '../core/token-traces';
import { plainText } from '../core/tokens';
import type { ServiceMetadata } from './metadata';
import type { PeerSelector } from './peer';
import type { PortRange } from './ports';
import { Processes } from './processes';
import type { PodSelector, Process } from './processes';
import { SERVING } from './selectors';

/** The direction of requests, as seen from the service. */
export type Direction = 'from' | 'to';

/** One connection that a service's pods can make or accept. */
export interface NetworkRule {
  /** The policy's name, which is also the construct's id. */
  readonly name: string;
  readonly direction: Direction;
  /** The pods of the namespace that it is for; those of the service if it is left out. */
  readonly pods?: { readonly matchLabels: Record<string, string> };
  readonly peers: readonly PeerSelector[];
  readonly ports: readonly PortRange[];
  readonly why: string;
}

/**
 * The network policies of one service: default-deny, and one policy for each allowed connection.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export class Isolation {
  public readonly defaultDeny: NetworkPolicyV1;
  private readonly reasons = new Map<string, string[]>();
  private readonly policies = new Map<string, { readonly policy: NetworkPolicyV1; readonly rule: NetworkRule }>();
  private readonly processes: Processes;

  /** @param onPolicy called once for every policy that allows something */
  public constructor(
    private readonly scope: Construct,
    serviceName: string,
    private readonly metadata: ServiceMetadata,
    private readonly onPolicy: (policy: NetworkPolicyV1) => void,
  ) {
    this.processes = new Processes(serviceName);
    const name = 'default-deny';
    const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
    this.defaultDeny = this.policy('DefaultDeny', { metadata: metadata.of(name), spec }, name);
  }

  /** The policies that allow something, in the order in which they were added. */
  public get allowing(): NetworkPolicyV1[] {
    return readOnlyList([...this.policies.values()].map(({ policy }) => policy));
  }

  /** Adds the policy of a rule; if the rule already exists, only the reason is added to it. */
  public allow(rule: NetworkRule): NetworkPolicyV1 {
    const reasons = this.reasons.get(rule.name) ?? [];
    if (!reasons.includes(rule.why)) reasons.push(rule.why);
    this.reasons.set(rule.name, reasons);
    const metadata = this.metadata.of(rule.name, { [this.metadata.key('why')]: plainText(reasons.join('; ')) });
    const present = this.policies.get(rule.name);
    if (present) {
      present.policy.putMetadata(metadata);
      return present.policy;
    }
    // Its name may have dots, which Terraform's have not, and no underscores.
    const address = rule.name.replaceAll('.', '_');
    const policy = this.policy(rule.name, { metadata, spec: specOf(rule, this.processes) }, address);
    this.policies.set(rule.name, { policy, rule });
    this.onPolicy(policy);
    return policy;
  }

  /** Has every policy select the pods that it is for, once it is known which there are. */
  public addProcesses(processes: readonly Process[]): void {
    this.processes.add(processes);
    if (processes.every(({ component }) => component === SERVING)) return;
    for (const { policy, rule } of this.policies.values()) policy.putSpec(specOf(rule, this.processes));
  }

  /** The pods that others reach by these ports. */
  public listeningOn(ports: PortRange): PodSelector {
    return this.processes.listeningOn([ports]);
  }

  /** Has a policy lead to these pods of the service that it is for, if there is such a policy. */
  public aim(name: string, podSelector: PodSelector): void {
    const present = this.policies.get(name);
    if (!present || JSON.stringify(present.rule.peers[0].podSelector) === JSON.stringify(podSelector)) return;
    const rule = { ...present.rule, peers: present.rule.peers.map((peer) => ({ ...peer, podSelector })) };
    this.policies.set(name, { ...present, rule });
    present.policy.putSpec(specOf(rule, this.processes));
  }

  private policy(id: string, config: NetworkPolicyV1Config, address: string): NetworkPolicyV1 {
    return fixedAddress(
      withoutTokenTraces(() => new NetworkPolicyV1(this.scope, id, config)),
      address,
    );
  }
}

function specOf({ direction, pods, peers, ports }: NetworkRule, processes: Processes) {
  const opened = ports.map(({ port, protocol, endPort }) => ({
    port: String(port),
    protocol,
    ...(endPort !== undefined && { endPort }),
  }));
  return direction === 'from'
    ? {
        podSelector: pods ?? processes.listeningOn(ports),
        policyTypes: ['Ingress'],
        ingress: [{ from: [...peers], ports: opened }],
      }
    : {
        podSelector: pods ?? processes.all,
        policyTypes: ['Egress'],
        egress: [{ to: [...peers], ports: opened }],
      };
}

import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Construct } from 'constructs';
import { cidrFix } from '../core/cidr';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import { isReason, WHY } from '../platform/reason';
import type { StackContext } from '../stack/stack-context';
import { awsApisRule, dnsRule, workloadIdentityRule } from './built-in-network-rules';
import { ServiceDirectory } from './directory';
import type { Listed } from './directory';
import { ingressPeers, solverRule } from './ingress';
import type { Entrance } from './ingress';
import { Isolation } from './isolation';
import type { Direction, NetworkRule } from './isolation';
import type { ServiceMetadata } from './metadata';
import { Peer } from './peer';
import type { PeerSelector } from './peer';
import { portRange, portSlug, validatePorts } from './ports';
import type { PortOptions, PortRange } from './ports';
import type { Process } from './processes';
import { References } from './references';
import { ServedPorts } from './served-ports';
import { ownedPolicy } from './service-expectations';

/** What is opened to whom, and why. */
interface Opening {
  readonly peer: Peer;
  readonly port: number;
  readonly options?: PortOptions;
  readonly why: string;
}

/** The network connections of a service: the built-in ones, and those that its team adds. */
export class Connections {
  public readonly isolation: Isolation;
  /** The ports that the service's application serves. */
  public readonly served = new ServedPorts();
  private readonly directory: ServiceDirectory<Connections>;
  private readonly references: References;
  private readonly running: (() => void)[] = [];

  public constructor(
    private readonly service: Listed,
    private readonly context: StackContext,
    metadata: ServiceMetadata,
  ) {
    const guard = (policy: NetworkPolicyV1) => void context.expectations.push(ownedPolicy(policy));
    this.isolation = new Isolation(service, service.serviceName, metadata, guard);
    this.allowBuiltIn(dnsRule(context.environment));
    this.allowBuiltIn(workloadIdentityRule(context.environment));
    this.directory = ServiceDirectory.of<Connections>(service);
    this.directory.add(service, this);
    this.references = References.of(service);
    this.references.addService(service.environmentName, service.serviceName, this.served);
  }

  /** Takes notice of the processes of the service, which its application says. */
  public run(processes: readonly Process[]): void {
    this.served.add(processes.flatMap(({ ports }) => ports));
    this.isolation.addProcesses(processes);
    for (const action of this.running) action();
  }

  /** Opens ports between the service and a peer, and on the side of the peer if it is a service of this app. */
  public connect(direction: Direction, { peer, port, options = {}, why }: Opening): NetworkPolicyV1 {
    const verb = direction === 'from' ? 'allowFrom' : 'allowTo';
    validateConnection(`${verb} at ${this.service.node.path}`, { peer, port, options, why });
    const ports = portRange(port, options);
    const policy = this.open(direction, peer, ports, why);
    if (peer.serviceName) {
      this.refer(peer.serviceName);
      this.refer(direction === 'from' ? this.service.serviceName : peer.serviceName, ports);
      this.directory.whenPresent(this.service.environmentName, peer.serviceName, (other) => {
        const [caller, callee] = direction === 'to' ? [this, other] : [other, this];
        other.open(direction === 'from' ? 'to' : 'from', this.peer, ports, why);
        callee.whenRunning(() => caller.isolation.aim(nameOf('to', callee.peer, ports), callee.isolation.listeningOn(ports)));
      });
    }
    return policy;
  }

  /** Opens a port to the requests that come in, and the port of cert-manager's solver if the environment has one. */
  public openEntrance(entrance: Entrance, port: number, why: string): void {
    const { environment } = this.context;
    for (const peer of ingressPeers(environment, entrance)) this.connect('from', { peer, port, why });
    if (environment.acmeHttp01Solver) this.allowBuiltIn(solverRule(environment, entrance));
  }

  /** Allows calls to the AWS APIs; with IRSA the rule for STS allows them already. */
  public openAwsApis(): void {
    if (!this.context.environment.oidcIssuer) this.allowBuiltIn(awsApisRule(this.context.environment));
  }

  private get peer(): Peer {
    return Peer.service(this.service.serviceName);
  }

  /** Runs an action whenever it is known better which processes the service has. */
  private whenRunning(action: () => void): void {
    this.running.push(action);
    action();
  }

  /** Has the names and ports of a service compared with what is known of it. */
  private refer(serviceName: string, ports?: PortRange): void {
    const { environmentName, node } = this.service;
    this.references.add({ path: node.path, environmentName, serviceName, platform: this.context.platform, ports });
  }

  private open(direction: Direction, peer: Peer, ports: PortRange, why: string): NetworkPolicyV1 {
    const { environment } = this.context;
    const peers = direction === 'from' ? peer._asSource(environment) : peer._asDestination(environment);
    const name = nameOf(direction, peer, ports);
    const policy = this.isolation.allow({ name, direction, peers, ports: [ports], why });
    // A network may be as wide as it has to be: the sentence is its reason.
    if (isReason(why)) for (const what of networksOf(direction, peers)) this.context.exceptions.allow(policy, why, what);
    return policy;
  }

  /** The platform decides the networks of an environment. */
  private allowBuiltIn(rule: NetworkRule): void {
    const networks = networksOf(rule.direction, rule.peers);
    this.context.exceptions.allowPart(this.isolation.allow(rule), (what) => networks.includes(what));
  }
}

function nameOf(direction: Direction, peer: Peer, ports: PortRange): string {
  return `allow-${direction}-${peer._slug}-${portSlug(ports)}`;
}

/** The networks of a rule, as the check of the output names them. */
function networksOf(direction: Direction, peers: readonly PeerSelector[]): string[] {
  const way = direction === 'from' ? 'ingress' : 'egress';
  return peers.flatMap(({ ipBlock }) => (ipBlock ? [`${way} ${ipBlock.cidr}`] : []));
}

function validateConnection(where: string, { peer, port, options = {}, why }: Opening): void {
  const validation = new Validation(where, 'InvalidRule');
  if (!(peer instanceof Peer)) {
    validation.add({
      path: 'peer',
      got: show(peer),
      allowed: 'a Peer, such as Peer.service, Peer.namespace or Peer.cidr',
      fix: fixOfPeer(peer),
    });
  }
  validatePorts(validation, port, 'options', options);
  validation.required('reason', why, WHY);
  validation.throwIfAny();
}

/** A service has a name, data has its own way in; text is a name or a network. */
function fixOfPeer(peer: unknown): string {
  if (typeof peer === 'string') return isCidr(peer) ? `write Peer.cidr(${show(peer)})` : `write Peer.service(${show(peer)})`;
  const { serviceName, connectionFor } = (peer ?? {}) as Record<string, unknown>;
  if (Construct.isConstruct(peer) && typeof serviceName === 'string') return `write Peer.service(${show(serviceName)})`;
  return typeof connectionFor === 'function' ? 'use connectTo(target): it opens the port as well' : "write Peer.service('<name>')";
}

function isCidr(text: string): boolean {
  return cidrFix(text) === undefined;
}

import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { PORT } from '../core/names';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import type { StackContext } from '../stack/stack-context';
import { awsApisRule, dnsRule, workloadIdentityRule } from './built-in-rules';
import { ServiceDirectory } from './directory';
import type { Listed } from './directory';
import { Isolation } from './isolation';
import type { Direction } from './isolation';
import type { ServiceMetadata } from './metadata';
import { Peer } from './peer';
import { REASON } from './reasons';
import { ownedGuard } from './service-guards';
import type { ServiceSettings } from './settings';

/** Who a service talks to: what it needs from the start, and what its team adds. */
export class Connections {
  public readonly isolation: Isolation;
  private readonly directory: ServiceDirectory<Connections>;

  public constructor(
    private readonly service: Listed,
    private readonly context: StackContext,
    { ownership }: ServiceSettings,
    metadata: ServiceMetadata,
  ) {
    const guard = (policy: NetworkPolicyV1) => void context.guards.push(ownedGuard(policy, ownership));
    this.isolation = new Isolation(service, service.serviceName, metadata, guard);
    this.isolation.allow(dnsRule(context.environment));
    this.isolation.allow(workloadIdentityRule(context.environment));
    this.directory = ServiceDirectory.of<Connections>(service);
    this.directory.add(service, this);
  }

  /** Opens a port between the service and a peer, on the peer's side too where it is a service of this app. */
  public connect(direction: Direction, peer: Peer, port: number, why: string): NetworkPolicyV1 {
    const verb = direction === 'from' ? 'allowFrom' : 'allowTo';
    validateConnection(`${verb} at ${this.service.node.path}`, peer, port, why);
    if (peer.serviceName) {
      const opposite = direction === 'from' ? 'to' : 'from';
      const self = Peer.service(this.service.serviceName);
      this.directory.whenPresent(this.service.environmentName, peer.serviceName, (other) => other.open(opposite, self, port, why));
    }
    return this.open(direction, peer, port, why);
  }

  /** Opens the way to the AWS APIs; with IRSA the rule for STS has opened it already. */
  public openAwsApis(): void {
    if (!this.context.environment.oidcIssuer) this.isolation.allow(awsApisRule(this.context.environment));
  }

  private open(direction: Direction, peer: Peer, port: number, why: string): NetworkPolicyV1 {
    const { environmentName } = this.service;
    const selector = direction === 'from' ? peer._asSource(environmentName) : peer._asDestination(environmentName);
    const name = `allow-${direction}-${peer._slug}-${port}`;
    return this.isolation.allow({ name, direction, peers: [selector], ports: [{ port, protocol: 'TCP' }], why });
  }
}

function validateConnection(where: string, peer: Peer, port: number, why: string): void {
  const validation = new Validation(where, 'InvalidRule');
  if (!(peer instanceof Peer)) {
    const fix = typeof peer === 'string' ? `write Peer.service(${show(peer)})` : "write Peer.service('<name>')";
    validation.add({ path: 'peer', got: show(peer), allowed: 'Peer.service, Peer.namespace or Peer.cidr', fix });
  }
  validation.required('port', port, PORT);
  validation.required('why', why, REASON);
  validation.throwIfAny();
}

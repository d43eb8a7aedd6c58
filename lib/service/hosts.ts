import type { ApiObject } from 'cdk8s';
import type { Json } from '../core/json';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import { ofObject } from '../guardrails/expectations';
import { NETWORK_GUARDRAILS } from '../guardrails/rows/own-network';
import { manifestsFolderOf } from '../platform/agreed-names';
import { NetworkPolicyEngine } from '../platform/environment-props';
import { isReason, WHY } from '../platform/reason';
import type { StackContext } from '../stack/stack-context';
import { dnsPolicySpec, hostPolicyName, hostPolicySpec } from './cilium';
import type { Listed } from './directory';
import { HOST_NAME, validateHost } from './host-name';
import type { ServiceMetadata } from './metadata';
import { portRange, validatePorts } from './ports';
import type { PortOptions } from './ports';

const READ_FROM_DNS = 'Cilium reads the addresses of hosts from the answers of DNS';

/** A host that a service calls. */
interface HostOpening {
  readonly host: string;
  readonly port: number;
  readonly options?: PortOptions;
  readonly why: string;
}

/** The hosts that a service may call, where the cluster knows names. */
export class Hosts {
  private readonly policies = new Map<string, { readonly policy: ApiObject; readonly reasons: string[] }>();

  public constructor(
    private readonly service: Listed & { readonly namespaceName: string },
    private readonly context: StackContext,
    private readonly metadata: ServiceMetadata,
  ) {}

  /** Lets the service call a host; if the rule already exists, only the reason is added to it. */
  public allow({ host, port, options = {}, why }: HostOpening): ApiObject {
    this.validate({ host, port, options, why });
    const ports = portRange(port, options);
    const { serviceName } = this.service;
    if (this.policies.size === 0) {
      this.add('allow-names', dnsPolicySpec(serviceName, this.context.environment), READ_FROM_DNS);
    }
    return this.add(hostPolicyName(host, ports), hostPolicySpec(serviceName, host, ports), why);
  }

  private add(name: string, spec: Json, why: string): ApiObject {
    const key = this.metadata.key('why');
    const present = this.policies.get(name);
    if (present) {
      if (!present.reasons.includes(why)) present.reasons.push(why);
      present.policy.metadata.addAnnotation(key, present.reasons.join('; '));
      return present.policy;
    }
    const { environment, manifests } = this.context;
    const { namespaceName: namespace, serviceName } = this.service;
    const metadata = { name, namespace, annotations: { [key]: why } };
    const policy = manifests.add(
      this.service,
      manifestsFolderOf(serviceName, environment),
      { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata, spec },
      [ofObject(NETWORK_GUARDRAILS.ciliumPolicy, { spec })],
    );
    this.policies.set(name, { policy, reasons: [why] });
    return policy;
  }

  private validate({ host, port, options = {}, why }: HostOpening): void {
    const validation = new Validation(`allowToHost at ${this.service.node.path}`, 'InvalidRule');
    const { name, networkPolicyEngine } = this.context.environment;
    if (networkPolicyEngine !== NetworkPolicyEngine.CILIUM) {
      validation.add({
        path: 'host',
        got: show(host),
        allowed: `no host name in ${show(name)}: a NetworkPolicy knows pods, namespaces and networks, and the addresses of a host change`,
        fix: FIX_WITHOUT_NAMES,
      });
    } else validateHost(validation, host);
    validatePorts(validation, port, 'options', options);
    validation.required('reason', why, WHY);
    if (isWildcard(host) && typeof why === 'string' && !isReason(why)) {
      const fix = 'say in a sentence why every name below it is called, or name the hosts';
      validation.add({ path: 'reason', got: show(why), allowed: `a sentence, for ${HOST_NAME.description}`, fix });
    }
    validation.throwIfAny();
  }
}

const FIX_WITHOUT_NAMES =
  "give the networks that the host publishes, by Peer.cidr; or call it through an egress gateway, by Peer.namespace('<its namespace>'); " +
  'or allow Peer.internet(), with the reason; with Cilium, the platform team sets networkPolicyEngine: NetworkPolicyEngine.CILIUM';

function isWildcard(host: unknown): boolean {
  return typeof host === 'string' && host.startsWith('*');
}

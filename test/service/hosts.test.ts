import { NetworkPolicyEngine, NetworkProtocol } from '@golden-path/constructs';
import type { EnvironmentProps, MicroserviceInfra, PortOptions } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import { JsonPatch } from 'cdk8s';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, resources } from '../support/synth';
import type { Json } from '../support/synth';
import { application } from '../testing/services';

const CILIUM = { networkPolicyEngine: NetworkPolicyEngine.CILIUM };

/** A service and what is written of it, in an environment that Cilium serves. */
function written(build: (service: MicroserviceInfra) => void, environment: Partial<EnvironmentProps> = {}) {
  const platform = aPlatform({ environments: [anEnvironment({ ...CILIUM, awsEndpointCidrs: ['10.0.9.0/24'], ...environment })] });
  const output = synthesize((app) => {
    const service = aService(app, {}, { platform });
    application(service);
    build(service);
  });
  const service = output.service('checkout', 'staging');
  const policies = Object.fromEntries(service.manifests({ kind: 'CiliumNetworkPolicy' }).map((each) => [each.metadata.name, each]));
  return { output, service, policies: policies as Record<string, Json> };
}

const PODS = { matchLabels: { 'app.kubernetes.io/name': 'checkout' } };
const NO_METADATA = [{ toCIDR: ['169.254.169.254/32', 'fd00:ec2::254/128'] }];

describe('a host', () => {
  test('is opened by a policy of Cilium for the pods of the service, and never at the address of the metadata', () => {
    const { policies } = written((service) => void service.allowToHost('api.stripe.com', 443, 'cards are charged'));
    expect(policies['allow-to-host.api.stripe.com-443']).toMatchObject({
      apiVersion: 'cilium.io/v2',
      metadata: { namespace: 'checkout-staging', annotations: { 'platform.acme.io/why': 'cards are charged' } },
      spec: {
        endpointSelector: PODS,
        egress: [{ toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }],
        egressDeny: NO_METADATA,
      },
    });
  });

  test.each<[string, string, PortOptions | undefined, Json]>([
    ['*.example.com', 'allow-to-hosts.example.com-443', undefined, [{ matchPattern: '*.example.com' }]],
    ['sip.example.com', 'allow-to-host.sip.example.com-443.udp', { protocol: NetworkProtocol.UDP }, [{ matchName: 'sip.example.com' }]],
    ['sip.example.com', 'allow-to-host.sip.example.com-443.450', { endPort: 450 }, [{ matchName: 'sip.example.com' }]],
  ])('%s is the policy %s', (host, name, options, names) => {
    const { policies } = written((service) => void service.allowToHost(host, 443, 'calls are put through', options));
    expect(policies[name].spec.egress[0].toFQDNs).toEqual(names);
    expect(policies[name].spec.egress[0].toPorts[0].ports).toEqual([
      { port: '443', protocol: options?.protocol ?? 'TCP', ...(options?.endPort && { endPort: options.endPort }) },
    ]);
  });

  test('needs that Cilium sees the answers of DNS, which one policy says', () => {
    const { policies } = written((service) => {
      service.allowToHost('api.stripe.com', 443, 'cards are charged');
      service.allowToHost('api.adyen.com', 443, 'cards are charged');
    });
    expect(Object.keys(policies).sort()).toEqual(['allow-names', 'allow-to-host.api.adyen.com-443', 'allow-to-host.api.stripe.com-443']);
    expect(policies['allow-names'].spec).toEqual({
      endpointSelector: PODS,
      egress: [
        {
          toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
          toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }], rules: { dns: [{ matchPattern: '*' }] } }],
        },
      ],
      egressDeny: NO_METADATA,
    });
  });

  test('is asked for at the cache on the node as well', () => {
    const { policies, service } = written((one) => void one.allowToHost('api.stripe.com', 443, 'cards are charged'), { nodeLocalDns: true });
    const [pods, networks] = policies['allow-names'].spec.egress as Json[];
    expect(pods.toEndpoints.map(({ matchLabels }: Json) => matchLabels['k8s:k8s-app'])).toEqual(['kube-dns', 'node-local-dns']);
    expect(networks.toCIDR).toEqual(['169.254.20.10/32']);
    const dns = resources(service.stack.terraform, 'kubernetes_network_policy_v1')['allow-dns'];
    expect(dns.spec.egress[0].to[1].pod_selector).toEqual({ match_labels: { 'k8s-app': 'node-local-dns' } });
  });

  test('that is opened twice has one policy with both reasons', () => {
    const { policies } = written((service) => {
      for (const reason of ['cards are charged', 'refunds are paid', 'cards are charged']) service.allowToHost('api.stripe.com', 443, reason);
    });
    expect(policies['allow-to-host.api.stripe.com-443'].metadata.annotations['platform.acme.io/why']).toBe('cards are charged; refunds are paid');
  });

  test('has a policy as long as a name may be', () => {
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;
    const names = Object.keys(written((service) => void service.allowToHost(host, 443, 'a long name')).policies);
    expect(names.every((name) => name.length <= 200 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name))).toBe(true);
  });

  test('makes no policy, and nothing for Argo CD, where nobody asks for one', () => {
    expect(written(() => undefined).policies).toEqual({});
  });
});

describe('the answers of a question', () => {
  const { service } = written((one) => {
    one.allowToHost('api.stripe.com', 443, 'cards are charged');
    one.allowToHost('*.example.com', 8443, 'each customer has a name of its own');
  });
  const answer = (host: string, port: number, protocol: 'TCP' | 'UDP' = 'TCP') => {
    const { allowed, denied } = service.canReach(host, port, { protocol });
    return allowed ? 'allowed' : denied ? 'denied' : 'depends';
  };

  test.each([
    ['api.stripe.com', 443, 'allowed'], ['API.stripe.com'.toLowerCase(), 8443, 'denied'], ['files.stripe.com', 8443, 'denied'],
    ['shop.example.com', 8443, 'allowed'], ['example.com', 8443, 'denied'], ['a.b.example.com', 8443, 'denied'],
    ['shop.example.com', 443, 'depends'],
    ['169.254.169.254', 443, 'denied'], ['169.254.169.254', 8443, 'denied'], ['203.0.113.7', 8443, 'depends'], ['203.0.113.7', 9443, 'denied'],
  ])('%s on %d: %s', (host, port, expected) => expect(answer(host, port)).toBe(expected));

  test('know protocols and say which policy decides', () => {
    expect(answer('api.stripe.com', 443, 'UDP')).toBe('denied');
    expect(service.canReach('api.stripe.com', 443).explanation).toContain('allow-to-host.api.stripe.com-443');
    expect(service.canReach('169.254.169.254', 8443).explanation).toMatch(/denied by\n\s+allow-names/);
  });

  test('leave DNS as it is, and pods of others out of reach', () => {
    expect(service.canReach('169.254.20.10', 53, { protocol: 'UDP' }).denied).toBe(true);
    expect(service.acceptsFrom('203.0.113.7', 443).denied).toBe(true);
  });
});

describe('refusals', () => {
  const service = (environment: Partial<EnvironmentProps> = CILIUM) =>
    aService(new App({ outdir: '/nonexistent-but-unused' }), {}, { platform: aPlatform({ environments: [anEnvironment(environment)] }) });

  test('without Cilium: why, and what to use instead', () => {
    const error = thrownBy(() => service({}).allowToHost('api.stripe.com', 443, 'cards are charged'));
    expect(error).toMatchObject({ code: 'InvalidRule', where: 'allowToHost at checkout-staging/Infra' });
    expect(error.problems).toEqual([
      {
        path: 'host',
        got: "'api.stripe.com'",
        allowed: "no host name in 'staging': a NetworkPolicy knows pods, namespaces and networks, and the addresses of a host change",
        fix:
          "give the networks that the host publishes, by Peer.cidr; or call it through an egress gateway, by Peer.namespace('<its namespace>'); " +
          'or allow Peer.internet(), with the reason; with Cilium, the platform team sets networkPolicyEngine: NetworkPolicyEngine.CILIUM',
      },
    ]);
  });

  test.each<[unknown, RegExp]>([
    ['https://api.stripe.com', /did you mean|write it like/], ['localhost', /write it like/], ['*', /write it like/], ['*.com', /write it like/],
    ['api.*.com', /write it like/], ['api.stripe.com.', /write it like/], ['API.stripe.com', /did you mean|write it like/],
    ['203.0.113.7', /Peer.cidr\('203.0.113.7\/32'\)/], ['ledger.ledger-staging.svc.cluster.local', /Peer.service/],
    [`${'a'.repeat(64)}.com`, /check the name/], [undefined, /./], [7, /./], [{}, /./],
  ])('%j is no host', (host, fix) => {
    const { problems } = thrownBy(() => service().allowToHost(host as string, 443, 'cards are charged'));
    expect(problems.map(({ path }) => path)).toEqual(['host']);
    expect(problems[0].fix).toMatch(fix);
  });

  test('every wrong argument at once, and a name for many without a sentence', () => {
    const paths = (call: () => unknown) => thrownBy(call).problems.map(({ path }) => path);
    expect(paths(() => service().allowToHost('x', 0, ' ', { endPort: 0 }))).toEqual(['host', 'port', 'options.endPort', 'reason']);
    expect(paths(() => service().allowToHost('*.example.com', 443, '-'))).toEqual(['reason']);
  });

  test.each<[string, JsonPatch]>([
    ['another name', JsonPatch.replace('/spec/egress/0/toFQDNs/0/matchName', 'evil.example')],
    ['every name', JsonPatch.replace('/spec/egress/0/toFQDNs/0', { matchPattern: '*' })],
    ['the whole world', JsonPatch.add('/spec/egress/-', { toEntities: ['world'] })],
    ['the metadata', JsonPatch.remove('/spec/egressDeny')],
    ['all pods', JsonPatch.replace('/spec/endpointSelector', {})],
    ['a second spec', JsonPatch.add('/specs', [{ endpointSelector: {}, egress: [{}] }])],
  ])('a patch that opens %s', (_, patch) => {
    const error = thrownBy(() => written((one) => one.allowToHost('api.stripe.com', 443, 'cards are charged').addJsonPatch(patch)));
    expect(error.code).toBe('LostNonNegotiable');
    expect(error.problems[0].allowed).toContain("the library's policy");
  });
});

import { KafkaTopic, MicroserviceInfra, Peer } from '@golden-path/constructs';
import { App } from 'cdktf';
import { problemPaths, thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, resources, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });
const policies = (json: Json) => resources(json, 'kubernetes_network_policy_v1');
const CALLED = { match_labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/component': 'service' } };
const CALLING = {
  match_labels: { 'app.kubernetes.io/name': 'checkout' },
  match_expressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['job', 'service'] }],
};

test('at first everything is denied, for every pod, both ways', () => {
  expect(policies(synthService())['default-deny'].spec).toEqual({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] });
});

describe('what every service needs', () => {
  test('DNS over UDP and TCP', () => {
    expect(policies(synthService())['allow-dns'].spec).toEqual({
      pod_selector: CALLING,
      policy_types: ['Egress'],
      egress: [
        {
          to: [
            {
              namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              pod_selector: { match_labels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { port: '53', protocol: 'UDP' },
            { port: '53', protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  test('DNS caches on the node', () => {
    const platform = aPlatform({ environments: [anEnvironment({ dnsCidrs: ['169.254.20.10/32'] })] });
    expect(policies(synthService({}, { platform }))['allow-dns'].spec.egress[0].to[1]).toEqual({
      ip_block: { cidr: '169.254.20.10/32' },
    });
  });

  test('IRSA: STS on 443, everywhere with the reason, or at the VPC endpoints', () => {
    const everywhere = policies(synthService())['allow-workload-identity'];
    expect(everywhere.spec.egress).toEqual([{ to: [{ ip_block: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }], ports: [{ port: '443', protocol: 'TCP' }] }]);
    expect(everywhere.metadata.annotations['platform.acme.io/why']).toContain('the environment declares no awsEndpointCidrs');
    const platform = aPlatform({ environments: [anEnvironment({ awsEndpointCidrs: ['10.0.1.0/24', '10.0.2.0/24'] })] });
    const narrow = policies(synthService({}, { platform }))['allow-workload-identity'];
    expect(narrow.spec.egress[0].to).toEqual([{ ip_block: { cidr: '10.0.1.0/24' } }, { ip_block: { cidr: '10.0.2.0/24' } }]);
    expect(narrow.metadata.annotations['platform.acme.io/why']).not.toContain('awsEndpointCidrs');
  });

  test('EKS Pod Identity: the agent, and AWS APIs only once the role may use some', () => {
    const platform = aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined })] });
    const idle = policies(synthService({}, { platform }));
    expect(idle['allow-workload-identity'].spec.egress).toEqual([
      {
        to: [{ ip_block: { cidr: '169.254.170.23/32' } }, { ip_block: { cidr: 'fd00:ec2::23/128' } }],
        ports: [{ port: '80', protocol: 'TCP' }],
      },
    ]);
    expect(idle['allow-aws-apis']).toBeUndefined();
    const busy = policies(synthService({}, { platform, build: (service) => service.grant(['sqs:SendMessage'], ['*']) }));
    expect(busy['allow-aws-apis'].spec.egress[0].ports).toEqual([{ port: '443', protocol: 'TCP' }]);
  });
});

describe('between services', () => {
  const both = (build: Parameters<typeof aService>[2], order: 'caller first' | 'callee first' = 'caller first') =>
    synthApp((app) => {
      const platform = aPlatform();
      const caller = () => aService(app, {}, { platform, ...build });
      const callee = () => aService(app, { serviceName: 'ledger' }, { platform });
      if (order === 'caller first') {
        caller();
        callee();
      } else {
        callee();
        caller();
      }
    });

  test.each(['caller first', 'callee first'] as const)('both sides open, %s', (order) => {
    const stacks = both({ build: (service) => void service.allowTo(Peer.service('ledger'), 8080, 'payments are booked') }, order);
    const out = policies(stacks['checkout-staging'])['allow-to-ledger-8080'];
    expect(out.spec).toEqual({
      pod_selector: CALLING,
      policy_types: ['Egress'],
      egress: [
        {
          to: [
            {
              namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'ledger-staging' } },
              pod_selector: { match_labels: { 'app.kubernetes.io/name': 'ledger', 'app.kubernetes.io/component': 'service' } },
            },
          ],
          ports: [{ port: '8080', protocol: 'TCP' }],
        },
      ],
    });
    const into = policies(stacks['ledger-staging'])['allow-from-checkout-8080'];
    expect(into.spec).toEqual({
      pod_selector: { match_labels: { 'app.kubernetes.io/name': 'ledger', 'app.kubernetes.io/component': 'service' } },
      policy_types: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'checkout-staging' } },
              pod_selector: { match_labels: { 'app.kubernetes.io/name': 'checkout' } },
            },
          ],
          ports: [{ port: '8080', protocol: 'TCP' }],
        },
      ],
    });
    for (const policy of [out, into]) expect(policy.metadata.annotations['platform.acme.io/why']).toBe('payments are booked');
  });

  test('two may allow each other, and no stack refers to the other', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      aService(app, {}, { platform }).allowTo(Peer.service('ledger'), 8080, 'one way');
      aService(app, { serviceName: 'ledger' }, { platform }).allowTo(Peer.service('checkout'), 9090, 'the other way');
    });
    expect(Object.keys(policies(stacks['checkout-staging']))).toEqual(
      expect.arrayContaining(['allow-to-ledger-8080', 'allow-from-ledger-9090']),
    );
    expect(Object.keys(policies(stacks['ledger-staging']))).toEqual(
      expect.arrayContaining(['allow-to-checkout-9090', 'allow-from-checkout-8080']),
    );
    for (const stack of Object.values(stacks)) expect(stack.data).toBeUndefined();
  });

  test('what both sides ask for is one rule with both reasons', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      aService(app, {}, { platform }).allowTo(Peer.service('ledger'), 8080, 'checkout asks');
      aService(app, { serviceName: 'ledger' }, { platform }).allowFrom(Peer.service('checkout'), 8080, 'ledger agrees');
    });
    expect(policies(stacks['ledger-staging'])['allow-from-checkout-8080'].metadata.annotations['platform.acme.io/why']).toBe(
      'checkout asks; ledger agrees',
    );
    expect(policies(stacks['checkout-staging'])['allow-to-ledger-8080'].metadata.annotations['platform.acme.io/why']).toBe(
      'checkout asks; ledger agrees',
    );
  });

  test('a service of another environment or repository is opened on one side only', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      aService(app, {}, { platform }).allowTo(Peer.service('ledger'), 8080, 'x');
      aService(app, { serviceName: 'ledger' }, { platform, environment: 'production' });
    });
    expect(Object.keys(policies(stacks['ledger-production']))).not.toContain('allow-from-checkout-8080');
  });

  test('replicas of one service may reach each other', () => {
    const names = Object.keys(
      policies(synthService({}, { build: (service) => void service.allowTo(Peer.service('checkout'), 7946, 'gossip') })),
    );
    expect(names).toEqual(expect.arrayContaining(['allow-to-checkout-7946', 'allow-from-checkout-7946']));
  });
});

describe('other peers', () => {
  test('a namespace, all of it or some pods', () => {
    const json = policies(
      synthService(
        {},
        {
          build: (service) => {
            service.allowFrom(Peer.namespace('monitoring'), 9090, 'metrics');
            service.allowFrom(Peer.namespace('monitoring', { 'app.kubernetes.io/name': 'prometheus' }), 9090, 'metrics');
          },
        },
      ),
    );
    expect(json['allow-from-namespace.monitoring-9090'].spec).toEqual({
      pod_selector: CALLED,
      policy_types: ['Ingress'],
      ingress: [
        {
          from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
          ports: [{ port: '9090', protocol: 'TCP' }],
        },
      ],
    });
    const [name] = Object.keys(json).filter((key) => /^allow-from-namespace\.monitoring\.[a-z0-9-]+-9090$/.test(key));
    expect(json[name].spec.ingress[0].from[0].pod_selector).toEqual({ match_labels: { 'app.kubernetes.io/name': 'prometheus' } });
  });

  test.each([
    ['203.0.113.0/24', 'allow-to-cidr.203.0.113.0-24-443', undefined],
    ['0.0.0.0/0', 'allow-to-cidr.0.0.0.0-0-443', ['169.254.169.254/32']],
    ['2001:db8::/32', 'allow-to-cidr.v6-2001-db8---32-443', undefined],
    ['::/0', 'allow-to-cidr.v6----0-443', ['fd00:ec2::254/128']],
  ])('the network %s, never with the metadata of the node', (cidr, name, except) => {
    const policy = policies(synthService({}, { build: (service) => void service.allowTo(Peer.cidr(cidr), 443, 'the importer calls it') }))[name];
    expect(policy.spec.egress[0].to).toEqual([{ ip_block: { cidr, ...(except && { except }) } }]);
  });
});

describe('refusals', () => {
  test('a host name as a network', () => {
    const error = thrownBy(() => Peer.cidr('api.stripe.com'));
    expect(error.code).toBe('InvalidRule');
    expect(error.message).toContain('a NetworkPolicy knows pods, namespaces and CIDRs, but no host names');
  });

  test('names and labels that are none', () => {
    expect(problemPaths(() => Peer.service('Ledger'))).toEqual(['serviceName']);
    expect(problemPaths(() => Peer.namespace('Mon itoring', { '!': '!' }))).toEqual(['namespace', 'podLabels key', "podLabels['!']"]);
    expect(problemPaths(() => Peer.cidr(5 as unknown as string))).toEqual(['cidr']);
  });

  test('something else than a peer, with the peer that was meant', () => {
    const problemFor = (makePeer: (service: MicroserviceInfra) => unknown) => {
      const service = aService(inMemory());
      return thrownBy(() => service.allowTo(makePeer(service) as Peer, 8080, 'it books payments')).problems[0];
    };
    expect(problemFor((service) => MicroserviceInfra.fromServiceName(service, 'Ledger', 'ledger'))).toMatchObject({
      path: 'peer',
      got: 'ImportedService at checkout-staging/Infra/Ledger',
      fix: "write Peer.service('ledger')",
    });
    expect(problemFor(() => '10.0.0.0/16').fix).toBe("write Peer.cidr('10.0.0.0/16')");
    expect(problemFor((service) => new KafkaTopic(service.node.scope!, 'Topic', { topicName: 'payments.events' })).fix).toBe(
      'use connectTo(target): it opens the port as well',
    );
  });

  test('a peer, port or reason that is not sound, all at once', () => {
    const service = aService(inMemory());
    const error = thrownBy(() => service.allowFrom('ledger' as unknown as Peer, 0, ' '));
    expect(error.problems.map(({ path }) => path)).toEqual(['peer', 'port', 'reason']);
    expect(error.message).toContain("write Peer.service('ledger')");
    expect(error.where).toBe('allowFrom at checkout-staging/Infra');
  });
});

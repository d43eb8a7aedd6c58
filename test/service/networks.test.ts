import { NetworkProtocol, Peer, PostgresDatabase, RedisCache } from '@golden-path/constructs';
import type { EnvironmentProps, MicroserviceInfra } from '@golden-path/constructs';
import { CACHE, DATABASE } from '../support/data';
import { anEnvironment, aPlatform } from '../support/platform';
import { resources, synthService } from '../support/synth';
import type { Json } from '../support/synth';
import { checkout } from '../testing/services';

const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** The policies of a service in an environment. */
function policiesIn(environment: Partial<EnvironmentProps>, build?: (service: MicroserviceInfra) => void): Record<string, Json> {
  const platform = aPlatform({ environments: [anEnvironment(environment)] });
  return resources(synthService({}, { platform, build }), 'kubernetes_network_policy_v1');
}

const blocks = (policy: Json): Json[] => policy.spec.egress[0].to.map((peer: Json) => peer.ip_block);

describe('NodeLocal DNSCache', () => {
  test('answers nobody by default', () => {
    expect(policiesIn({})['allow-dns'].spec.egress[0].to).toHaveLength(1);
  });

  test('is reached at its address on the node, beside further addresses', () => {
    const [pods, ...networks] = policiesIn({ nodeLocalDns: true, dnsCidrs: ['172.20.0.10/32'] })['allow-dns'].spec.egress[0].to as Json[];
    expect(pods.pod_selector).toEqual({ match_labels: { 'k8s-app': 'kube-dns' } });
    expect(networks).toEqual([{ ip_block: { cidr: '172.20.0.10/32' } }, { ip_block: { cidr: '169.254.20.10/32' } }]);
  });

  test('is named once', () => {
    expect(policiesIn({ nodeLocalDns: true, dnsCidrs: ['169.254.20.10/32'] })['allow-dns'].spec.egress[0].to).toHaveLength(2);
  });
});

describe('a VPC with several networks', () => {
  const vpc = { vpcCidr: '10.1.0.0/16', vpcSecondaryCidrs: ['100.64.0.0/16', '2600:1f18:1234::/56'] };

  test('has its databases and caches in any of them', () => {
    const found = policiesIn(vpc, (service) => {
      service.connectTo(new PostgresDatabase(service.node.scope!, 'Database', DATABASE));
      service.connectTo(new RedisCache(service.node.scope!, 'Cache', CACHE));
    });
    for (const port of [5432, 6379]) {
      const opened = Object.keys(found).filter((name) => name.endsWith(`-${port}`));
      expect(opened.sort()).toEqual([
        `allow-to-cidr.10.1.0.0-16-${port}`, `allow-to-cidr.100.64.0.0-16-${port}`, `allow-to-cidr.v6-2600-1f18-1234---56-${port}`,
      ]);
    }
  });

  test('is one peer', () => {
    const found = policiesIn(vpc, (service) => void service.allowTo(Peer.vpc(), 9092, 'brokers on instances'));
    expect(blocks(found['allow-to-network.vpc-9092'])).toEqual([
      { cidr: '10.1.0.0/16' }, { cidr: '100.64.0.0/16' }, { cidr: '2600:1f18:1234::/56' },
    ]);
  });

  test('makes the environment a dual-stack one if one of them is of IPv6', () => {
    const dualStack = (props: Partial<EnvironmentProps>) => aPlatform({ environments: [anEnvironment(props)] }).environments[0].dualStack;
    expect([{}, vpc, { ...vpc, dualStack: false }, { dualStack: true }].map(dualStack)).toEqual([false, true, false, true]);
  });
});

describe('the internet', () => {
  const open = (service: MicroserviceInfra) => void service.allowTo(Peer.internet(), 443, 'partners publish no networks');

  test('has no private address, and none of the VPC', () => {
    const [block, ...others] = blocks(policiesIn({ vpcCidr: '203.0.113.0/24' }, open)['allow-to-network.internet-443']);
    expect(others).toEqual([]);
    expect(block).toEqual({ cidr: '0.0.0.0/0', except: [...PRIVATE, '203.0.113.0/24'] });
  });

  test('has addresses of IPv6 where pods have', () => {
    const found = policiesIn({ vpcSecondaryCidrs: ['2600:1f18:1234::/56'] }, open);
    expect(blocks(found['allow-to-network.internet-443'])).toEqual([
      { cidr: '0.0.0.0/0', except: PRIVATE },
      { cidr: '::/0', except: ['fc00::/7', 'fe80::/10', '2600:1f18:1234::/56'] },
    ]);
  });

  test('takes a reason', () => {
    const asked = () => policiesIn({}, (service) => void service.allowTo(Peer.internet(), 443, '-'));
    expect(asked).toThrow('egress to 0.0.0.0/0');
  });

  test('is every address for AWS APIs too', () => {
    const identity = policiesIn({ dualStack: true })['allow-workload-identity'];
    expect(blocks(identity)).toEqual([
      { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] },
      { cidr: '::/0', except: ['fd00:ec2::254/128'] },
    ]);
  });
});

describe('the API server', () => {
  const webhook = (service: MicroserviceInfra) => void service.allowFrom(Peer.apiServer(), 9443, 'the admission webhook');

  test('calls webhooks from the VPC', () => {
    const { spec } = policiesIn({ vpcCidr: '10.1.0.0/16', vpcSecondaryCidrs: ['100.64.0.0/16'] }, webhook)['allow-from-network.api-server-9443'];
    expect(spec.ingress).toEqual([
      { from: [{ ip_block: { cidr: '10.1.0.0/16' } }, { ip_block: { cidr: '100.64.0.0/16' } }], ports: [{ port: '9443', protocol: 'TCP' }] },
    ]);
  });

  test('calls from where the platform says, and is called there', () => {
    const found = policiesIn({ apiServerCidrs: ['10.1.9.0/24'] }, (service) => {
      webhook(service);
      service.allowTo(Peer.apiServer(), 443, 'it watches its own objects');
    });
    expect(found['allow-from-network.api-server-9443'].spec.ingress[0].from).toEqual([{ ip_block: { cidr: '10.1.9.0/24' } }]);
    expect(blocks(found['allow-to-network.api-server-443'])).toEqual([{ cidr: '10.1.9.0/24' }]);
  });
});

describe('questions', () => {
  test('about several networks need all of them', () => {
    const platform = aPlatform({ environments: [anEnvironment({ vpcSecondaryCidrs: ['100.64.0.0/16'] })] });
    const asked = (peer: Peer) => checkout((one) => one.allowTo(peer, 5432, 'a database'), { platform }).canReach(Peer.vpc(), 5432);
    expect(asked(Peer.vpc())).toMatchObject({ allowed: true, denied: false });
    expect(asked(Peer.cidr('10.0.0.0/8'))).toMatchObject({ allowed: false, denied: false });
    expect(asked(Peer.cidr('203.0.113.0/24'))).toMatchObject({ allowed: false, denied: true });
    expect(asked(Peer.vpc()).explanation).toContain('100.64.0.0/16');
  });

  test('about the internet answer for public addresses alone', () => {
    const service = checkout((one) => one.allowTo(Peer.internet(), 8443, 'partners publish no networks'));
    const reaches = (address: string) => service.canReach(address, 8443).allowed;
    expect(reaches('203.0.113.7')).toBe(true);
    for (const address of ['10.1.2.3', '169.254.169.254', '192.168.1.1', '2001:db8::1']) expect([address, reaches(address)]).toEqual([address, false]);
  });
});

test('a peer of several networks can be opened by UDP as well', () => {
  const found = policiesIn({ vpcSecondaryCidrs: ['100.64.0.0/16'] }, (service) =>
    void service.allowTo(Peer.vpc(), 123, 'time', { protocol: NetworkProtocol.UDP }));
  expect(found['allow-to-network.vpc-123.udp'].spec.egress[0]).toEqual({
    to: [{ ip_block: { cidr: '10.0.0.0/8' } }, { ip_block: { cidr: '100.64.0.0/16' } }],
    ports: [{ port: '123', protocol: 'UDP' }],
  });
});

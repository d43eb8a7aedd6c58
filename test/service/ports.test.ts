import { NetworkProtocol, Peer } from '@golden-path/constructs';
import type { MicroserviceInfra, PortOptions } from '@golden-path/constructs';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, resources, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';
import { checkout } from '../testing/services';

const policies = (json: Json) => resources(json, 'kubernetes_network_policy_v1');
const synth = (build: (service: MicroserviceInfra) => void) => policies(synthService({}, { build }));

describe('what a rule opens', () => {
  test.each<[string, number, PortOptions | undefined, Json]>([
    ['8080', 8080, undefined, { port: '8080', protocol: 'TCP' }],
    ['8080', 8080, {}, { port: '8080', protocol: 'TCP' }],
    ['5060.udp', 5060, { protocol: NetworkProtocol.UDP }, { port: '5060', protocol: 'UDP' }],
    ['3868.sctp', 3868, { protocol: NetworkProtocol.SCTP }, { port: '3868', protocol: 'SCTP' }],
    ['8000.8010', 8000, { endPort: 8010 }, { port: '8000', protocol: 'TCP', end_port: 8010 }],
    ['10000.20000.udp', 10000, { protocol: NetworkProtocol.UDP, endPort: 20000 }, { port: '10000', protocol: 'UDP', end_port: 20000 }],
    ['8000', 8000, { endPort: 8000 }, { port: '8000', protocol: 'TCP' }],
  ])('%s', (slug, port, options, expected) => {
    const found = synth((service) => {
      service.allowTo(Peer.cidr('203.0.113.0/24'), port, 'a partner', options);
      service.allowFrom(Peer.namespace('edge'), port, 'requests', options);
    });
    expect(found[`allow-to-cidr.203.0.113.0-24-${slug}`].spec.egress[0].ports).toEqual([expected]);
    expect(found[`allow-from-namespace.edge-${slug}`].spec.ingress[0].ports).toEqual([expected]);
  });

  test('the same ports on the side of the callee', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      const media = { protocol: NetworkProtocol.UDP, endPort: 20000 };
      aService(app, {}, { platform }).allowTo(Peer.service('ledger'), 10000, 'media', media);
      aService(app, { serviceName: 'ledger' }, { platform });
    });
    expect(policies(stacks['ledger-staging'])['allow-from-checkout-10000.20000.udp'].spec.ingress[0].ports).toEqual([
      { port: '10000', protocol: 'UDP', end_port: 20000 },
    ]);
  });

  test('a range and a service whose name ends like one have policies of their own', () => {
    const names = Object.keys(synth((service) => {
      service.allowTo(Peer.service('ledger'), 80, 'a range', { endPort: 90 });
      service.allowTo(Peer.service('ledger-80'), 90, 'one port');
    }));
    expect(names).toEqual(expect.arrayContaining(['allow-to-ledger-80.90', 'allow-to-ledger-80-90']));
  });
});

test('questions know ranges and protocols', () => {
  const service = checkout((one) => one.allowTo(Peer.cidr('203.0.113.0/24'), 10000, 'media', { protocol: NetworkProtocol.UDP, endPort: 10010 }));
  const reaches = (port: number, protocol: 'TCP' | 'UDP' | 'SCTP') => service.canReach('203.0.113.7', port, { protocol }).allowed;
  expect([9999, 10000, 10010, 10011].map((port) => reaches(port, 'UDP'))).toEqual([false, true, true, false]);
  expect([reaches(10000, 'TCP'), reaches(10000, 'SCTP')]).toEqual([false, false]);
});

test.each<[unknown, string, string]>([
  [{ endPort: 79 }, 'options.endPort', 'begin with 79 and write { endPort: 80 }, or leave endPort out'],
  [{ endPort: 70000 }, 'options.endPort', 'use 65535'],
  [{ protocol: 'udp' }, 'options.protocol', "did you mean 'UDP'?"],
  [{ endport: 90 }, 'options.endport', "did you mean 'endPort'?"],
])('the options %j are refused', (options, path, fix) => {
  const service = aService(new App({ outdir: '/nonexistent-but-unused' }));
  const { problems } = thrownBy(() => service.allowTo(Peer.vpc(), 80, 'a reason', options as PortOptions));
  expect(problems).toMatchObject([{ path, fix }]);
});

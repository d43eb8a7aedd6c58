import { acme } from '@acme/platform';
import { MicroserviceInfra, Peer, ServiceStack } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';

/** The service of a stack that may reach a network. */
function serviceThatMayReach(...networks: string[]) {
  return synthesize((app) => {
    const stack = new ServiceStack(app, 'payment-service-production', { platform: acme, environment: 'production' });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'payment-service', teamName: 'payments' });
    for (const network of networks) service.allowTo(Peer.cidr(network), 80, 'partners');
  }).service('payment-service', 'production');
}

test.each(['169.254.169.254', '169.254.169.254/32', '169.254.169.254/31', '::ffff:169.254.169.254', 'fd00:ec2::254'])(
  'a test may ask whether %s is out of reach',
  (address) => expect(serviceThatMayReach('169.254.0.0/16').canReach(address, 80)).toMatchObject({ allowed: false }),
);

test('the addresses around it are in reach, if a rule has them', () => {
  expect(serviceThatMayReach('169.254.0.0/16').canReach('169.254.170.23', 80)).toMatchObject({ allowed: true });
});

test('a network in a question is all of it, with the metadata', () => {
  const service = serviceThatMayReach('169.254.0.0/16');
  expect(service.canReach('169.254.0.0/16', 80)).toMatchObject({ allowed: false });
  expect(service.canReach(Peer.cidr('169.254.0.0/16'), 80)).toMatchObject({ allowed: true });
});

test.each(['169.254.169.254/32', '169.254.169.254/31', '169.254.169.0/24', '::ffff:a9fe:a9fe/128', 'fd00:ec2::254/127'])(
  '%s is no peer',
  (network) => expect(() => Peer.cidr(network)).toThrow('InvalidRule'),
);

test.each(['169.254.169.253/32', '169.254.170.23/32', '169.254.20.10/32', 'fd00:ec2::253/128', '::ffff:10.0.0.1/128'])(
  '%s is a peer',
  (network) => expect(() => Peer.cidr(network)).not.toThrow(),
);

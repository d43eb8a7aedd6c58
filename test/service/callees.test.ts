import { GitOpsApp, MicroserviceInfra, Peer } from '@golden-path/constructs';
import type { ConnectOptions, GitOpsAppProps, PlatformProps } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { isTypo } from '../../lib/core/text';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, resources, synthApp } from '../support/synth';
import type { Json } from '../support/synth';

const IMAGE = { image: 'ghcr.io/acme/ledger', imageTag: '1' };

type Call = (checkout: MicroserviceInfra, ledger: MicroserviceInfra) => void;

/** A caller and `ledger`, whose application is as it is said, or none. */
function two(call: Call, app?: Partial<GitOpsAppProps>, props: Partial<PlatformProps> = {}) {
  return (root: App) => {
    const platform = aPlatform(props);
    const ledger = aService(root, { serviceName: 'ledger' }, { platform });
    call(aService(root, {}, { platform }), ledger);
    if (app) new GitOpsApp(ledger.node.scope!, 'App', { ...IMAGE, ...app, service: ledger });
  };
}

const refusal = (build: (root: App) => void) => thrownBy(() => synthApp(build));
const policies = (json: Json) => Object.keys(resources(json, 'kubernetes_network_policy_v1'));

describe('the name of a service', () => {
  const naming = (name: string, props?: Partial<PlatformProps>) =>
    two((checkout) => void MicroserviceInfra.fromServiceName(checkout, 'Other', name), undefined, props);

  test('that is one of the app, misspelt, is refused with what was meant', () => {
    const error = refusal(naming('legder'));
    expect(error).toMatchObject({ code: 'InvalidRule', where: 'App' });
    expect(error.problems).toEqual([
      {
        path: 'checkout-staging/Infra/Other',
        got: "the service 'legder'",
        allowed: "a service of 'staging': this app has 'checkout', 'ledger', and other repositories have services of other names",
        fix: "did you mean 'ledger'? If another repository owns 'legder', add it to the services of its team in the platform",
      },
    ]);
  });

  test('is compared wherever a peer is made of it', () => {
    for (const verb of ['allowFrom', 'allowTo'] as const) {
      const { problems } = refusal(two((checkout) => void checkout[verb](Peer.service('ledgers'), 8080, 'x')));
      expect(problems.map(({ path, got }) => [path, got])).toEqual([['checkout-staging/Infra', "the service 'ledgers'"]]);
    }
  });

  test('is known if the platform gives it to a team by its whole name', () => {
    const known = (services: string[]) => naming('ledgers', { teams: [{ name: 'payments', services }, { name: 'platform' }] });
    expect(() => synthApp(known(['ledgers']))).not.toThrow();
    expect(refusal(known(['ledger*'])).problems[0].got).toBe("the service 'ledgers'");
  });

  test('is compared with those of its own environment', () => {
    const build = (root: App) => {
      const platform = aPlatform();
      aService(root, { serviceName: 'ledger' }, { platform, environment: 'production' });
      aService(root, {}, { platform }).allowTo(Peer.service('legder'), 8080, 'x');
    };
    expect(() => synthApp(build)).not.toThrow();
  });

  test.each([
    ['legder', 'ledger'], ['ledgr', 'ledger'], ['ledgerr', 'ledger'], ['lodger', 'ledger'], ['paymentservice', 'payment-service'],
    ['payment-servce', 'payment-service'],
  ])('%s is %s', (written, meant) => expect([isTypo(written, meant), isTypo(meant, written)]).toEqual([true, true]));

  test.each([
    ['ledger', 'ledger'], ['order-api', 'order-app'], ['worker-1', 'worker-2'], ['worker-v1', 'worker'], ['ledger', 'lesson'],
    ['web', 'wep'], ['order-worker', 'orders-workers'], ['payment-service', 'shipment-service'],
  ])('%s is not %s', (written, other) => expect([isTypo(written, other), isTypo(other, written)]).toEqual([false, false]));
});

describe('a port', () => {
  const to8081 = two((checkout) => void checkout.allowTo(Peer.service('ledger'), 8081, 'x'), { port: 8080, metricsPort: 9090 });

  test('that the callee does not serve is refused with those that it does', () => {
    expect(refusal(to8081)).toMatchObject({ code: 'InvalidRule' });
    expect(refusal(to8081).problems).toEqual([
      {
        path: 'checkout-staging/Infra',
        got: "port 8081 of 'ledger'",
        allowed: 'a port that its application serves: 8080, 9090',
        fix: 'use 8080, or give its GitOpsApp the port, such as one of extraPorts',
      },
    ]);
  });

  test.each<[string, Partial<GitOpsAppProps>]>([
    ['port', { port: 8081 }],
    ['metricsPort', { port: 8080, metricsPort: 8081 }],
    ['extraPorts', { port: 8080, extraPorts: [{ name: 'admin', port: 8081 }] }],
    ['sidecars', { port: 8080, sidecars: [{ name: 'proxy', image: 'proxy:1', ports: [{ name: 'proxy', port: 8081 }] }] }],
  ])('is one of %s', (_, app) => {
    expect(() => synthApp(two((checkout) => void checkout.allowTo(Peer.service('ledger'), 8081, 'x'), app))).not.toThrow();
  });

  test('is compared with its protocol, and a range with what lies in it', () => {
    const udp = { port: 8080, extraPorts: [{ name: 'media', port: 8085, udp: true }] };
    const opened = (options: object) => two((checkout) => void checkout.allowTo(Peer.service('ledger'), 8081, 'x', options), udp);
    expect(() => synthApp(opened({ endPort: 8090, protocol: 'UDP' }))).not.toThrow();
    expect(refusal(opened({ endPort: 8090 })).problems[0].got).toBe("port 8081-8090 of 'ledger'");
    expect(refusal(opened({ protocol: 'UDP' })).problems[0].got).toBe("port 8081/UDP of 'ledger'");
  });

  test('of the service itself is compared where it lets another one in', () => {
    const build = two((_, ledger) => void ledger.allowFrom(Peer.service('checkout'), 8081, 'x'), { port: 8080 });
    expect(refusal(build).problems.map(({ path, got }) => [path, got])).toEqual([['ledger-staging/Infra', "port 8081 of 'ledger'"]]);
  });

  test('of a service without an application, or of a worker, is unknown or none', () => {
    const call = (checkout: MicroserviceInfra) => void checkout.allowTo(Peer.service('ledger'), 8081, 'x');
    expect(() => synthApp(two(call))).not.toThrow();
    expect(refusal(two(call, {})).problems[0]).toMatchObject({
      allowed: 'a port that its application serves: no port',
      fix: 'give its GitOpsApp the port, such as one of extraPorts',
    });
  });
});

describe('connectTo without a port', () => {
  const connect = (options?: ConnectOptions): Call => (checkout, ledger) => checkout.connectTo(ledger, options);

  test('takes that of the callee, which says it later or earlier', () => {
    const later = synthApp(two(connect(), { port: 8083 }));
    expect(policies(later['checkout-staging'])).toContain('allow-to-ledger-8083');
    expect(policies(later['ledger-staging'])).toContain('allow-from-checkout-8083');
    const earlier = (build: Call) => (root: App) => {
      const platform = aPlatform();
      const ledger = aService(root, { serviceName: 'ledger' }, { platform });
      new GitOpsApp(ledger.node.scope!, 'App', { ...IMAGE, port: 8083, service: ledger });
      build(aService(root, {}, { platform }), ledger);
    };
    const byName = (checkout: MicroserviceInfra) => checkout.connectTo(MicroserviceInfra.fromServiceName(checkout, 'Ledger', 'ledger'));
    for (const build of [connect(), byName]) {
      let checkout!: MicroserviceInfra;
      const stacks = synthApp(earlier((caller, ledger) => { checkout = caller; build(caller, ledger); }));
      expect(policies(stacks['checkout-staging'])).toContain('allow-to-ledger-8083');
      expect(checkout.environmentVariables.find(({ name }) => name === 'LEDGER_PORT')!.value).toBe('8083');
    }
  });

  test('keeps its other options, and is one dependency', () => {
    let caller!: MicroserviceInfra;
    const connectAs = (checkout: MicroserviceInfra, ledger: MicroserviceInfra) => {
      caller = checkout;
      checkout.connectTo(ledger, { envPrefix: 'BOOKS_', reason: 'payments are booked' });
    };
    synthApp(two(connectAs, { port: 80 }));
    expect(caller.environmentVariables).toEqual([
      { name: 'BOOKS_HOST', value: 'ledger.ledger-staging.svc.cluster.local' }, { name: 'BOOKS_PORT', value: '80' },
    ]);
    expect(caller.dependencies).toHaveLength(1);
  });

  test.each([[undefined], [{ metricsPort: 9090 }]])('is refused if nobody says it: %j', (app) => {
    expect(refusal(two(connect(), app)).problems).toEqual([
      {
        path: 'connectTo at checkout-staging/Infra',
        got: "no port of 'ledger'",
        allowed: 'an integer from 1 to 65535, unless a GitOpsApp of the service in the same app has a port',
        fix: 'give port, as in { port: 8080 }',
      },
    ]);
  });

  test('is checked where it is called, whatever else is wrong', () => {
    const service = aService(new App({ outdir: '/nonexistent-but-unused' }), {}, { platform: aPlatform() });
    const other = aService(service.node.root as App, { serviceName: 'ledger' }, { platform: aPlatform(), environment: 'production' });
    expect(TerraformStack.of(other).node.id).toBe('ledger-production');
    expect(thrownBy(() => service.connectTo(other)).problems[0].got).toContain("'production'");
    expect(thrownBy(() => service.connectTo(other, { prefix: 1 } as object)).problems[0].path).toBe('options.prefix');
  });
});

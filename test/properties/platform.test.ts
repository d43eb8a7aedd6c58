import { Peer, Platform } from '@golden-path/constructs';
import type { PlatformProps, PortOptions } from '@golden-path/constructs';
import { App } from 'cdktf';
import fc from 'fast-check';
import { junk, sentence } from '../support/arbitraries';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform, platformProps } from '../support/platform';
import { aService } from '../support/synth';

/** Every prop of the platform, of an environment, a team and the defaults, by its path in the definition. */
const PATHS = [
  ...['organization', 'domain', 'environments', 'teams', 'gitOpsRepository', 'imageRegistry', 'chartRepository', 'defaults'],
  ...[
    ...Object.keys(anEnvironment()),
    'production',
    'oidcIssuer',
    'vpcCidr',
    'vpcSecondaryCidrs',
    'dualStack',
    'nodeLocalDns',
    'apiServerCidrs',
    'networkPolicyEngine',
    'gatewayNamespace',
    'gatewayProxyNamespace',
    'gatewayProxyPodLabels',
    'acmeHttp01Solver',
    'databaseSubnetGroup',
    'databaseSecurityGroupIds',
    'awsEndpointCidrs',
    'dnsNamespace',
    'dnsPodLabels',
    'dnsCidrs',
    'ingressClass',
    'ingressNamespace',
    'ingressPodLabels',
    'ingressCidrs',
    'monitoringNamespace',
    'monitoringSelectorLabels',
    'secretStoreName',
    'secretBackend',
    'crossplaneApi',
    'crossplaneProviderConfig',
    'kafkaNamespace',
    'kafkaCluster',
    'argoCdDestination',
    'argoCdNamespace',
  ].map((key) => `environments.0.${key}`),
  ...['name', 'catalogGroup', 'costCenter', 'slackChannel', 'pagerDutyId'].map((key) => `teams.0.${key}`),
  ...[
    'replicaCount',
    'maxReplicaFactor',
    'cpuRequest',
    'memoryRequest',
    'memoryLimitFactor',
    'targetCpuPercent',
    'surgePercent',
    'jobPods',
    'sidecarCpuRequest',
    'sidecarMemoryRequest',
  ].map((key) => `defaults.${key}`),
];

/** No prop takes these, whatever it is for. */
const neverValid = fc.constantFrom<unknown>(null, NaN, -1, 1.5, '', '${file("/etc/passwd")}', '"}{"', 'a\nb', '日本', 10n, () => 1);

function definition(changes: readonly (readonly [string, unknown])[]): PlatformProps {
  const props = { ...platformProps(), defaults: {} } as unknown as Record<string, Record<string, Record<string, unknown>>>;
  for (const [path, value] of changes) {
    const [first, second, third] = path.split('.');
    if (third && props[first]?.[second]) props[first][second][third] = value;
    else if (second && !third && props[first]) (props[first] as Record<string, unknown>)[second] = value;
    else if (!second) (props as Record<string, unknown>)[first] = value;
  }
  return props as unknown as PlatformProps;
}

/** `environments.0.name` as an error writes it. */
const written = (path: string) => path.replace(/\.(\d+)\./, '[$1].');

test('every wrong value of a definition is named, all in one error', () => {
  const nested = PATHS.filter((path) => path.includes('.'));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...nested), neverValid), { minLength: 1, maxLength: 6, selector: ([path]) => path }),
      (changes) => {
        const paths = thrownBy(() => new Platform(definition(changes))).problems.map(({ path }) => path);
        for (const [path] of changes) expect(paths.some((found) => found.startsWith(written(path)))).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('whatever is passed in, a definition is refused with what was changed, or makes a platform that works', () => {
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(fc.constantFrom(...PATHS), junk, (path, value) => {
      let platform: Platform;
      try {
        platform = new Platform(definition([[path, value]]));
      } catch (error) {
        expect(error).toMatchObject({ name: 'GoldenPathError', code: 'InvalidProps' });
        refused += 1;
        return;
      }
      accepted += 1;
      const [environment] = platform.environments;
      aService(
        new App({ outdir: '/nonexistent-but-unused' }),
        { teamName: platform.teams[0].name },
        { platform, environment: environment.name },
      );
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(1000);
});

test('whatever ports a verb is given, they are refused with the fields that are wrong, or make a policy of a name of its own', () => {
  const service = aService(new App({ outdir: '/nonexistent-but-unused' }), {}, { platform: aPlatform() });
  const names = new Map<string, string>();
  const isPort = (value: unknown) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
  const port = fc.integer({ min: 1, max: 65535 });
  const protocols = fc.oneof(fc.constantFrom('TCP', 'UDP', 'SCTP', undefined), junk);
  const someOptions = fc.record({ endPort: fc.oneof(fc.constant(undefined), port, junk), protocol: protocols });
  const peers = fc.constantFrom('ledger', 'ledger-80', 'ledger-80-90').map((name) => ({ name, peer: Peer.service(name) }));
  fc.assert(
    fc.property(peers, port, someOptions, ({ name, peer }, first, options) => {
      const call = () => service.allowTo(peer, first, 'it books payments', options as PortOptions);
      const { protocol = 'TCP', endPort } = options;
      const wrong = [
        ...(['TCP', 'UDP', 'SCTP'].includes(protocol as string) ? [] : ['options.protocol']),
        ...(endPort === undefined || (isPort(endPort) && (endPort as number) >= first) ? [] : ['options.endPort']),
      ];
      if (wrong.length > 0) return void expect(thrownBy(call).problems.map(({ path }) => path).sort()).toEqual(wrong.sort());
      const policy = call();
      const meant = JSON.stringify([name, first, endPort ?? first, protocol]);
      expect(names.get(policy.metadata.nameInput!) ?? meant).toBe(meant);
      names.set(policy.metadata.nameInput!, meant);
    }),
    { numRuns: 1000 },
  );
  expect(names.size).toBeGreaterThan(100);
});

test('whatever a verb is given, it is refused with a list of problems or makes a policy', () => {
  const service = aService(new App({ outdir: '/nonexistent-but-unused' }), {}, { platform: aPlatform() });
  const peers = fc.oneof(
    fc.constant(Peer.namespace('monitoring')),
    fc.constant(Peer.internet()),
    fc.constant(Peer.cidr('10.0.0.0/8')),
    fc.constant(Peer.service('ledger')),
    junk,
  );
  fc.assert(
    fc.property(peers, fc.oneof(fc.integer({ min: 1, max: 65535 }), junk), fc.oneof(sentence, junk), (peer, port, why) => {
      const call = () => service.allowTo(peer as Peer, port as number, why as string);
      const wrong = [
        ...(peer instanceof Peer ? [] : ['peer']),
        ...(Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65535 ? [] : ['port']),
        ...(typeof why === 'string' && /\S/.test(why) && why.length <= 16384 ? [] : ['reason']),
      ];
      if (wrong.length > 0) expect(thrownBy(call).problems.map(({ path }) => path)).toEqual(wrong);
      else expect(call().metadata.nameInput).toMatch(/^allow-to-[a-z0-9.-]+-\d+$/);
    }),
    { numRuns: 1000 },
  );
});

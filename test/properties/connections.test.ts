import { Access, KafkaTopic, MicroserviceInfra, ObjectBucket, PostgresDatabase, PlatformStack, SecretBackend, DataPlatform } from '@golden-path/constructs';
import type { ConnectOptions, IConnectable } from '@golden-path/constructs';
import type { TerraformStack } from 'cdktf';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { candidates, integers, junk, sentence } from '../support/arbitraries';
import type { Candidate } from '../support/arbitraries';
import { BUCKET, DATABASE, platformWith, TOPIC } from '../support/data';
import { valuesOf, wrongIn } from '../support/data-arbitraries';
import { thrownBy } from '../support/errors';
import { inMemory } from '../support/manifests';

const PREFIX = /^[A-Z][A-Z0-9_]*$/;
const REASON = (value: unknown) => typeof value === 'string' && /\S/.test(value) && value.length <= 16384;
const ACCESS: readonly unknown[] = Object.values(Access);

const LEFT_OUT: Candidate<unknown> = { value: undefined, valid: true };

const OPTIONS = {
  envPrefix: candidates(
    fc.stringMatching(PREFIX).filter((value) => value.length <= 100),
    fc.oneof(fc.constantFrom('a_', '_A', 'A-', '1', 'A'.repeat(101)), junk).filter(
      (value) => value !== undefined && !(typeof value === 'string' && value.length <= 100 && PREFIX.test(value)),
    ),
  ),
  access: candidates(fc.constantFrom(...Object.values(Access)), junk.filter((value) => value !== undefined && !ACCESS.includes(value))),
  port: integers(1, 65535),
  why: candidates(sentence, junk.filter((value) => value !== undefined && !REASON(value))),
};

/** What a kind does not read is mostly left out. */
const optionsFor = (unread: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      Object.entries<fc.Arbitrary<Candidate<unknown>>>(OPTIONS).map(([name, arbitrary]) => [
        name,
        unread.includes(name) ? fc.oneof({ weight: 5, arbitrary: fc.constant(LEFT_OUT) }, { weight: 1, arbitrary }) : arbitrary,
      ]),
    ),
  );

/** What is connected, and the options that its kind does not read. */
const TARGETS: Record<string, { readonly make: (stack: TerraformStack) => IConnectable; readonly unread: (keyof ConnectOptions)[] }> = {
  database: { make: (stack) => new PostgresDatabase(stack, 'Data', DATABASE), unread: ['access', 'port'] },
  bucket: { make: (stack) => new ObjectBucket(stack, 'Data', BUCKET), unread: ['port'] },
  topic: { make: (stack) => new KafkaTopic(stack, 'Data', TOPIC), unread: ['port'] },
  service: { make: (stack) => MicroserviceInfra.fromServiceName(stack, 'Data', 'ledger'), unread: ['access'] },
};

test.each(Object.entries(TARGETS))('a %s is connected however it is asked for, or refused with every option that is wrong', (kind, { make, unread }) => {
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(optionsFor(unread), (options) => {
      let target: IConnectable | undefined;
      const service = inMemory((stack) => (target = make(stack)));
      const connect = () => service.connectTo(target!, valuesOf(options));
      const wrong = wrongIn(options, []);
      const useless = unread.filter((option) => options[option].value !== undefined);
      const missing = kind === 'service' && options.port.value === undefined ? ['port'] : [];
      // What is wrong by itself is said first: what follows from the kind can only be told of sound options.
      const [expected] = [wrong, missing, useless].filter((paths) => paths.length > 0);
      if (expected) {
        refused += 1;
        const error = thrownBy(connect);
        expect(error.code).toBe('InvalidRule');
        expect(error.problems.map(({ path }) => path.replace('options.', '')).sort()).toEqual([...expected].sort());
        expect(service.dependencies).toEqual([]);
        return;
      }
      accepted += 1;
      connect();
      const prefix = options.envPrefix.value as string | undefined;
      const own = service.environmentVariables.filter(({ name }) => prefix !== undefined && name.startsWith(prefix));
      if (prefix !== undefined) expect(own.length).toBeGreaterThan(0);
      expect(service.dependencies.map((dependency) => dependency.kind.name)).toEqual([kind]);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(0);
});

const PATH = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;
const path = candidates(
  fc.stringMatching(PATH).filter((value) => value.length <= 200),
  fc.oneof(fc.constantFrom('/a', 'a/', 'a b', 'a'.repeat(201)), junk).filter(
    (value) => value !== undefined && !(typeof value === 'string' && value.length <= 200 && PATH.test(value)),
  ),
);
const ADDRESS = /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/;

test('the platform of data takes any props, or refuses them in one error that names every one', () => {
  const props = fc.record({
    vaultAddress: candidates(
      fc.constantFrom('https://vault.acme.io', 'https://10.0.0.1:8200'),
      fc.oneof(fc.constantFrom('http://vault', 'https://vault/', 'https://'), junk).filter(
        (value) => value !== undefined && !(typeof value === 'string' && ADDRESS.test(value)),
      ),
    ),
    vaultPath: path,
    vaultMountPath: path,
    vaultRole: path,
  });
  const platform = platformWith({ secretBackend: SecretBackend.VAULT });
  const stack = new PlatformStack(new App({ outdir: '/nonexistent-but-unused' }), 'platform-staging', { platform, environment: 'staging' });
  let [count, accepted] = [0, 0];
  fc.assert(
    fc.property(props, (given) => {
      const make = () => new DataPlatform(new Construct(stack, `${(count += 1)}`), 'Data', valuesOf(given));
      const wrong = wrongIn(given, ['vaultAddress']);
      if (wrong.length > 0) {
        const { code, problems } = thrownBy(make);
        expect([code, ...problems.map((problem) => problem.path).sort()]).toEqual(['InvalidProps', ...[...new Set(wrong)].sort()]);
        return;
      }
      accepted += 1;
      const stores = make().manifests.filter(({ kind }) => kind === 'ClusterSecretStore').map((object) => object.toJson().spec.provider);
      const { vaultAddress, vaultPath = 'secret', vaultMountPath = 'kubernetes', vaultRole = 'external-secrets' } = valuesOf(given);
      const kubernetes = { mountPath: vaultMountPath, role: vaultRole };
      expect(stores[1]).toEqual({ vault: { server: vaultAddress, path: vaultPath, version: 'v2', auth: { kubernetes } } });
    }),
    { numRuns: 200 },
  );
  expect(accepted).toBeGreaterThan(0);
});

import { CacheTier, DatabaseTier, PostgresDatabase, Provisioner, RedisCache } from '@golden-path/constructs';
import type { PlatformProps } from '@golden-path/constructs';
import { COMPOSITIONS, composedBy, synthDataPlatform } from '../support/compositions';
import { CACHE, DATABASE } from '../support/data';
import { thrownBy } from '../support/errors';
import { synthData } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { only } from '../support/synth';
import type { Json } from '../support/synth';

const TIERS: Partial<PlatformProps> = {
  databaseTiers: [{ name: 'large', instanceClass: 'db.r6g.4xlarge' }],
  cacheTiers: [{ name: 'huge', nodeType: 'cache.r7g.4xlarge' }],
};

const platform = aPlatform(TIERS);
const database = (tier: unknown, props: object = {}, options: object = { platform }) =>
  synthData((stack) => new PostgresDatabase(stack, 'Data', { ...DATABASE, tier: tier as DatabaseTier, ...props }), options);
const cache = (tier: unknown, options: object = { platform }) =>
  synthData((stack) => new RedisCache(stack, 'Data', { ...CACHE, tier: tier as CacheTier }), options);
const problemsOf = (make: () => unknown) => thrownBy(make).problems;
const tierIn = (manifests: Record<string, Json>) => Object.values(manifests)[0].spec.parameters.tier;

describe('a tier that the platform adds', () => {
  test('is asked for by its name', () => {
    expect(tierIn(database(DatabaseTier.of('large')).manifests)).toBe('large');
    expect(tierIn(cache(CacheTier.of('huge')).manifests)).toBe('huge');
  });

  test('has its class in Terraform', () => {
    const { json } = database(DatabaseTier.of('large'), { provisioner: Provisioner.TERRAFORM });
    expect(only(json, 'aws_db_instance').instance_class).toBe('db.r6g.4xlarge');
  });

  test.each([
    ['postgres', 'postgresqlinstances', 'instance', 'large', 'db.r6g.4xlarge', 'db.t3.micro'],
    ['redis', 'rediscaches', 'replication-group', 'huge', 'cache.r7g.4xlarge', 'cache.t4g.micro'],
  ] as const)('is in the definition and the Composition of %s', (kind, plural, resource, tier, size, dev) => {
    const { documents } = synthDataPlatform({ platform });
    const { spec } = documents[`compositeresourcedefinition-${plural}.platform.acme.io.yaml`];
    const { properties } = spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters;
    expect(properties.tier.enum).toEqual(['dev', 'standard', 'performance', tier]);
    const { patches } = composedBy(documents[COMPOSITIONS[kind]])[resource];
    const { transforms } = patches.find(({ fromFieldPath }: Json) => fromFieldPath === 'spec.parameters.tier');
    expect(transforms[0].map).toMatchObject({ dev, [tier]: size });
  });

  test('is one of the platform, beside those of the library as its defaults have them', () => {
    const { databaseTiers, cacheTiers } = aPlatform({ ...TIERS, defaults: { databaseClassDev: 'db.t4g.micro' } });
    expect(databaseTiers).toEqual({
      dev: 'db.t4g.micro', standard: 'db.t3.medium', performance: 'db.r6g.large', large: 'db.r6g.4xlarge',
    });
    expect(cacheTiers).toEqual({
      dev: 'cache.t4g.micro', standard: 'cache.t4g.medium', performance: 'cache.r7g.large', huge: 'cache.r7g.4xlarge',
    });
  });
});

test('a tier of another platform or of another kind is refused', () => {
  expect(problemsOf(() => database(DatabaseTier.of('large'), {}, {}))).toEqual([{
    path: 'tier',
    got: "'large'",
    allowed: "one of 'dev', 'standard', 'performance'",
    fix: "use one of these, such as 'dev'",
  }]);
  expect(problemsOf(() => database(CacheTier.DEV))).toMatchObject([{ path: 'tier' }]);
  expect(problemsOf(() => cache(DatabaseTier.DEV))).toMatchObject([{ path: 'tier' }]);
  expect(problemsOf(() => cache(CacheTier.of('large')))).toMatchObject([{ path: 'tier', got: "'large'" }]);
});

test('a tier is taken as text too, as JSON and JavaScript have it', () => {
  expect(tierIn(database('standard').manifests)).toBe('standard');
  expect(tierIn(cache('huge').manifests)).toBe('huge');
});

test.each([DatabaseTier, CacheTier])('a name that no tier can have is refused', (kind) => {
  expect(`${kind.of('extra-large')} ${kind.DEV.name}`).toBe('extra-large dev');
  for (const name of ['', 'Large', 'a--b', '1a', 'a'.repeat(41), 5 as never]) {
    expect(thrownBy(() => kind.of(name))).toMatchObject({ code: 'InvalidRule', problems: [{ path: 'name' }] });
  }
});

test.each<[string, unknown, object]>([
  ['no list', { name: 'large' }, { path: 'databaseTiers', allowed: 'a list' }],
  ['no object', ['large'], { path: 'databaseTiers[0]', fix: "write { name: '...', instanceClass: '...' }" }],
  ['no class', [{ name: 'large' }], { path: 'databaseTiers[0].instanceClass', got: 'nothing' }],
  ['a class of another service', [{ name: 'large', instanceClass: 'cache.r7g.large' }], { path: 'databaseTiers[0].instanceClass' }],
  ['another key', [{ name: 'large', instanceClass: 'db.r6g.large', nodeType: 'x' }], { path: 'databaseTiers[0].nodeType' }],
  ['a name that is none', [{ name: 'Large', instanceClass: 'db.r6g.large' }], { path: 'databaseTiers[0].name' }],
  ['a tier of the library', [{ name: 'dev', instanceClass: 'db.r6g.large' }], {
    path: 'databaseTiers[0].name', fix: "use defaults: { databaseClassDev: '...' } to change this tier",
  }],
  ['a tier twice', [{ name: 'large', instanceClass: 'db.r6g.large' }, { name: 'large', instanceClass: 'db.r6g.xlarge' }], {
    path: 'databaseTiers[1].name', fix: 'rename one of the two',
  }],
])('a platform whose tiers have %s is refused', (_, databaseTiers, problem) => {
  expect(problemsOf(() => aPlatform({ databaseTiers: databaseTiers as never }))).toMatchObject([problem]);
});

test('tiers of caches are checked by their own limits', () => {
  const cacheTiers = [{ name: 'standard', nodeType: 'db.r6g.large' }];
  expect(problemsOf(() => aPlatform({ cacheTiers }))).toMatchObject([
    { path: 'cacheTiers[0].nodeType' },
    { path: 'cacheTiers[0].name', fix: "use defaults: { cacheNodeStandard: '...' } to change this tier" },
  ]);
});

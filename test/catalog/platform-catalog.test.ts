import { CrossplaneApi, DataPlatform, PlatformCatalog, PlatformStack } from '@golden-path/constructs';
import type { Platform, PlatformCatalogProps } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { Catalog } from '../../lib/repository/catalog/catalog';
import { anEnvironment } from '../support/platform';
import type { Json } from '../support/synth';
import { addService, catalogPlatform, entitiesIn, referencesOf, relationsIn, repositoriesOf, SETTINGS } from './support';

interface Options {
  readonly platform?: Platform;
  readonly environments?: readonly string[];
  readonly data?: boolean;
  readonly more?: (app: App, platform: Platform) => void;
}

/** The files of a platform's catalog, each with its entities. */
function filesOf(props: PlatformCatalogProps = {}, options: Options = {}): Record<string, Json[]> {
  const { data = false, environments = ['staging', 'production'], more, platform = catalogPlatform() } = options;
  const files = repositoriesOf((app) => {
    for (const environment of environments) {
      const stack = new PlatformStack(app, `platform-${environment}`, { platform, environment });
      if (data) new DataPlatform(stack, 'Data');
      new PlatformCatalog(stack, 'Catalog', props);
    }
    more?.(app, platform);
  });
  const own = Object.entries(files).filter(([file]) => file.startsWith('platform/catalog/'));
  return Object.fromEntries(own.map(([file, text]) => [file.slice('platform/catalog/'.length), entitiesIn(text)]));
}

const byName = (entities: readonly Json[], name: string): Json => entities.find(({ metadata }) => metadata.name === name);

test('without props it has a group for each team, the areas, what is offered, and a list of them', () => {
  const files = filesOf();
  expect(Object.keys(files)).toEqual(['catalog-info.yaml', 'groups.yaml', 'offering.yaml', 'systems.yaml']);
  expect(files['groups.yaml'].map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
    ['payments-team', { type: 'team', children: [] }],
    ['platform', { type: 'team', children: [] }],
  ]);
  expect(files['systems.yaml'].map(({ kind, metadata, spec }) => [kind, metadata.name, spec])).toEqual([
    ['Domain', 'commerce', { owner: 'group:payments-team' }],
    ['System', 'shop', { owner: 'group:payments-team', domain: 'commerce' }],
  ]);
  expect(files['catalog-info.yaml'][0].spec).toEqual({ targets: ['./groups.yaml', './systems.yaml', './offering.yaml'] });
});

test('groups have what is said of them, above and below each other', () => {
  const groups = [
    { name: 'payments-team', title: 'Payments', email: 'pay@acme.io', picture: 'https://acme.io/a.png', parent: 'engineering', description: 'Money' },
    { name: 'engineering' },
  ];
  const { 'groups.yaml': written } = filesOf({ groups });
  expect(byName(written, 'payments-team')).toMatchObject({
    metadata: { description: 'Money' },
    spec: { type: 'team', parent: 'engineering', profile: { displayName: 'Payments', email: 'pay@acme.io', picture: 'https://acme.io/a.png' } },
  });
  expect(byName(written, 'engineering').spec).toEqual({ type: 'department', children: ['payments-team'] });
});

test('two teams may have one group', () => {
  const teams = [{ name: 'payments', catalogGroup: 'money' }, { name: 'refunds', catalogGroup: 'money' }, { name: 'platform' }];
  const { 'groups.yaml': written } = filesOf({}, { platform: catalogPlatform(SETTINGS, { teams }) });
  expect(written.map(({ metadata }) => metadata.name)).toEqual(['money', 'platform']);
});

test('groups that the catalog has from elsewhere are not written, and are owners all the same', () => {
  const files = filesOf({ importedGroups: true });
  expect(Object.keys(files)).not.toContain('groups.yaml');
  expect(byName(files['systems.yaml'], 'shop').spec.owner).toBe('group:payments-team');
});

test('the list has the services of the app, those of other repositories, and more addresses', () => {
  const platform = catalogPlatform({ ...SETTINGS, services: ['ledger', 'checkout'], codeUrl: 'https://git.acme.io', branch: 'trunk' });
  const files = filesOf({ locations: ['https://acme.io/more.yaml'] }, { platform, more: (app) => void addService(app, { platform, entry: { repository: 'acme/shop' } }) });
  expect(files['services.yaml'][0].spec).toEqual({
    type: 'url',
    targets: [
      'https://acme.io/more.yaml',
      'https://git.acme.io/acme/ledger/blob/trunk/catalog-info.yaml',
      'https://git.acme.io/acme/shop/blob/trunk/catalog-info.yaml',
    ],
  });
});

test.each([[CrossplaneApi.V2, CrossplaneApi.V1], [CrossplaneApi.V1, CrossplaneApi.V2]])('what services can request in production is an API: %s', (crossplaneApi, other) => {
  const environments = [anEnvironment({ name: 'production', crossplaneApi }), anEnvironment({ crossplaneApi: other })];
  const offered = filesOf({}, { data: true, platform: catalogPlatform(SETTINGS, { environments }) })['offering.yaml'];
  const apis = offered.filter(({ kind }) => kind === 'API');
  expect(apis.map(({ metadata }) => metadata.title)).toEqual(['ObjectBucket', 'PostgreSQLInstance', 'RedisCache']);
  expect(apis[1].spec.definition).toContain(`apiVersion: apiextensions.crossplane.io/${crossplaneApi}\nkind: CompositeResourceDefinition\n`);
  expect(byName(offered, 'data-platform').spec.providesApis).toEqual(apis.map(({ metadata }) => metadata.name));
});

test('a roadmap has what is planned as its parts', () => {
  const offered = filesOf({ roadmap: [{ name: 'previews', title: 'Previews', due: '2027-q2' }] })['offering.yaml'];
  expect(byName(offered, 'previews')).toMatchObject({
    metadata: { title: 'Previews', tags: ['2027-q2'] },
    spec: { type: 'roadmap-item', lifecycle: 'planned', subcomponentOf: 'component:platform-roadmap' },
  });
  const present = referencesOf([...offered]);
  const parts = relationsIn(offered).filter(({ field }) => ['subcomponentOf', 'system', 'providesApis'].includes(field));
  expect(parts.filter(({ to }) => !present.includes(to))).toEqual([]);
});

test('the system of what is offered may be one that the platform declares', () => {
  const offered = filesOf({ system: 'shop', repository: 'acme/tools' })['offering.yaml'];
  expect(offered.filter(({ kind }) => kind === 'System')).toEqual([]);
  expect(byName(offered, 'golden-path-chart').spec.system).toBe('shop');
  expect(byName(offered, 'golden-path-chart').metadata.annotations['github.com/project-slug']).toBe('acme/tools');
});

test('a file with more entities is listed once', () => {
  const add = (app: App) => { for (const path of ['../templates/b.yaml', '../templates/a.yaml', '../templates/b.yaml']) Catalog.of(app).addTarget(path); };
  expect(filesOf({}, { more: add })['catalog-info.yaml'][0].spec.targets.slice(3)).toEqual(['../templates/a.yaml', '../templates/b.yaml']);
});

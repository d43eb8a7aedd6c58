import { ApiType, CatalogEntry, MicroserviceInfra, ObjectBucket, PlatformCatalog, PlatformStack, PostgresDatabase, SnsTopic } from '@golden-path/constructs';
import type { CatalogEntryProps, CatalogSettings, PlatformCatalogProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Problem } from '../../lib/core/problems';
import { BUCKET, DATABASE } from '../support/data';
import { thrownBy } from '../support/errors';
import { platformProps } from '../support/platform';
import { temporaryFolder } from '../support/synth';
import { addService, catalogPlatform, serviceEntities, SETTINGS } from './support';
import type { EntryOptions } from './support';

const refused = (options: EntryOptions): readonly Problem[] => thrownBy(() => serviceEntities(options)).problems;

const STAGING = ['staging'];

test.each<[string, Readonly<Record<string, unknown>>, Partial<Problem>]>([
  ['no description', { description: undefined }, { path: 'description', got: 'nothing' }],
  ['an empty description', { description: ' \n' }, { path: 'description', allowed: 'text that is not empty, at most 200 characters' }],
  ['a system nobody declared', { system: 'shp' }, { path: 'system', allowed: "a system that the platform declares: 'shop'", fix: "did you mean 'shop'?" }],
  ['a system that is like none', { system: 'warehouse' }, { path: 'system', fix: 'add it to catalog.systems of the platform' }],
  ['a tag in capitals', { tags: ['PCI'] }, { path: 'tags[0]' }],
  ['a tag that is too long', { tags: ['x'.repeat(64)] }, { path: 'tags[0]' }],
  ['a tag with two hyphens', { tags: ['a--b'] }, { path: 'tags[0]' }],
  ['the key of an annotation that is none', { annotations: { 'a b/c': 'd' } }, { path: 'annotations key' }],
  ['a key whose domain ends in dots', { annotations: { 'acme..io/c': 'd' } }, { path: 'annotations key' }],
  ['a key with a part of a domain that is too long', { labels: { [`${'a'.repeat(64)}.io/c`]: 'd' } }, { path: 'labels key' }],
  ['an annotation of the catalog itself', { annotations: { 'backstage.io/orphan': 'true' } }, { path: 'annotations key', fix: 'remove it: the catalog writes it' }],
  ['the value of a label that is none', { labels: { 'acme.io/tier': 'very gold' } }, { path: "labels['acme.io/tier']" }],
  ['a link without a URL', { links: [{ title: 'Wiki' }] }, { path: 'links[0].url', got: 'nothing' }],
  ['a link to a script', { links: [{ url: 'javascript:alert(1)', title: 'Wiki' }] }, { path: 'links[0].url' }],
  ['a link to half an address', { links: [{ url: 'https://', title: 'Wiki' }] }, { path: 'links[0].url' }],
  ['an API without a definition', { apis: [{ type: ApiType.OPENAPI }] }, { path: 'apis[0].definition' }],
  ['a definition outside of the repository', { apis: [{ type: ApiType.OPENAPI, definition: 'a/../../b' }] }, { path: 'apis[0].definition', fix: "write a path inside of the repository, such as 'api/openapi.yaml'" }],
  ['an API of no known type', { apis: [{ type: 'soap', definition: 'a.wsdl' }] }, { path: 'apis[0].type' }],
  ['an API whose name is too long', { apis: [{ type: ApiType.OPENAPI, definition: 'a.yaml', name: 'x'.repeat(64) }] }, { path: 'apis[0].name' }],
  ['both annotations of Argo CD', { annotations: { 'argocd/app-name': 'a', 'argocd/app-selector': 'a=b' } }, { path: 'annotations', fix: 'remove argocd/app-name' }],
  ['a lifecycle that is none', { lifecycle: 'prodution' }, { path: 'lifecycle' }],
  ['a reference without a kind', { dependsOn: ['stripe'] }, { path: 'dependsOn[0]' }],
  ['a prop that nobody reads', { owner: 'payments' }, { path: 'owner', got: 'a prop that does not exist' }],
])('an entry is refused for %s', (_, entry, problem) => {
  expect(refused({ environments: STAGING, entry: entry as Partial<CatalogEntryProps> })).toEqual([expect.objectContaining(problem)]);
});

test('an entry stands in the stack of its service', () => {
  const app = new App({ outdir: temporaryFolder() });
  const platform = catalogPlatform();
  const [staging, production] = addService(app, { platform });
  const { code, problems } = thrownBy(() => new CatalogEntry(staging.node.scope!, 'Other', { service: production, description: 'Takes orders' }));
  expect([code, problems[0]]).toEqual(['InvalidRule', expect.objectContaining({ path: 'service', allowed: 'the MicroserviceInfra of the same stack' })]);
  const imported = MicroserviceInfra.fromServiceName(staging.node.scope!, 'Ledger', 'ledger');
  const other = thrownBy(() => new CatalogEntry(staging.node.scope!, 'Third', { service: imported as MicroserviceInfra, description: 'Keeps books' }));
  expect(other.code).toBe('InvalidRule');
});

const CALLS_LEDGER = (service: MicroserviceInfra) =>
  service.connectTo(MicroserviceInfra.fromServiceName(service.node.scope!, 'Ledger', 'ledger'), { port: 8080 });

test('a service of another repository that nobody knows is refused, with what would make it known', () => {
  const { code, problems } = thrownBy(() => serviceEntities({ environments: STAGING, build: CALLS_LEDGER }));
  expect(code).toBe('InvalidRule');
  expect(problems).toEqual([
    {
      path: 'checkout-staging/Catalog: dependsOn',
      got: "'component:ledger'",
      allowed: 'an entity of this app, or one that the platform knows',
      fix: "make a CatalogEntry for the service, add 'ledger' to catalog.services of the platform, or add 'component:ledger' to externals, or to catalog.externals of the platform",
    },
  ]);
});

test.each<[string, EntryOptions]>([
  ['the platform lists it', { platform: catalogPlatform({ services: ['ledger'] }) }],
  ['the platform has it from elsewhere', { platform: catalogPlatform({ externals: ['component:default/Ledger'] }) }],
  ['the entry says so', { entry: { externals: ['component:ledger'] } }],
  ['a team has it by its whole name', { platform: catalogPlatform({}, { teams: [{ name: 'payments' }, { name: 'platform', services: ['ledger'] }] }) }],
])('it is known if %s', (_, options) => {
  expect(serviceEntities({ ...options, build: CALLS_LEDGER })['Component checkout'].spec.dependsOn).toEqual(['component:ledger']);
});

test('a name that a team has by its beginning says nothing of a service', () => {
  const platform = catalogPlatform({}, { teams: [{ name: 'payments' }, { name: 'platform', services: ['led*'] }] });
  expect(refused({ platform, environments: STAGING, build: CALLS_LEDGER })).toHaveLength(1);
});

test('an API that nobody provides is refused, with the one that was meant', () => {
  const entry = { apis: [{ type: ApiType.OPENAPI, definition: 'a.yaml' }], consumesApis: ['checkot-api'] };
  expect(refused({ environments: STAGING, entry })).toEqual([
    expect.objectContaining({ path: 'checkout-staging/Catalog: consumesApis', got: "'checkot-api'", fix: expect.stringContaining("did you mean 'checkout-api'?") }),
  ]);
});

test('data of another repository that nobody knows is refused', () => {
  const build = (service: MicroserviceInfra) => service.connectTo(ObjectBucket.fromBucketName(service.node.scope!, 'Invoices', 'invoices'));
  expect(refused({ environments: STAGING, build })).toEqual([expect.objectContaining({ got: "'resource:invoices'" })]);
});

test('two data of one name clash, in whatever letters, over the whole app', () => {
  const app = new App({ outdir: temporaryFolder() });
  const platform = catalogPlatform();
  addService(app, { platform, environments: STAGING, build: ({ node }) => void new PostgresDatabase(node.scope!, 'Data', DATABASE) });
  addService(app, { platform, environments: STAGING, name: 'shop', build: ({ node }) => void new SnsTopic(node.scope!, 'Topic', { topicName: 'orders' }) });
  expect(thrownBy(() => app.synth()).problems).toEqual([
    {
      path: 'checkout-staging/Data, shop-staging/Topic',
      got: "2 entities 'resource:default/orders'",
      allowed: 'one entity of a kind and name in the catalog, in whatever letters',
      fix: "give one of them another name in the catalog, as in resourceNames: { 'topic/payments': 'payments-topic' }",
    },
  ]);
});

test('APIs of one name clash, whatever their letters', () => {
  const app = new App({ outdir: temporaryFolder() });
  const platform = catalogPlatform();
  for (const [name, api] of [['checkout', 'Orders'], ['shop', 'orders']]) {
    addService(app, { platform, name, environments: STAGING, entry: { apis: [{ type: ApiType.OPENAPI, definition: 'a.yaml', name: api }] } });
  }
  expect(thrownBy(() => app.synth()).problems).toEqual([expect.objectContaining({ got: "2 entities 'api:default/orders'", fix: 'give the name of one of the APIs' })]);
});

test('a name for data that the service does not have is refused', () => {
  const options = { environments: STAGING, build: ({ node }: MicroserviceInfra) => void new ObjectBucket(node.scope!, 'Data', BUCKET) };
  expect(refused({ ...options, entry: { resourceNames: { 'bucket/reciepts': 'a' } } })).toEqual([
    expect.objectContaining({ path: 'checkout-staging/Catalog: resourceNames', got: "'bucket/reciepts'", allowed: expect.stringContaining("'bucket/receipts'") }),
  ]);
});

test('environments that contradict each other are a conflict that names both', () => {
  const { code, problems } = thrownBy(() => serviceEntities({ entry: (environment) => ({ description: `In ${environment}`, annotations: { 'acme.io/a': environment } }) }));
  expect(code).toBe('StackConflict');
  expect(problems).toEqual([
    {
      path: 'checkout-staging/Catalog, checkout-production/Catalog: description',
      got: "'In staging' and 'In production'",
      allowed: 'one value: the stacks of all environments write the same entry of the catalog',
      fix: 'give the same value in every environment',
    },
    expect.objectContaining({ path: "checkout-staging/Catalog, checkout-production/Catalog: annotations['acme.io/a']" }),
  ]);
});

test('a domain of the platform that the catalog takes for no key is refused', () => {
  const platform = catalogPlatform(SETTINGS, { domain: `${'a'.repeat(70)}.io` });
  const paths = refused({ platform, environments: STAGING }).map(({ path }) => path);
  expect(paths).toContain("checkout-staging/Catalog: Component 'checkout' key");
});

test.each<[string, CatalogSettings, Partial<Problem>]>([
  ['a system whose owner is no team', { systems: [{ name: 'shop', owner: 'payment' }] }, { path: 'catalog.systems[0].owner', got: "'payment'", allowed: "a team of the platform: 'payments', 'platform'" }],
  ['a domain whose owner is no team', { domains: [{ name: 'shop', owner: 'nobody' }] }, { path: 'catalog.domains[0].owner' }],
  ['a system in a domain nobody declared', { systems: [{ name: 'shop', owner: 'payments', domain: 'sales' }] }, { path: 'catalog.systems[0].domain', allowed: 'one of catalog.domains: none' }],
  ['a system declared twice', { systems: [{ name: 'shop', owner: 'payments' }, { name: 'shop', owner: 'payments' }] }, { path: 'catalog.systems[1].name' }],
  ['a name over the limit', { systems: [{ name: 'x'.repeat(64), owner: 'payments' }] }, { path: 'catalog.systems[0].name' }],
  ['a placeholder that does not exist', { logsUrl: 'https://logs.acme.io/{servce}' }, { path: 'catalog.logsUrl', fix: '{servce} is none of the placeholders {service}, {team}, {environment}, {namespace}' }],
  ['half a placeholder', { logsUrl: 'https://logs.acme.io/{service' }, { path: 'catalog.logsUrl' }],
  ['no address', { logsUrl: 'logs.acme.io' }, { path: 'catalog.logsUrl' }],
  ['an external without a kind', { externals: ['ledger'] }, { path: 'catalog.externals[0]' }],
])('a platform is refused for %s', (_, catalog, problem) => {
  expect(thrownBy(() => catalogPlatform(catalog)).problems).toEqual([expect.objectContaining(problem)]);
});

const ofPlatform = (props: PlatformCatalogProps): readonly Problem[] => thrownBy(() => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new PlatformStack(app, 'platform-staging', { platform: catalogPlatform(), environment: 'staging' });
  new PlatformCatalog(stack, 'Catalog', props);
  app.synth();
}).problems;

test.each<[string, PlatformCatalogProps, Partial<Problem>]>([
  ['a parent that is no group', { groups: [{ name: 'payments-team', parent: 'enginering' }, { name: 'engineering' }] }, { path: 'platform-staging/Catalog: parent', got: "'enginering'" }],
  ['a group within itself', { groups: [{ name: 'a', parent: 'b' }, { name: 'b', parent: 'a' }, { name: 'c', parent: 'a' }] }, { path: 'groups[0].parent', got: "'a' in 'b' in 'a'" }],
  ['groups beside those from elsewhere', { importedGroups: true, groups: [{ name: 'a' }] }, { path: 'groups' }],
  ['a group in other letters', { groups: [{ name: 'Payments-Team' }] }, { got: "2 entities 'group:default/payments-team'" }],
  ['a location that is no address', { locations: ['./more.yaml'] }, { path: 'locations[0]' }],
  ['a plan with the name of a part', { roadmap: [{ name: 'golden-path-chart', title: 'A chart' }] }, { got: "2 entities 'component:default/golden-path-chart'" }],
])("a platform's catalog is refused for %s", (_, props, problem) => {
  expect(ofPlatform(props)[0]).toEqual(expect.objectContaining(problem));
});

test("a platform's catalog stands in a PlatformStack", () => {
  const app = new App({ outdir: temporaryFolder() });
  const [service] = addService(app, { platform: catalogPlatform({}, platformProps()) });
  expect(thrownBy(() => new PlatformCatalog(service.node.scope!, 'Platform')).problems[0].path).toBe('scope');
});

import * as path from 'node:path';
import { EXAMPLES, synthExamples } from '../support/examples';
import { filesIn } from '../support/golden';
import type { Json } from '../support/synth';
import { entitiesOfFiles, referencesOf, refusal, relationsIn } from './support';

const files = filesIn(path.join(synthExamples(...Object.keys(EXAMPLES)), 'repository'));
const entities = entitiesOfFiles(files);
const named = entities.map((entity): [string, Json] => [`${entity.kind} ${entity.metadata.name}`, entity]);
const [, component] = named.find(([name]) => name === 'Component payment-service')!;
const present = referencesOf(entities);

test.each(named)("a catalog's policies accept %s of the examples", async (_, entity) => {
  expect(await refusal(entity)).toBeUndefined();
});

test('every kind of entity that the library writes is in the examples', () => {
  expect([...new Set(entities.map(({ kind }) => kind))].sort()).toEqual(['API', 'Component', 'Domain', 'Group', 'Location', 'Resource', 'System']);
});

test('every relation of the examples has a target, and no two entities have one reference', () => {
  const relations = relationsIn(entities);
  expect(relations.length).toBeGreaterThan(50);
  expect(relations.filter(({ to }) => !present.includes(to))).toEqual([]);
  expect(present.filter((each, index) => present.indexOf(each) !== index)).toEqual([]);
});

test("the relations of the examples' services are their connections, and nothing else", () => {
  const of = (name: string) => relationsIn(entities).filter(({ from, field }) => from === `component:default/${name}` && !['owner', 'system'].includes(field));
  const shown = ['ledger-worker', 'payment-service', 'storefront'].flatMap((name) => of(name).map(({ field, to }) => `${name} ${field} ${to}`));
  expect(shown.sort()).toEqual([
    'ledger-worker dependsOn resource:default/ledger-db',
    'ledger-worker dependsOn resource:default/ledger-exports',
    'payment-service dependsOn resource:default/payments-cache',
    'payment-service dependsOn resource:default/payments-db',
    'payment-service dependsOn resource:default/payments.events',
    'payment-service providesApis api:default/payment-service-api',
    'storefront consumesApis api:default/payment-service-api',
    'storefront dependsOn component:default/payment-service',
    'storefront dependsOn resource:default/storefront-db',
  ]);
});

test.each<[string, (entity: Json) => void, string]>([
  ['no owner', ({ spec }) => { delete spec.owner; }, 'owner'],
  ['a name over the limit', ({ metadata }) => { metadata.name = 'x'.repeat(64); }, 'metadata.name'],
  ['a tag in capitals', ({ metadata }) => { metadata.tags = ['PCI']; }, 'tags.0'],
  ['a key that is none', ({ metadata }) => { metadata.annotations['a b'] = ''; }, 'annotations.a b'],
  ['a link without a URL', ({ metadata }) => { metadata.links = [{ title: 'Wiki' }]; }, 'links'],
  ['a field that no entity has', (entity) => { entity.status2 = {}; }, 'additional properties'],
  ['another version', (entity) => { entity.apiVersion = 'backstage.io/v9'; }, "none of the catalog's kinds"],
])('the policies find %s', async (_, plant, message) => {
  const planted = structuredClone(component);
  plant(planted);
  expect(await refusal(planted)).toContain(message);
});

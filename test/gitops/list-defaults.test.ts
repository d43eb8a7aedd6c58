import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ADDED_DEFAULTS, IGNORED_DIFFERENCES } from '../../lib/gitops/argo-cd/added-defaults';
import type { KubernetesObject } from '../support/documents';
import { readDocuments } from '../support/documents';
import { KNOWN_LIST_DEFAULTS } from '../support/schemas/known-list-defaults';
import { addedInLists, schemaKey } from '../support/schemas/list-defaults';
import type { Json } from '../support/synth';
import { appValues } from './arbitrary-values';
import { objectOf, rendered } from './rendered';
import { FULL } from './sample-values';

const GOLDEN = join(__dirname, '..', 'golden');

/** What the API server would add inside of the lists of a document, in words. */
function added(document: KubernetesObject): string[] {
  const schema = KNOWN_LIST_DEFAULTS.get(schemaKey(document));
  return (schema ? addedInLists(schema, document) : []).map(({ path, value }) => `${document.kind} ${path}: ${String(value)}`);
}

function goldenDocuments(): KubernetesObject[] {
  const files = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).filter((name) => /gitops.*\.yaml$/.test(name));
  const documents = files.flatMap((name) => readDocuments(readFileSync(join(GOLDEN, name), 'utf8')));
  return documents.filter(({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined);
}

test('nothing that the examples write gets defaults inside of lists, so that Argo CD sees no difference that never ends', () => {
  const documents = goldenDocuments();
  expect(documents.filter(({ kind }) => kind === 'ExternalSecret').length).toBeGreaterThan(5);
  expect(documents.flatMap(added)).toEqual([]);
});

test('nor does an object of any application', () => {
  const documents = fc.sample(appValues(), { numRuns: 60, seed: 1 }).flatMap((values) => rendered(values).map(({ document }) => document));
  expect(documents.filter(({ kind }) => kind === 'HTTPRoute').length).toBeGreaterThan(20);
  expect((documents as KubernetesObject[]).flatMap(added)).toEqual([]);
});

test.each<[fault: string, plant: (spec: Json) => void, says: string]>([
  ['a parent without its kind', (spec) => { delete spec.parentRefs[0].kind; }, 'HTTPRoute spec.parentRefs[0].kind: Gateway'],
  ['a backend without its group', (spec) => { delete spec.rules[0].backendRefs[0].group; }, 'HTTPRoute spec.rules[0].backendRefs[0].group: '],
  ['a backend without its weight', (spec) => { delete spec.rules[0].backendRefs[0].weight; }, 'HTTPRoute spec.rules[0].backendRefs[0].weight: 1'],
  ['a rule without matches', (spec) => { delete spec.rules[0].matches; }, 'HTTPRoute spec.rules[0].matches: any'],
  ['a match without its type', (spec) => { delete spec.rules[0].matches[0].path.type; }, 'HTTPRoute spec.rules[0].matches[0].path.type: PathPrefix'],
  [
    'a redirect without its status', (spec) => { spec.rules[0].filters = [{ requestRedirect: {} }]; },
    'HTTPRoute spec.rules[0].filters[0].requestRedirect.statusCode: 302',
  ],
])('%s is found', (_, plant, says) => {
  const document = structuredClone(objectOf(FULL, 'HTTPRoute checkout'));
  expect(added(document as KubernetesObject)).toEqual([]);
  plant(document.spec);
  expect(added(document as KubernetesObject)).toEqual([says]);
});

test('what is filled in outside of lists is no difference', () => {
  const schema = { type: 'object', properties: { kind: { type: 'string', default: 'a' } } } as const;
  expect(addedInLists(schema, {})).toEqual([]);
  expect(addedInLists({ type: 'array', items: schema }, [{}, { kind: 'b' }])).toEqual([{ path: '[0].kind', value: 'a' }]);
});

test('what only newer versions fill in is ignored by the Applications of services and of the platform', () => {
  expect(IGNORED_DIFFERENCES).toEqual([
    {
      group: 'external-secrets.io',
      kind: 'ExternalSecret',
      jqPathExpressions: [
        '.spec.data[]?.remoteRef.nullBytePolicy',
        '.spec.dataFrom[]?.extract.nullBytePolicy',
        '.spec.dataFrom[]?.find.nullBytePolicy',
      ],
    },
  ]);
  const { kind } = ADDED_DEFAULTS[0];
  const written = goldenDocuments().filter((document) => document.kind === kind).map((document) => JSON.stringify(document));
  expect(written.filter((text) => text.includes('nullBytePolicy'))).toEqual([]);
  const sets = goldenDocuments().filter(({ kind: each, metadata }) => each === 'ApplicationSet' && metadata?.name === 'services') as Json[];
  expect(sets.map(({ spec }) => spec.template.spec.ignoreDifferences)).toEqual(sets.map(() => IGNORED_DIFFERENCES));
  expect(sets.length).toBeGreaterThan(0);
});

import { ApiType, PlatformCatalog, PlatformStack } from '@golden-path/constructs';
import type { CatalogEntryProps } from '@golden-path/constructs';
import fc from 'fast-check';
import type { Json } from '../support/synth';
import { addService, catalogPlatform, entitiesOf, refusal } from './support';

/** What some language would read as more than text. */
const PIECES = [
  '${{ secrets.TOKEN }}', '{{ values.name }}', '{% raw %}', '${process.env.HOME}', '%{ if true }', '"', "'", '`', '\\', '\n', '\r\n', '\t', '---\n', ': ',
  '# ', '- ', '&a', '*a', '!!js/function', '|', '>', '$text: ./a', '<<: *a', '\u2028', '\u0085', '\ufeff', '\u0007', '\u{1f4a3}', '<script>', '$(id)', '; rm -rf /', '@', 'é',
  'null', 'yes', '1_000', '2020-01-01', '0x1F', '~', '{', '}', '[', ']', ',', '?', '%', ' ',
];
const text = (maxLength: number) => fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 12 })
  .map((pieces) => [...pieces.join('')].slice(0, maxLength / 2).join(''))
  .filter((made) => /\S/.test(made) && !/[\ud800-\udfff]/u.test(made));

const texts = fc.record({
  title: text(100), description: text(200), link: text(100), apiTitle: text(100), apiDescription: text(200),
  annotation: text(200),
  systemTitle: text(100), systemDescription: text(200), groupTitle: text(100), groupDescription: text(200),
  planTitle: text(100), planDescription: text(200),
});

/** Everything that takes text, with these texts. */
function written(given: Record<string, string>): Record<string, Json> {
  return entitiesOf((app) => {
    const platform = catalogPlatform({ systems: [{ name: 'shop', owner: 'payments', title: given.systemTitle, description: given.systemDescription }] });
    const entry: Partial<CatalogEntryProps> = {
      title: given.title,
      description: given.description,
      links: [{ url: 'https://acme.io', title: given.link }],
      apis: [{ type: ApiType.OPENAPI, definition: 'a.yaml', name: 'api', title: given.apiTitle, description: given.apiDescription }],
      annotations: { 'acme.io/note': given.annotation },
    };
    addService(app, { platform, entry, environments: ['staging'] });
    new PlatformCatalog(new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' }), 'Catalog', {
      groups: [{ name: 'payments-team', title: given.groupTitle, description: given.groupDescription }],
      roadmap: [{ name: 'plan', title: given.planTitle, description: given.planDescription }],
    });
  });
}

/** The same texts, as a catalog reads them. */
function read(all: Record<string, Json>): Record<string, string> {
  const { 'Component checkout': { metadata }, 'API api': api, 'System shop': system, 'Group payments-team': group, 'Component plan': plan } = all;
  return {
    title: metadata.title, description: metadata.description, link: metadata.links[1].title, annotation: metadata.annotations['acme.io/note'],
    apiTitle: api.metadata.title, apiDescription: api.metadata.description,
    systemTitle: system.metadata.title, systemDescription: system.metadata.description,
    groupTitle: group.spec.profile.displayName, groupDescription: group.metadata.description,
    planTitle: plan.metadata.title, planDescription: plan.metadata.description,
  };
}

test('text of any kind arrives as text, and a catalog takes it', async () => {
  await fc.assert(fc.asyncProperty(texts, async (given) => {
    const all = written(given);
    expect(read(all)).toEqual(given);
    expect(Object.keys(all).sort()).toEqual([
      'API api', 'Component checkout', 'Component golden-path-chart', 'Component golden-path-constructs', 'Component plan', 'Component platform-roadmap',
      'Group payments-team', 'Group platform', 'Location golden-path-platform', 'Location golden-path-services', 'System developer-platform', 'System shop',
    ]);
    for (const entity of Object.values(all)) expect(await refusal(entity)).toBeUndefined();
  }), { numRuns: 60 });
});

const ANY = fc.string({ maxLength: 80 });
const ADDRESS = fc.webUrl({ withFragments: true, withQueryParameters: true });
const NEARLY = fc.constantFrom('a', 'A', '0', '-', '_', '.', '/', ':', '+', '#', '--', '..', 'acme.io/', 'é', ' ', '\n');
const nearly = fc.array(NEARLY, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''));

test('what synth takes as a name, key, tag or address, a catalog takes too', async () => {
  let taken = 0;
  const given = fc.record({
    tag: fc.oneof(ANY, nearly), key: fc.oneof(ANY, nearly), label: fc.oneof(ANY, nearly), name: fc.oneof(ANY, nearly),
    url: fc.oneof(ADDRESS, fc.string()),
    which: fc.constantFrom('tag', 'key', 'label', 'name', 'url'),
  });
  await fc.assert(fc.asyncProperty(given, async ({ key, label, name, tag, url, which }) => {
    const entry: Readonly<Record<string, Partial<CatalogEntryProps>>> = {
      tag: { tags: [tag] }, key: { annotations: { [key]: 'x' } }, label: { labels: { [key]: label } },
      name: { apis: [{ type: ApiType.OPENAPI, definition: 'a.yaml', name }] }, url: { links: [{ url, title: 'a' }] },
    };
    let all: Record<string, Json>;
    try {
      all = entitiesOf((app) => void addService(app, { entry: entry[which], environments: ['staging'] }));
    } catch (error) {
      expect((error as Error).name).toBe('GoldenPathError');
      return;
    }
    taken += 1;
    for (const entity of Object.values(all)) expect(await refusal(entity)).toBeUndefined();
  }), { numRuns: 150 });
  expect(taken).toBeGreaterThan(5);
});

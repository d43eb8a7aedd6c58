import { componentEntityV1alpha1Validator } from '@backstage/catalog-model';
import { load } from 'js-yaml';
import { Validation } from '../../../lib/core/validation';
import { checkRoadmap, roadmapSchema } from '../../../lib/reports/roadmap/roadmap';
import { roadmapEntity, roadmapReport } from '../../../lib/reports/roadmap/roadmap-report';

const ITEM = { title: 'A queue', when: 'now', owner: 'platform', why: 'Teams ask', link: 'https://acme.io/1' };
const DECISION = { title: 'Portal', choice: 'buy', date: '2026-01-31', owner: 'platform', why: 'We are few' };

function problems(value: unknown): string[] {
  const validation = new Validation('roadmap.yaml');
  checkRoadmap(validation, value);
  return validation.found.map(({ path }) => path);
}

test('a sound roadmap is taken as it is', () => {
  const value = { items: [ITEM], decisions: [{ ...DECISION, instead: ['Build'], revisit: 'Next year', link: ITEM.link }] };
  expect(problems(value)).toEqual([]);
  expect(checkRoadmap(new Validation('x'), value)).toEqual(value);
  expect(problems({})).toEqual([]);
});

test('every problem is listed with its path', () => {
  const items = [{ ...ITEM, when: 'soon', link: 'javascript:alert(1)' }, { title: ' ' }, 'text'];
  const decisions = [{ ...DECISION, choice: 'rent', date: '2026-02-30', instead: 'x' }];
  expect(problems({ items, decisions, extra: 1 })).toEqual([
    'extra',
    'items[0].when',
    'items[0].link',
    'items[1].title',
    'items[1].when',
    'items[1].owner',
    'items[1].why',
    'items[1].link',
    'items[2]',
    'decisions[0].choice',
    'decisions[0].date',
    'decisions[0].instead',
  ]);
});

test.each([undefined, null, 'text', [1]])('%j is no roadmap', (value) => {
  expect(problems(value)).toHaveLength(1);
});

test('the schema names the same keys', () => {
  const { properties } = roadmapSchema() as { properties: Record<string, { items: { properties: object; required: string[] } }> };
  expect(Object.keys(properties.items.items.properties)).toEqual(Object.keys(ITEM));
  expect(Object.keys(properties.decisions.items.properties).sort()).toEqual([...Object.keys(DECISION), 'instead', 'link', 'revisit'].sort());
  expect(properties.decisions.items.required.every((key) => key in DECISION)).toBe(true);
});

test('the page shows what comes when, and the newest decision first', () => {
  const decisions = [DECISION, { ...DECISION, title: 'Secrets', date: '2026-02-01' }] as never;
  const { sections } = roadmapReport({ items: [{ ...ITEM, when: 'done' }] as never, decisions }, 'acme');
  expect(sections.map(({ title, blocks: [table] }) => [title, table.kind === 'table' && table.rows.length])).toEqual([
    ['Now', 0], ['Next', 0], ['Later', 0], ['Done', 1], ['Build, buy or configure', 2],
  ]);
  expect(JSON.stringify(sections[4]).indexOf('Secrets')).toBeLessThan(JSON.stringify(sections[4]).indexOf('Portal'));
});

test("Backstage's own validator takes the catalog entry", async () => {
  const entity = load(roadmapEntity('acme', 'platform', 'https://reports.acme.io/roadmap.html')) as never;
  expect(await componentEntityV1alpha1Validator.check(entity)).toBe(true);
  expect(entity).toMatchObject({ metadata: { links: [{ url: 'https://reports.acme.io/roadmap.html' }] }, spec: { owner: 'group:platform' } });
});

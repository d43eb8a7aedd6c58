import type { PlatformProps } from '@golden-path/constructs';
import type { KubernetesObject } from '../support/documents';
import { refusals } from '../support/schemas/api-server';
import { libraryWith } from '../support/schemas/changed-library';
import { servedIn } from '../support/schemas/compositions';
import { BUCKET, CACHE, DATABASE, FrontDoors } from '../support/schemas/front-doors';
import type { Field, Kind } from '../support/schemas/front-doors';
import { patchProblems } from '../support/schemas/patch-rules';
import { find } from '../support/schemas/trees';
import type { Json } from '../support/synth';

/** Each limit in the one place where somebody would change it. */
const EDITS = [
  { file: 'data/postgres/limits.ts', from: 'minimum: 20, maximum: 500', to: 'minimum: 10, maximum: 1000' },
  { file: 'data/postgres/limits.ts', from: 'minimum: 7, maximum: 35', to: 'minimum: 14, maximum: 30' },
  { file: 'data/postgres/limits.ts', from: "['14', '15', '16', '17', '18']", to: "['15', '16', '17', '18', '19']" },
  { file: 'data/postgres/limits.ts', from: 'NAME_LENGTH = 40', to: 'NAME_LENGTH = 35' },
  { file: 'data/redis/limits.ts', from: "enum: ['7.0', '7.1']", to: "enum: ['7.1', '7.2']" },
  { file: 'data/redis/limits.ts', from: 'resourceName(30)', to: 'resourceName(25)' },
  { file: 'data/bucket/limits.ts', from: 'minimum: 1, maximum: 3650', to: 'minimum: 10, maximum: 4000' },
  { file: 'data/bucket/limits.ts', from: 'minimum: 7, maximum: 3650', to: 'minimum: 30, maximum: 4000' },
  { file: 'data/bucket/limits.ts', from: 'resourceName(37)', to: 'resourceName(32)' },
];

const STORAGE: Field = { prop: 'storageGb', parameter: 'storageGB', argument: 'allocated_storage' };
const BACKUPS: Field = { prop: 'backupRetentionDays', parameter: 'backupRetentionDays', argument: 'backup_retention_period' };
const VERSION: Field = { prop: 'engineVersion', parameter: 'engineVersion', argument: 'engine_version' };
const TIER: Field = { prop: 'tier', parameter: 'tier' };
const EXPIRY: Field = { prop: 'expireAfterDays', parameter: 'expireAfterDays' };
const HISTORY: Field = { prop: 'keepOldVersionsDays', parameter: 'keepOldVersionsDays' };

type Door = 'props' | 'request' | 'conditions' | 'instance' | 'form';

const TEAMS: Door[] = ['props', 'request'];
const EVERY: Door[] = [...TEAMS, 'conditions'];
/** A form asks for tiers, storage and names; all else has a default. */
const ASKED: Door[] = [...TEAMS, 'form'];

/** Whether a value is allowed by the library as it is, and by the edited one. */
const VALUES: [kind: Kind, field: Field, value: unknown, doors: Door[], before: boolean, after: boolean][] = [
  [DATABASE, STORAGE, 10, [...EVERY, 'instance', 'form'], false, true],
  [DATABASE, STORAGE, 500, [...EVERY, 'instance', 'form'], true, true],
  [DATABASE, STORAGE, 1000, [...EVERY, 'instance', 'form'], false, true],
  [DATABASE, STORAGE, 1001, [...EVERY, 'instance', 'form'], false, false],
  [DATABASE, BACKUPS, 13, EVERY, true, false],
  [DATABASE, BACKUPS, 14, EVERY, true, true],
  [DATABASE, BACKUPS, 31, EVERY, true, false],
  [DATABASE, VERSION, '14', EVERY, true, false],
  [DATABASE, VERSION, '16.4', EVERY, true, true],
  [DATABASE, VERSION, '19', EVERY, false, true],
  [DATABASE, TIER, 'huge', ASKED, false, true],
  [DATABASE, TIER, 'vast', ASKED, false, false],
  [CACHE, TIER, 'huge', ASKED, false, true],
  [CACHE, VERSION, '7.0', TEAMS, true, false],
  [CACHE, VERSION, '7.1', TEAMS, true, true],
  [CACHE, VERSION, '7.2', TEAMS, false, true],
  [BUCKET, EXPIRY, 9, TEAMS, true, false],
  [BUCKET, EXPIRY, 4000, TEAMS, false, true],
  [BUCKET, EXPIRY, 4001, TEAMS, false, false],
  [BUCKET, HISTORY, 29, TEAMS, true, false],
  [BUCKET, HISTORY, 4000, TEAMS, false, true],
];

/** Tiers are no limit of the library: a platform adds them. */
const HUGE: Partial<PlatformProps> = {
  databaseTiers: [{ name: 'huge', instanceClass: 'db.r6g.4xlarge' }],
  cacheTiers: [{ name: 'huge', nodeType: 'cache.r7g.4xlarge' }],
};

const BEFORE = new FrontDoors(libraryWith([]));
const AFTER = new FrontDoors(libraryWith(EDITS), HUGE);

/** What the schemas of both libraries say of each value, in one go. */
const SCHEMAS = [BEFORE, AFTER].map((library) => (
  refusals(VALUES.map(([kind, { parameter }, value]) => library.review(kind, { [parameter]: value })))
));

const CASES = VALUES.map(([kind, field, value, doors, before, after], index) => ({ kind, field, value, doors, before, after, index }));

test.each(CASES)(
  'every door says the same of $kind.construct $field.prop: $value, before the limit is changed in one place and after',
  ({ kind, field, value, doors, before, after, index }) => {
    const said = [BEFORE, AFTER].map((library, version) => [
      ['schema', SCHEMAS[version][index].length === 0], ...doors.map((door) => [door, library[door](kind, field, value)]),
    ]);
    const all = (verdict: boolean) => ['schema', ...doors].map((door) => [door, verdict]);
    expect(said).toEqual([all(before), all(after)]);
  },
);

test('a door with a limit of its own says something else', () => {
  const [storage] = EDITS;
  const second = { file: 'data/postgres/crossplane.ts', from: 'limit: limits.storageGb', to: 'limit: { ...limits.storageGb, maximum: 500 }' };
  const library = new FrontDoors(libraryWith([storage, second]));
  const [refused] = refusals([library.review(DATABASE, { storageGB: 1000 })]);
  expect(library.props(DATABASE, STORAGE, 1000)).toBe(true);
  expect(library.request(DATABASE, STORAGE, 1000)).toBe(false);
  expect(refused).toEqual(['spec.parameters.storageGB: must be <= 500']);
});

/** Whether the props and the schema take names of a length. */
function takeNames(library: FrontDoors, kind: Kind, length: number): boolean[] {
  const name = 'a'.repeat(length);
  const [refused] = refusals([library.review(kind, {}, name)]);
  return [library.props(kind, { prop: kind.name }, name), refused.length === 0];
}

test.each([
  { kind: DATABASE, longest: 40, shortened: 35 },
  { kind: CACHE, longest: 29, shortened: 25 },
  { kind: BUCKET, longest: 37, shortened: 32 },
])('the props and the schema take names of a $kind.kind that are as long as the limit', ({ kind, longest, shortened }) => {
  expect([takeNames(BEFORE, kind, longest), takeNames(BEFORE, kind, 41)]).toEqual([[true, true], [false, false]]);
  expect([takeNames(AFTER, kind, shortened), takeNames(AFTER, kind, shortened + 1)]).toEqual([[true, true], [false, false]]);
});

test.each([
  { kind: DATABASE, ending: '', longest: 40, shortened: 35 },
  { kind: CACHE, ending: '-cache', longest: 29, shortened: 25 },
])('the form takes names of a $kind.kind that are as long as the limit', ({ kind, ending, longest, shortened }) => {
  const takes = (library: FrontDoors, length: number) => library.form(kind, { prop: kind.name }, 'a'.repeat(length - ending.length) + ending);
  expect([takes(BEFORE, longest), takes(BEFORE, longest + 1)]).toEqual([true, false]);
  expect([takes(AFTER, shortened), takes(AFTER, shortened + 1)]).toEqual([true, false]);
});

test('a form with a limit of its own says something else', () => {
  const [storage] = EDITS;
  const second = { file: 'data/postgres/form.ts', from: 'limits: { storageGb,', to: 'limits: { storageGb: { ...storageGb, maximum: 500 },' };
  const library = new FrontDoors(libraryWith([storage, second]));
  expect([library.props(DATABASE, STORAGE, 1000), library.form(DATABASE, STORAGE, 1000)]).toEqual([true, false]);
});

test('what is said of a limit follows it', () => {
  const said = ({ platform, postconditions }: FrontDoors) => {
    const xrd: Json = find(platform, 'staging', 'CompositeResourceDefinition', 'postgresqlinstances.platform.acme.io');
    const { storageGB } = xrd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters.properties;
    return [storageGB.description, postconditions.find(({ condition }) => condition.includes('allocated_storage'))!.error_message];
  };
  expect(said(BEFORE)).toEqual(['an integer from 20 to 500', 'allocated_storage has to be an integer from 20 to 500.']);
  expect(said(AFTER)).toEqual(['an integer from 10 to 1000', 'allocated_storage has to be an integer from 10 to 1000.']);
});

test('a default that is a limit follows it', () => {
  const said = (library: FrontDoors) => {
    const xrd: Json = find(library.platform, 'staging', 'CompositeResourceDefinition', 'postgresqlinstances.platform.acme.io');
    const { backupRetentionDays } = xrd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters.properties;
    return [backupRetentionDays.default, library.instanceOf({ backupRetentionDays: undefined }).backup_retention_period];
  };
  expect([said(BEFORE), said(AFTER)]).toEqual([[7, 7], [14, 14]]);
});

test('a tier of the platform has its class wherever tiers have theirs', () => {
  const folder: KubernetesObject[] = AFTER.platform.map(({ document }) => document);
  const patches = servedIn(folder).flatMap(({ templates }) => templates.flatMap((template) => template.patches));
  const maps = patches.filter(({ fromFieldPath }) => fromFieldPath === 'spec.parameters.tier');
  expect(maps.map(({ transforms }) => (transforms![0].map as Json).huge)).toEqual(['db.r6g.4xlarge', 'cache.r7g.4xlarge']);
  expect(AFTER.instanceOf({ tier: 'huge' }).instance_class).toBe('db.r6g.4xlarge');
  expect(patchProblems(folder)).toEqual([]);
});

test('an edit of what is not there is an error', () => {
  expect(() => libraryWith([{ file: 'data/postgres/limits.ts', from: 'minimum: 21', to: '' }])).toThrow('expected "minimum: 21" once in data/postgres/limits.ts, found it 0 times');
});

import { Environment, StateBackend } from '@golden-path/constructs';
import type { EnvironmentProps } from '@golden-path/constructs';
import type { Resolved, Settings } from '../../lib/core/settings';
import { SettingsTable } from '../../lib/core/settings';
import { Validation } from '../../lib/core/validation';
import { ENVIRONMENT_SETTINGS } from '../../lib/platform/environment-settings';
import { thrownBy } from '../support/errors';
import { anEnvironment } from '../support/platform';
import type { Absent, Mutable, Same } from '../support/types';

type ResolvedEnvironment = ReturnType<typeof ENVIRONMENT_SETTINGS.resolveAll>;

type Fields = Absent<Mutable<ResolvedEnvironment>>;

test('the class has a field of the resolved type for every setting, and no others but the partition', () => {
  const fields: Same<Absent<Omit<Environment, 'awsPartition'>>, Fields> = true;
  const without: Same<Absent<Omit<Environment, 'awsPartition' | 'kafkaPort'>>, Fields> = false;
  expect([fields, without]).toEqual([true, false]);
  const environment = new Environment(anEnvironment());
  const resolved = Object.keys(ENVIRONMENT_SETTINGS.resolveAll(anEnvironment()));
  expect(Object.keys(environment).sort()).toEqual([...resolved, 'awsPartition'].sort());
});

interface Props {
  readonly name: string;
  readonly size?: number;
  readonly tags?: Record<string, string>;
  readonly zones?: string[];
}

const TEXT = { kind: 'value', limit: { type: 'string', minLength: 1 } } as const;
const SIZE = { kind: 'value', limit: { type: 'integer', minimum: 1, maximum: 9 } } as const;
const NAME = { form: TEXT, required: true, text: 'Its name' } as const;
const TAGS = { form: { kind: 'map', keys: TEXT.limit, limit: TEXT.limit }, default: { 'a-b': 'c' }, text: 'Its tags' } as const;
const ZONES = {
  form: {
    kind: 'list',
    limit: TEXT.limit,
    check: (validation: Validation, path: string, zone: unknown) => {
      if (zone === 'x') validation.add({ path, got: "'x'", allowed: 'a zone that exists', fix: 'use another' });
    },
  },
  default: [] as string[],
  defaultText: 'all',
  text: 'Its zones',
} as const;
const ENTRIES = {
  name: NAME,
  size: { form: SIZE, default: ({ name }: Props) => name.length, defaultText: 'as long as its name', text: 'Its size' },
  tags: TAGS,
  zones: ZONES,
} as const satisfies Settings<Props>;
const TABLE = new SettingsTable<Props, typeof ENTRIES>(ENTRIES);

test('a table and its interface are held together by the compiler', () => {
  const { size, ...withoutSize } = ENTRIES;
  const faulty = [
    // @ts-expect-error -- a prop has no entry
    withoutSize satisfies Settings<Props>,
    // @ts-expect-error -- an entry has no prop
    { name: NAME, size, tags: TAGS, zones: ZONES, other: NAME } satisfies Settings<Props>,
    // @ts-expect-error -- a prop that may be left out has no default
    { name: NAME, size: { form: SIZE, text: 'Its size' }, tags: TAGS, zones: ZONES } satisfies Settings<Props>,
    // @ts-expect-error -- the default is of another type
    { name: NAME, size: { form: SIZE, default: '1', text: 'Its size' }, tags: TAGS, zones: ZONES } satisfies Settings<Props>,
    // @ts-expect-error -- a setting is not documented
    { name: { form: TEXT, required: true }, size, tags: TAGS, zones: ZONES } satisfies Settings<Props>,
  ];
  expect(faulty).toHaveLength(5);
  const resolved: Resolved<Props, typeof ENTRIES> = TABLE.resolveAll({ name: 'abc' });
  // @ts-expect-error -- a setting with a default is there
  const absent: undefined = resolved.size;
  expect(absent).toBe(3);
});

test('what is left out has its default, which nobody can change', () => {
  expect(TABLE.resolveAll({ name: 'abc' })).toEqual({ name: 'abc', size: 3, tags: { 'a-b': 'c' }, zones: [] });
  expect(TABLE.resolveAll({ name: 'abc', size: 1, tags: {}, zones: ['a'] })).toEqual({
    name: 'abc',
    size: 1,
    tags: {},
    zones: ['a'],
  });
  Object.assign(TABLE.resolve({ name: 'abc' }, 'tags'), { other: 'd' });
  expect(TABLE.resolve({ name: 'abc' }, 'tags')).toEqual({ 'a-b': 'c' });
  expect(ENVIRONMENT_SETTINGS.resolve(anEnvironment({ name: 'prod' }), 'production')).toBe(true);
});

test('an object with methods is taken as it is', () => {
  const backend = StateBackend.local();
  expect(ENVIRONMENT_SETTINGS.resolve(anEnvironment({ backend }), 'backend')).toBe(backend);
});

test('every form is checked', () => {
  const check = (props: object) => {
    const validation = new Validation('a table');
    TABLE.validate(validation, 'of', props as Props);
    validation.throwIfAny();
  };
  expect(() => check({ name: 'abc', size: 9, tags: { a: 'b' }, zones: ['a'] })).not.toThrow();
  expect(thrownBy(() => check({ size: 10, tags: { a: '' }, zones: ['a', 'x'], sise: 1 })).problems.map(({ path }) => path)).toEqual(
    ['of.sise', 'of.name', 'of.size', "of.tags['a']", 'of.zones[1]'],
  );
  expect(thrownBy(() => check({ name: 'a', zones: [5] })).problems.map(({ path }) => path)).toEqual(['of.zones[0]']);
});

test('a setting is documented as it is', () => {
  expect(['name', 'size', 'tags', 'zones', 'other'].map((key) => TABLE.documented(key))).toEqual([
    { default: 'required', text: 'Its name' },
    { default: 'as long as its name', text: 'Its size' },
    { default: "`{ 'a-b': 'c' }`", text: 'Its tags' },
    { default: 'all', text: 'Its zones' },
    undefined,
  ]);
});

test('the settings of an environment are those of its props', () => {
  const props: Required<EnvironmentProps> = { ...anEnvironment() } as Required<EnvironmentProps>;
  expect(Object.keys(ENVIRONMENT_SETTINGS.resolveAll(props))).toHaveLength(51);
});

import { SettingsTable, value } from '../../lib/core/settings';
import type { Settings } from '../../lib/core/settings';
import { Validation } from '../../lib/core/validation';
import { thrownBy } from '../support/errors';

interface Item {
  readonly name: string;
  readonly size?: number;
}

interface Props {
  readonly items: Item[];
  readonly more?: Item[];
  readonly inner?: Item;
  readonly zones: string[];
  readonly tags: Record<string, string>;
}

const TEXT = { type: 'string', minLength: 1 } as const;

const ITEM_ENTRIES = {
  name: { form: value(TEXT), required: true, text: 'Its name' },
  size: { form: value({ type: 'integer', minimum: 1 }), default: 2, text: 'Its size' },
} as const satisfies Settings<Item>;
const ITEM = new SettingsTable<Item, typeof ITEM_ENTRIES>(ITEM_ENTRIES);

const ENTRIES = {
  items: { form: { kind: 'propsList', table: ITEM, example: "{ name: 'a' }", unique: 'name' }, required: true, text: 'Items' },
  more: { form: { kind: 'propsList', table: ITEM, example: "{ name: 'a' }" }, default: [], text: 'More of them' },
  inner: { form: { kind: 'props', table: ITEM }, default: { name: 'inner' }, text: 'One inside' },
  zones: { form: { kind: 'list', limit: TEXT }, required: true, text: 'Zones' },
  tags: { form: { kind: 'map', keys: TEXT, limit: TEXT }, required: true, text: 'Tags' },
} as const satisfies Settings<Props>;
const TABLE = new SettingsTable<Props, typeof ENTRIES>(ENTRIES);

const SOUND: Props = { items: [{ name: 'a' }], zones: [], tags: {} };

function problemsOf(props: object) {
  const validation = new Validation('a table');
  TABLE.validate(validation, '', { ...SOUND, ...props });
  return validation.found;
}

test('sound objects are taken', () => {
  expect(problemsOf({ more: [{ name: 'a', size: 1 }, { name: 'a' }], inner: { name: 'b' } })).toEqual([]);
});

test.each<[string, object, object[]]>([
  ['is no list', { items: { name: 'a' } }, [{ path: 'items', allowed: 'a list of one or more', fix: "write [{ name: 'a' }]" }]],
  ['has none', { items: [] }, [{ path: 'items', got: '[]' }]],
  ['is missing', { items: undefined }, [{ path: 'items', got: 'nothing', allowed: 'a list of one or more' }]],
  ['has a hole', { items: [{ name: 'a' }, , { name: 'b' }] }, [{ path: 'items[1]', got: 'nothing', fix: "write { name: 'a' }" }]],
  [
    'has no objects',
    { more: ['a', null] },
    [
      { path: 'more[0]', allowed: 'an object' },
      { path: 'more[1]', got: 'null' },
    ],
  ],
  ['has a field that is wrong', { more: [{ name: 'a', size: 0 }] }, [{ path: 'more[0].size' }]],
  ['has a field that does not exist', { more: [{ name: 'a', sise: 1 }] }, [{ path: 'more[0].sise' }]],
  [
    'has one name twice',
    { items: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
    [
      {
        path: 'items[2].name',
        allowed: 'a name that none of the other items has',
        fix: 'rename one of the two',
      },
    ],
  ],
])('a list of objects that %s is refused', (_, props, problems) => {
  expect(problemsOf(props)).toMatchObject(problems);
});

test('an object inside is checked, and taken as it is given', () => {
  expect(problemsOf({ inner: 5 })).toMatchObject([{ path: 'inner', allowed: 'an object' }]);
  expect(problemsOf({ inner: { size: 0 } })).toMatchObject([{ path: 'inner.name' }, { path: 'inner.size' }]);
  expect(TABLE.resolveAll(SOUND)).toEqual({ ...SOUND, more: [], inner: { name: 'inner' } });
  expect(TABLE.resolve({ ...SOUND, inner: { name: 'b', size: 1 } }, 'inner')).toEqual({ name: 'b', size: 1 });
});

test('a list or map that has to be given is missed', () => {
  expect(problemsOf({ zones: undefined, tags: undefined })).toMatchObject([
    { path: 'zones', got: 'nothing', allowed: 'a list', fix: 'give zones' },
    { path: 'tags', got: 'nothing', allowed: 'a map of strings', fix: 'give tags' },
  ]);
});

test('props that are no object are told from those that are', () => {
  const validation = new Validation('a table');
  expect([TABLE.validate(validation, '', null as never), TABLE.validate(validation, '', SOUND)]).toEqual([false, true]);
  expect(thrownBy(() => validation.throwIfAny()).problems).toMatchObject([{ path: 'props' }]);
});

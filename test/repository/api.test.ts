import * as fs from 'node:fs';
import * as path from 'node:path';

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly optional?: boolean;
  readonly overrides?: string;
}

interface Type extends Documented {
  readonly kind: string;
  readonly fqn: string;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly datatype?: boolean;
  readonly properties?: Documented[];
  readonly methods?: (Documented & { readonly parameters?: Documented[] })[];
  readonly members?: Documented[];
}

/** What jsii made of the sources: the public API as data. `npm run build` writes it. */
function assembly(): Type[] {
  const file = path.join(__dirname, '..', '..', '.jsii');
  if (!fs.existsSync(file)) throw new Error('no .jsii: run npm run build first, as npm test does');
  return Object.values(JSON.parse(fs.readFileSync(file, 'utf8')).types);
}

const members = (type: Type) => [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];

test('every public name says what it is', () => {
  const silent = assembly().flatMap((type) => [
    ...(type.docs?.summary ? [] : [type.name]),
    ...members(type).filter(({ docs, overrides }) => !docs?.summary && !overrides).map(({ name }) => `${type.name}.${name}`),
  ]);
  expect(silent).toEqual([]);
});

test('every parameter says what it takes', () => {
  const silent = assembly().flatMap((type) =>
    (type.methods ?? []).flatMap(({ name, parameters = [] }) =>
      parameters.filter(({ docs }) => !docs?.summary).map((parameter) => `${type.name}.${name}(${parameter.name})`),
    ),
  );
  expect(silent).toEqual([]);
});

test('every optional prop says its default, and never that it is undefined', () => {
  const structs = assembly().filter(({ datatype }) => datatype);
  const silent = structs.flatMap((type) =>
    (type.properties ?? [])
      .filter(({ optional, docs }) => optional && !/^(?!undefined|none$)./.test(docs?.default ?? ''))
      .map(({ name }) => `${type.name}.${name}`),
  );
  expect(structs.length).toBeGreaterThan(4);
  expect(silent).toEqual([]);
});

test('a class has every member of its interfaces, the optional ones too, or type checkers of Python refuse it', () => {
  const types = assembly();
  const named = new Map(types.map((type) => [type.fqn, type]));
  const membersOf = (type: Type): string[] => [
    ...members(type).map(({ name }) => name),
    ...[type.base, ...(type.kind === 'interface' ? type.interfaces ?? [] : [])].flatMap((name) => {
      const parent = named.get(name ?? '');
      return parent ? membersOf(parent) : [];
    }),
  ];
  const lacking = types.filter(({ kind }) => kind === 'class').flatMap((type) =>
    (type.interfaces ?? []).flatMap((name) => {
      const promised = named.get(name);
      return (promised ? membersOf(promised) : []).filter((member) => !membersOf(type).includes(member)).map((member) => `${type.name}.${member}`);
    }),
  );
  expect(types.filter(({ kind, interfaces }) => kind === 'class' && interfaces).length).toBeGreaterThan(5);
  expect(lacking).toEqual([]);
});

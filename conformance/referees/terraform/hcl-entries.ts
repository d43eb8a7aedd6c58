import ts from 'typescript';
import type { NestedAttributes } from './schema';
import { isTrue, nodesOf, propertiesOf } from './syntax';

/** How cdktf writes one argument into HCL. */
export interface HclEntry {
  readonly kind: 'simple' | 'struct' | 'list' | 'set' | 'map';
  /** For simple values the element's type and its wrappings, such as `stringMapList`. */
  readonly storage: string;
  /** The struct that the value is made of, if it has structure. */
  readonly struct?: StructUse;
}

export interface StructUse {
  readonly name: string;
  readonly nesting: NestedAttributes['nesting'];
  /** For arrays of structs: blocks, or one attribute. Absent where cdktf takes exactly one struct. */
  readonly repeats?: 'blocks' | 'attribute';
}

/** Reads `const attrs = { name: { value, isBlock, type, storageClassType }, ... }` in a function of generated code. */
export function hclEntries(mapper: ts.Node): Map<string, HclEntry> {
  const attrs = nodesOf(mapper).filter(ts.isVariableDeclaration).find((node) => node.name.getText() === 'attrs');
  if (!attrs) throw new Error('generated code without HCL attributes');
  return new Map([...propertiesOf(attrs.initializer)].map(([name, entry]) => [name, hclEntry(propertiesOf(entry))]));
}

function hclEntry(entry: ReadonlyMap<string, ts.Expression>): HclEntry {
  const text = (key: string) => entry.get(key)?.getText().slice(1, -1) ?? '';
  const kind = text('type') as HclEntry['kind'];
  const value = entry.get('value');
  // cdktf says `isBlock` of everything that has structure, attributes too.
  const struct = value && isTrue(entry.get('isBlock')) ? structUse(kind, value) : undefined;
  return { kind, storage: text('storageClassType'), struct };
}

/** `fooToHclTerraform(x)` takes one struct; `cdktf.listMapperHcl(fooToHclTerraform, isBlock)(x)` an array of them. */
function structUse(kind: HclEntry['kind'], value: ts.Expression): StructUse {
  const nodes = nodesOf(value);
  const mapper = nodes.filter(ts.isIdentifier).find((node) => /ToHclTerraform$/.test(node.text));
  if (!mapper || kind === 'simple') throw new Error(`cannot tell which struct is written by ${value.getText()}`);
  const mapped = mapper.text.replace(/ToHclTerraform$/, '');
  const name = `${mapped[0].toUpperCase()}${mapped.slice(1)}`;
  const nesting = kind === 'struct' ? 'single' : kind;
  const list = nodes.filter(ts.isCallExpression).find((node) => node.expression.getText() === 'cdktf.listMapperHcl');
  if (!list) return { name, nesting };
  return { name, nesting, repeats: isTrue(list.arguments[1]) ? 'blocks' : 'attribute' };
}

import ts from 'typescript';
import type { Member } from './generated-members';
import { structMembers } from './generated-members';
import type { GeneratedSource } from './generated-source';
import type { HclEntry } from './hcl-entries';
import type { CollectionType, ValueType } from './schema';
import { isTrue, nodesOf } from './syntax';

const PRIMITIVES: Readonly<Record<string, ValueType>> = { string: 'string', number: 'number', boolean: 'bool', any: 'dynamic' };

/** What the getters of generated code ask for, as in `this.getStringMapAttribute('labels')`. */
const GETTERS: Readonly<Record<string, string>> = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'boolean',
  getListAttribute: 'stringList',
  getNumberListAttribute: 'numberList',
  getStringMapAttribute: 'stringMap',
  getNumberMapAttribute: 'numberMap',
  getBooleanMapAttribute: 'booleanMap',
  getAnyMapAttribute: 'anyMap',
};

/** The type of an argument without structure. */
export function simpleType({ kind, storage }: HclEntry): ValueType {
  return storedType(storage, kind === 'set');
}

/**
 * The type of an attribute that only the provider sets: cdktf never writes it, so the way it is read has to tell.
 * An expression that does not tell, as for a list of lists, is of any type.
 */
export function computedType(source: GeneratedSource, { name, reader }: Member): ValueType {
  const nodes = reader ? nodesOf(reader) : [];
  const created = nodes.find(ts.isNewExpression);
  if (created) return createdType(source, created);
  const getter = nodes.filter(ts.isPropertyAccessExpression).find((node) => node.name.text in GETTERS);
  if (getter) {
    return storedType(GETTERS[getter.name.text], reader?.getText().includes('cdktf.Fn.tolist(') ?? false);
  }
  if (reader?.getText().includes(`this.interpolationForAttribute('${name}')`)) return 'dynamic';
  throw new Error(`cannot tell the type of the computed attribute ${name}`);
}

/** Reads `new FooList(this, "foo", wrapsSet)`, `new FooOutputReference(this, "foo")`, `new cdktf.StringMap(this, "foo")`. */
function createdType(source: GeneratedSource, created: ts.NewExpression): ValueType {
  const className = created.expression.getText().replace(/OutputReference$/, '');
  const wrapsSet = isTrue(created.arguments?.[2]);
  if (className.startsWith('cdktf.')) {
    const storage = className.slice('cdktf.'.length);
    return storedType(`${storage[0].toLowerCase()}${storage.slice(1)}`, wrapsSet);
  }
  return unwrap(className, wrapsSet, (name) => source.outputReference(name) ? objectType(source, name) : undefined);
}

function objectType(source: GeneratedSource, struct: string): ValueType {
  return ['object', Object.fromEntries(structMembers(source, struct).map((member) => [
    member.name,
    member.hcl && !member.hcl.struct ? simpleType(member.hcl) : computedType(source, member),
  ]))];
}

/** cdktf's name for a type: the element, then each wrapping from the inside out, `stringMapList` for a list of maps. */
function storedType(storage: string, isSet: boolean): ValueType {
  // A value of any type is a map of any to cdktf, since that is what its users can write.
  return unwrap(storage.replace(/^anyMap/, 'any'), isSet, (name) => PRIMITIVES[name]);
}

function unwrap(name: string, isSet: boolean, element: (name: string) => ValueType | undefined): ValueType {
  const found = element(name);
  if (found) return found;
  const [, inner, wrapping] = /^(\w+)(List|Map)$/.exec(name) ?? [];
  if (!inner) throw new Error(`cannot tell the type ${name}`);
  const kind: CollectionType[0] = wrapping === 'Map' ? 'map' : isSet ? 'set' : 'list';
  return [kind, unwrap(inner, false, element)];
}

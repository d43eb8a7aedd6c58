import { Construct } from 'constructs';
import { show, unreadable } from './problems';
import { isWhole } from './text';
import { isToken } from './tokens';

/** No list, map or tree of a person's own comes near these. */
const MOST_VALUES = 100_000;
const DEEPEST = 64;

/** What one copy has come across. */
interface Walk {
  /** The props whose objects are taken as they are, such as a construct. */
  readonly objects: readonly string[];
  /** The objects that hold the one that is read. */
  readonly within: object[];
  values: number;
}

/**
 * Props as they are now, as plain values: no getter, proxy or later change of a list alters what was checked.
 *
 * What has no plain value stays as a mark that every check refuses, and that says what was found: a getter that throws, a
 * circle, a Map, an object of a class. Objects of a class that hold only values are read like any other.
 *
 * @param props what was given, whatever it is
 * @param objects the names of the props that take objects with methods, or lists or maps of them, which are kept
 */
export function snapshot<T>(props: T, objects: readonly string[] = []): T {
  return copied(props, undefined, { objects, within: [], values: 0 }) as T;
}

function copied(value: unknown, name: string | undefined, walk: Walk): unknown {
  if (typeof value === 'string') return isWhole(value) ? value : unreadable(`${show(value)}, with half a character`);
  if (Object.is(value, -0)) return 0;
  if (typeof value === 'function') return unreadable('a function');
  if (typeof value !== 'object' || value === null) return value;
  try {
    return copiedObject(value, name, walk);
  } catch (error) {
    return unreadable(`something that cannot be read: ${messageOf(error)}`);
  }
}

function copiedObject(value: object, name: string | undefined, walk: Walk): unknown {
  if (walk.within.includes(value)) return unreadable('a value that holds itself');
  if (walk.within.length >= DEEPEST) return unreadable(`values within values, more than ${DEEPEST} deep`);
  if (!Array.isArray(value) && Object.keys(value).some(isToken)) return unreadable('a Terraform token');
  if (Array.isArray(value)) return within(value, walk, () => copiedList(value, name, walk));
  if (isToken(value) || (name !== undefined && walk.objects.includes(name) && hasMethods(value, true))) return value;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (kind !== 'Object') return unreadable(`an object of the kind ${kind}`);
  if (hasMethods(value, false)) return unreadable(Construct.isConstruct(value) ? show(value) : 'an object with methods');
  return within(value, walk, () =>
    Object.fromEntries(keysOf(value).map((key) => [key, read(value, key, walk, keptIn(name, walk))])),
  );
}

/** A list without holes: what is missing there is checked like a value that is missing. */
function copiedList(list: readonly unknown[], name: string | undefined, walk: Walk): unknown {
  const { length } = list;
  if (length > MOST_VALUES) return tooMany();
  return Array.from({ length }, (_, index) => read(list, String(index), walk, keptIn(name, walk)));
}

/** The name of a prop whose objects are kept holds for the items of a list or map as well. */
function keptIn(name: string | undefined, { objects }: Walk): string | undefined {
  return name !== undefined && objects.includes(name) ? name : undefined;
}

function read(holder: object, key: string, walk: Walk, name = key): unknown {
  Object.assign(walk, { values: walk.values + 1 });
  if (walk.values > MOST_VALUES) return tooMany();
  let value: unknown;
  try {
    value = Reflect.get(holder, key);
  } catch (error) {
    return unreadable(`a getter that throws: ${messageOf(error)}`);
  }
  return copied(value, name, walk);
}

function within(value: object, walk: Walk, copy: () => unknown): unknown {
  walk.within.push(value);
  try {
    return copy();
  } finally {
    walk.within.pop();
  }
}

/** The names of an object's own values, then of those that its class gives. */
function keysOf(value: object): string[] {
  const inherited = prototypesOf(value).flatMap((prototype) => Object.keys(valuesOf(prototype)));
  return [...new Set([...Object.keys(value), ...inherited])];
}

/** What a class gives its objects besides methods: getters, which TypeScript takes as props. */
function valuesOf(prototype: object): Record<string, PropertyDescriptor> {
  const described = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return Object.fromEntries(
    described.filter(([key, { get, enumerable }]) => key !== '__proto__' && (get !== undefined || enumerable)),
  );
}

function hasMethods(value: object, own: boolean): boolean {
  const holders = own ? [value, ...prototypesOf(value)] : prototypesOf(value);
  const described = holders.flatMap((holder) => Object.entries(Object.getOwnPropertyDescriptors(holder)));
  return described.some(([key, each]) => key !== 'constructor' && typeof each.value === 'function');
}

/** The classes of an object, without the root of all objects. */
function prototypesOf(value: object): object[] {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return [];
  return [prototype, ...prototypesOf(prototype)];
}

function tooMany(): symbol {
  return unreadable(`more than ${MOST_VALUES} values`);
}

function messageOf(error: unknown): string {
  try {
    return show(error instanceof Error ? error.message : error);
  } catch {
    return 'with no reason';
  }
}

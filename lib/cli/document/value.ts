import type { CallForm } from './form';
import type { Origin } from './node';

/** A value of a document whose form is known: what it is in code, and where it is written. */
export type Value = CallValue | CompanionsValue | ListValue | LiteralValue | MapValue | MemberValue | PropsValue | ReferenceValue;

export interface LiteralValue {
  readonly kind: 'literal';
  readonly at: Origin;
  readonly value: string | number | boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly at: Origin;
  readonly items: readonly Value[];
}

/** One key of an object, by its name in code. */
export interface Field {
  readonly name: string;
  readonly at: Origin;
  readonly value: Value;
}

/** Values by names that the document chose. */
export interface MapValue {
  readonly kind: 'map';
  readonly at: Origin;
  readonly fields: readonly Field[];
}

/** An object of an interface. */
export interface PropsValue {
  readonly kind: 'props';
  readonly at: Origin;
  readonly fields: readonly Field[];
}

/** A member of an enumeration, or a static one of a class. */
export interface MemberValue {
  readonly kind: 'member';
  readonly at: Origin;
  readonly of: string;
  readonly name: string;
}

/** What a method makes of arguments. */
export interface CallValue {
  readonly kind: 'call';
  readonly at: Origin;
  readonly method: CallForm;
  readonly fields: readonly Field[];
}

/** Something under `data`. */
export interface ReferenceValue {
  readonly kind: 'reference';
  readonly at: Origin;
  readonly name: string;
}

/** What a service owns. */
export interface CompanionsValue {
  readonly kind: 'companions';
  readonly at: Origin;
  readonly companions: readonly CompanionValue[];
}

export interface CompanionValue {
  readonly at: Origin;
  readonly name: string;
  /** Its kind in the document. */
  readonly type: string;
  readonly construct: string;
  readonly props: PropsValue;
  readonly connect: PropsValue;
}

/** The value of a field, or nothing. */
export function fieldOf(value: { readonly fields: readonly Field[] } | undefined, name: string): Value | undefined {
  return value?.fields.find((field) => field.name === name)?.value;
}

/** The arguments of a call in order, the options as one object if there are any. */
export function argumentsOf({ at, fields, method }: CallValue): (Value | undefined)[] {
  const plain = method.parameters.map((name) => fieldOf({ fields }, name));
  const options = fields.filter(({ name }) => method.options?.includes(name));
  const all: (Value | undefined)[] = options.length > 0 ? [...plain, { kind: 'props', at, fields: options } as const] : plain;
  while (all.length > 0 && all.at(-1) === undefined) all.pop();
  return all;
}

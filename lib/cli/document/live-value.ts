import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import type { Finder } from './locate';
import { argumentsOf } from './value';
import type { CallValue, Field, Value } from './value';

/** What a value needs to become one of the running program. */
export interface Surroundings {
  /** The exports of this library. */
  readonly library: Readonly<Record<string, unknown>>;
  /** What is under `data`, as far as it was made. */
  readonly data: ReadonlyMap<string, IConstruct>;
  /** Takes what is wrong with the arguments of a method. */
  readonly finder: Finder;
}

/** Thrown where a part of a value was refused: the problems are known. */
export class Refused extends Error {}

/** The value in the running program. Throws `Refused` if the library refuses a part of it. */
export function live(value: Value, around: Surroundings): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'list':
      return each(value.items, (item) => live(item, around));
    case 'member':
      return (around.library[value.of] as Record<string, unknown>)[value.name];
    case 'call':
      return called(value, around);
    case 'reference':
      return referred(value.name, value, around);
    case 'companions':
      throw new TypeError('companions are constructs');
    default:
      return liveFields(value.fields, around);
  }
}

/** An object of fields. A name such as `__proto__` is a field like any other. */
export function liveFields(fields: readonly Field[], around: Surroundings): Record<string, unknown> {
  return Object.fromEntries(each(fields, ({ name, value }) => [name, live(value, around)] as const));
}

/** The arguments of a call, in order. */
export function liveArguments(call: CallValue, around: Surroundings): unknown[] {
  return each(argumentsOf(call), (value) => value && live(value, around));
}

/** What an action makes of each item. If some are refused, the others are tried too, so that all problems are known. */
function each<From, To>(items: readonly From[], action: (item: From) => To): To[] {
  const made: To[] = [];
  let isRefused = false;
  for (const item of items) {
    try {
      made.push(action(item));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      isRefused = true;
    }
  }
  if (isRefused) throw new Refused();
  return made;
}

function called(call: CallValue, around: Surroundings): unknown {
  const values = liveArguments(call, around);
  const owner = around.library[call.method.of!] as Record<string, (...all: unknown[]) => unknown>;
  try {
    return owner[call.method.name](...values);
  } catch (error) {
    if (!(error instanceof GoldenPathError)) throw error;
    around.finder.report(error, call);
    throw new Refused();
  }
}

function referred(name: string, value: Value, { data, finder }: Surroundings): IConstruct {
  const found = data.get(name);
  if (found) return found;
  finder.missing(value.at, name, [...data.keys()]);
  throw new Refused();
}

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { byCode } from '../core/by-code';
import { inOrder } from '../core/canonical';
import { isPlainObject } from '../core/json';

/** So deep are objects split: the parts of their parts are small. */
export const SPLIT = 2;

/** How much text is written at once. */
const CHUNK = 1 << 16;

/** As long as every hash, which takes its place. */
const NO_DIGEST = `sha256:${'0'.repeat(64)}`;

const START = '{\n  "digest": "';

/** A part of a JSON text, as it is hashed and as it is read. */
interface Part {
  readonly canonical: string;
  readonly pretty: string;
}

/** An object whose values are made when they are asked for, and not kept. */
export function lazily<T>(names: Iterable<string>, make: (name: string) => T): Readonly<Record<string, T>> {
  const object = {};
  for (const name of names) Object.defineProperty(object, name, { enumerable: true, configurable: true, get: () => make(name) });
  return object;
}

/**
 * Writes an object with the hash of itself, as `prettyJson(sealed(content))` gives it. Its text, many megabytes for a large app, is
 * never there as a whole.
 *
 * @param content its keys come after `digest`
 */
export function writeSealed(file: string, content: Readonly<Record<string, unknown>>): void {
  const hash = createHash('sha256');
  const target = fs.openSync(file, 'w');
  let text = `${START}${NO_DIGEST}",\n`;
  try {
    let first = true;
    for (const part of partsOf(content, 0)) {
      hash.update(part.canonical);
      // It begins with the bracket that was written before the digest.
      text += first ? part.pretty.replace('{\n', '') : part.pretty;
      first = false;
      if (text.length < CHUNK) continue;
      fs.writeFileSync(target, text);
      text = '';
    }
    fs.writeFileSync(target, `${text}\n`);
    fs.writeSync(target, `sha256:${hash.digest('hex')}`, START.length);
  } finally {
    fs.closeSync(target);
  }
}

function* partsOf(value: unknown, depth: number): Generator<Part> {
  const indent = '  '.repeat(depth);
  const keys = depth < SPLIT && isPlainObject(value) ? sorted(Object.keys(value)) : [];
  if (keys.length === 0) {
    const part = inOrder(value);
    yield { canonical: JSON.stringify(part), pretty: JSON.stringify(part, undefined, 2).replaceAll('\n', `\n${indent}`) };
    return;
  }
  let [open, comma] = ['{', '{\n'];
  for (const key of keys) {
    const name = JSON.stringify(key);
    yield { canonical: `${open}${name}:`, pretty: `${comma}${indent}  ${name}: ` };
    yield* partsOf((value as Record<string, unknown>)[key], depth + 1);
    [open, comma] = [',', ',\n'];
  }
  yield { canonical: '}', pretty: `\n${indent}}` };
}

/** Keys as an object has them that got them in order: numbers come first. */
function sorted(keys: readonly string[]): string[] {
  return Object.keys(Object.fromEntries([...keys].sort(byCode).map((key) => [key, true])));
}

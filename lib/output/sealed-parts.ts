import { ok } from 'node:assert';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { canonical } from '../core/canonical';
import { SPLIT } from './sealed-file';

/** How much text is read at once. */
const CHUNK = 1 << 16;

/** No line that was written is longer. */
const LONGEST_LINE = 1 << 20;

/** A line with a name, as it is written. */
const NAMED = /^( *)("(?:[^"\\]|\\.)*"): (.+)$/;

/** Takes a part: the names that lead to it, and its value. */
export type TakePart = (names: readonly string[], value: unknown) => void;

/**
 * Reads what `writeSealed` wrote, one part after the other: no two of them are in memory at once.
 *
 * @returns whether it is all that was written, and unchanged; if not, only the text as a whole says what it is
 */
export function readSealed(file: string, take: TakePart): boolean {
  try {
    return new SealedReader(file, take).read();
  } catch {
    return false;
  }
}

class SealedReader {
  private readonly lines: Iterator<string>;
  private readonly hash = createHash('sha256');
  private digest?: unknown;

  public constructor(
    file: string,
    private readonly take: TakePart,
  ) {
    this.lines = linesOf(file);
  }

  public read(): boolean {
    try {
      ok(this.next() === '{');
      this.object([], '  ');
      ok(this.next() === '' && this.lines.next().done === true);
      return this.digest === `sha256:${this.hash.digest('hex')}`;
    } finally {
      this.lines.return?.();
    }
  }

  /** Reads the rest of an object, and says whether a comma comes after it. */
  private object(names: readonly string[], indent: string): boolean {
    let [open, more] = ['{', true];
    while (more) {
      const [, space, quoted, rest] = NAMED.exec(this.next()) ?? [];
      ok(space === indent);
      const name = JSON.parse(quoted) as string;
      const path = [...names, name];
      const isDigest = names.length === 0 && name === 'digest';
      if (!isDigest) this.hash.update(`${open}${JSON.stringify(name)}:`);
      if (rest === '{' && path.length < SPLIT) {
        more = this.object(path, `${indent}  `);
      } else {
        const text = this.text(rest, indent);
        more = text.endsWith(',');
        const value: unknown = JSON.parse(more ? text.slice(0, -1) : text);
        if (isDigest) this.digest = value;
        else this.hash.update(canonical(value));
        this.take(path, value);
      }
      if (!isDigest) open = ',';
    }
    const end = this.next();
    ok(end === `${indent.slice(2)}}` || end === `${indent.slice(2)}},`);
    this.hash.update('}');
    return end.endsWith(',');
  }

  /** The text of a value whose first line is known, with the comma after it. */
  private text(first: string, indent: string): string {
    if (first !== '{' && first !== '[') return first;
    const ends = ['}', ']', '},', '],'].map((end) => `${indent}${end}`);
    const lines = [first];
    do lines.push(this.next());
    while (!ends.includes(lines.at(-1)!));
    return lines.join('\n');
  }

  private next(): string {
    const { done, value } = this.lines.next();
    ok(done !== true);
    return value as string;
  }
}

/** The lines of a file, and what is after the last of them. */
function* linesOf(file: string): Generator<string> {
  const source = fs.openSync(file, 'r');
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const bytes = Buffer.allocUnsafe(CHUNK);
    let rest = '';
    for (let size = fs.readSync(source, bytes); size > 0; size = fs.readSync(source, bytes)) {
      const lines = `${rest}${decoder.decode(bytes.subarray(0, size), { stream: true })}`.split('\n');
      rest = lines.pop()!;
      ok(rest.length < LONGEST_LINE);
      yield* lines;
    }
    yield `${rest}${decoder.decode()}`;
  } finally {
    fs.closeSync(source);
  }
}

import { createHash, timingSafeEqual } from 'node:crypto';
import * as fs from 'node:fs';
import { Trouble } from '../../refusal';

/** A token that a client may send: its name in logs, and its sum. The token itself is not kept. */
export interface Token {
  readonly name: string;
  readonly sum: Buffer;
}

const LINE = /^([a-z0-9][a-z0-9._-]{0,62}) +(?:sha256:)?([0-9a-f]{64})$/;
const BEARER = /^Bearer ([\x21-\x7e]{1,1024})$/i;

/** The sum that a shell writes where the variable of the token is empty. */
const SUM_OF_NOTHING = createHash('sha256').update('').digest('hex');

/** Reads a file of tokens: a name and a sum on each line; empty lines and those that begin with `#` are skipped. */
export function tokensIn(file: string): Token[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n').map((text, index) => ({ text: text.trim(), number: index + 1 }));
  const used = lines.filter(({ text }) => text !== '' && !text.startsWith('#'));
  const empty = used.filter(({ text }) => text.endsWith(SUM_OF_NOTHING)).map(({ number }) => number);
  if (empty.length > 0) throw new Trouble(`the sum of an empty token in line ${empty.join(', ')}`, 'sums of tokens', 'make a token again');
  const wrong = used.filter(({ text }) => !LINE.test(text)).map(({ number }) => number);
  const allowed = 'a name and the SHA-256 of a token in hexadecimal digits on each line';
  if (wrong.length > 0) throw new Trouble(`something else in line ${wrong.join(', ')}`, allowed, 'write the sum that sha256sum prints');
  if (used.length === 0) throw new Trouble('a file without tokens', allowed, 'add one, or use --public');
  return used.map(({ text }) => {
    const [, name, sum] = LINE.exec(text)!;
    return { name, sum: Buffer.from(sum, 'hex') };
  });
}

/** The token that a header has; nothing for a header without one. Each comparison takes the same time, and all are made. */
export function tokenIn(header: string | undefined, tokens: readonly Token[]): Token | undefined {
  const text = BEARER.exec(header ?? '')?.[1];
  if (text === undefined) return undefined;
  const given = createHash('sha256').update(text).digest();
  return tokens.filter(({ sum }) => timingSafeEqual(sum, given))[0];
}

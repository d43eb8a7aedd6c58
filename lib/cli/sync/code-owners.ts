import { byCode } from '../../core/by-code';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import { sameText } from '../gitops/layout';
import type { Refusal } from '../refusal';
import { Trouble } from '../refusal';
import type { Unit } from './tree';

/** The paths at which GitHub looks for a CODEOWNERS file, in its order. A new file is created at the first. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

const BEGIN = '# golden-path sync: begin. Lines of this block are rewritten; what is outside of it stays.';
const END = '# golden-path sync: end';

const PLATFORM = 'platform';

/** The change of the code owners, or nothing. GitHub uses the last line that matches, so a new block is added at the end. */
export function planCodeOwners(units: readonly Unit[], checkout: Checkout, refusal: Refusal): Change[] {
  return refusal.attempt(PLACES[0], () => plan(units, checkout)) ?? [];
}

function plan(units: readonly Unit[], checkout: Checkout): Change[] {
  const path = PLACES.find((place) => checkout.read(place) !== undefined) ?? PLACES[0];
  const before = checkout.read(path);
  const { head, lines, tail } = split(before ?? '');
  const owners = new Map(lines.map((line) => [line.split(/\s+/)[0], line]));
  for (const [pattern, owner] of units.flatMap((unit) => entriesOf(unit, path))) {
    if (owner === undefined) owners.delete(pattern);
    else owners.set(pattern, `${pattern} ${owner}`);
  }
  const block = [...owners].sort(([one], [other]) => byCode(one, other)).map(([, line]) => line);
  if (block.length === 0 && lines.length === 0) return [];
  const after = `${head}${[BEGIN, ...block, END].join('\n')}\n${tail}`;
  return before !== undefined && sameText(before, after) ? [] : [{ path, ...(before !== undefined && { before }), after }];
}

/** The owners of a folder's files. The owner of the platform's folder also owns the CODEOWNERS file. */
function entriesOf({ codeOwner, files, folder }: Unit, file: string): [pattern: string, owner: string | undefined][] {
  if (files.size === 0) return [[`/${folder}/`, undefined]];
  if (codeOwner === undefined) return [];
  if (!folder.startsWith(`${PLATFORM}/`)) return [[`/${folder}/`, codeOwner]];
  return [[`/${PLATFORM}/`, codeOwner], [`/${file}`, codeOwner]];
}

/** The text before the block, the lines in it and the text after it. Throws Trouble if the block is incomplete or not unique. */
function split(text: string): { head: string; lines: string[]; tail: string } {
  const all = text.replace(/\r\n/g, '\n').split('\n');
  const begins = all.flatMap((line, index) => (line === BEGIN ? [index] : []));
  const ends = all.flatMap((line, index) => (line === END ? [index] : []));
  if (begins.length === 0 && ends.length === 0) {
    return { head: text === '' || text.endsWith('\n') ? text : `${text}\n`, lines: [], tail: '' };
  }
  const [begin, end] = [begins[0], ends[0]];
  if (begins.length !== 1 || ends.length !== 1 || begin > end) {
    const got = 'an incomplete or repeated block of golden-path sync';
    throw new Trouble(got, `one line ${BEGIN} and one ${END} after it`, 'remove the remaining lines of the block');
  }
  const joined = (part: readonly string[]) => part.map((line) => `${line}\n`).join('');
  const lines = all.slice(begin + 1, end).filter((line) => line.trim() !== '');
  return { head: joined(all.slice(0, begin)), lines, tail: all.slice(end + 1).join('\n') };
}

import { byCode } from '../../core/by-code';
import { CATALOG_FILE } from '../../repository/catalog/locations';
import { isFirstEntry } from '../../repository/skeletons/first-entry';
import type { Change } from '../changes';
import { sameText } from '../gitops/layout';
import { fingerprint, REMOVAL } from './state';
import type { Kept, RepositoryState } from './state';
import type { Wanted } from './wanted';

/** The decisions of the user about edited files. */
export interface Choices {
  readonly takeOurs: ReadonlySet<string>;
  readonly keep: ReadonlySet<string>;
  /** The reason for all files that are kept now. */
  readonly reason: string;
}

/** A managed file that differs from what golden-path wrote, and that nobody decided on. */
export interface Edited {
  readonly path: string;
  /** The text in the checkout; absent if the team removed the file. */
  readonly theirs?: string;
  /** The text of golden-path; absent if the file is no longer part of the output. */
  readonly ours?: string;
  /** Whether golden-path wrote a file there before. */
  readonly written: boolean;
  /** The decision about an earlier text of golden-path. */
  readonly before?: Kept;
}

/** What one run does. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly edited: readonly Edited[];
  /** The files that stay as the team wrote them, each with its reason. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly state: RepositoryState;
}

/** What becomes of one file: its change, what is recorded of it, or a question. */
interface Outcome {
  readonly change?: Change;
  readonly managed?: string;
  readonly given?: string;
  readonly kept?: Kept;
  readonly edited?: Edited;
}

/** One path, with all that is known of it. */
interface File {
  readonly path: string;
  readonly theirs?: string;
  readonly ours?: string;
  readonly last?: string;
  readonly before?: Kept;
}

/** Decides on every file. It reads and writes nothing. */
export function planRepository(
  wanted: Wanted,
  state: RepositoryState | undefined,
  current: ReadonlyMap<string, string>,
  choices: Choices,
): Plan {
  const outcomes = new Map(pathsOf(wanted, state).map((path) => [path, outcomeOf(path, wanted, state, current, choices)]));
  const of = <T>(part: (outcome: Outcome) => T | undefined): ReadonlyMap<string, T> =>
    new Map([...outcomes].flatMap(([path, outcome]) => (part(outcome) === undefined ? [] : [[path, part(outcome)!]])));
  const kept = of((outcome) => outcome.kept);
  return {
    changes: [...of(({ change }) => change).values()],
    edited: [...of(({ edited }) => edited).values()],
    kept,
    state: { repository: wanted.repository, managed: of(({ managed }) => managed), given: of(({ given }) => given), kept },
  };
}

/** Every path that the output or the state names, sorted. */
export function pathsOf(wanted: Wanted, state: RepositoryState | undefined): string[] {
  const maps = [wanted.managed, wanted.given, state?.managed, state?.given, state?.kept];
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))].sort(byCode);
}

function outcomeOf(
  path: string,
  wanted: Wanted,
  state: RepositoryState | undefined,
  current: ReadonlyMap<string, string>,
  choices: Choices,
): Outcome {
  const [theirs, given] = [current.get(path), wanted.given.get(path)];
  const [wasManaged, wasGiven, before] = [state?.managed.get(path), state?.given.get(path), state?.kept.get(path)];
  if (given !== undefined) return giveOnce(path, given, theirs, wasGiven ?? wasManaged ?? before?.declined);
  const ours = wanted.managed.get(path);
  if (ours === undefined && wasGiven !== undefined) return { given: wasGiven };
  return manage({ path, theirs, ours, last: wasManaged ?? wasGiven, before }, choices);
}

/** A file that was there before, or that was given before, belongs to the team: also if the team removed it. */
function giveOnce(path: string, text: string, theirs: string | undefined, before: string | undefined): Outcome {
  if (before !== undefined) return { given: before };
  return { given: fingerprint(text), ...(theirs === undefined && { change: { path, after: text, note: 'given once' } }) };
}

function manage(file: File, choices: Choices): Outcome {
  const { path, before, last, ours, theirs } = file;
  const declined = ours === undefined ? REMOVAL : fingerprint(ours);
  if (isSame(theirs, ours)) return ours === undefined ? {} : { managed: declined };
  if (choices.takeOurs.has(path)) return take(file, 'the edit is replaced');
  if (choices.keep.has(path)) return { kept: { reason: choices.reason, declined } };
  // A file that left the output is no longer managed.
  if (before && (before.declined === declined || ours === undefined)) return { kept: { ...before, declined } };
  if (!before && (isUnedited(theirs, last) || isFirst(file))) return take(file);
  const written = last !== undefined || before !== undefined;
  return { edited: { path, theirs, ours, written, before }, ...(before ? { kept: before } : { managed: last }) };
}

function isSame(theirs: string | undefined, ours: string | undefined): boolean {
  return theirs === undefined || ours === undefined ? theirs === ours : sameText(theirs, ours);
}

/** Whether the file is as golden-path wrote it, or was never there. */
function isUnedited(theirs: string | undefined, last: string | undefined): boolean {
  return theirs === undefined ? last === undefined : fingerprint(theirs) === last;
}

/** Whether it is the entry in the catalog with which a new repository begins. */
function isFirst({ path, theirs, ours, last }: File): boolean {
  if (path !== CATALOG_FILE || theirs === undefined || ours === undefined || last !== undefined) return false;
  return isFirstEntry(theirs, ours);
}

function take({ ours, path, theirs }: File, note?: string): Outcome {
  const change = { path, before: theirs, after: ours, ...(note !== undefined && theirs !== undefined && { note }) };
  return { change, ...(ours !== undefined && { managed: fingerprint(ours) }) };
}

/** Whether a text has the marks that Git leaves where it could not merge. */
export function hasConflict(text: string | undefined): boolean {
  return text !== undefined && /^<{7} /m.test(text) && /^>{7} /m.test(text);
}

import { posix } from 'node:path';
import { closest, listed, show, showPath } from '../../core/problems';
import type { Refusal } from '../refusal';
import { reasonOf } from '../retired';
import { wordsFor } from './formats';
import { hasConflict } from './plan';
import type { Choices, Edited } from './plan';

/** The options that decide on edited files. */
export interface Decisions {
  /** Edited files to replace. */
  readonly takeOurs?: readonly string[];
  /** Edited files to keep. */
  readonly keep?: readonly string[];
  /** Why they are kept. */
  readonly reason?: string;
}

/** The decisions by path, also if a shell completed the paths. */
export function choicesOf({ keep = [], reason = '', takeOurs = [] }: Decisions): Choices {
  const pathsOf = (paths: readonly string[]) => new Set(paths.map((each) => posix.normalize(each)));
  return { takeOurs: pathsOf(takeOurs), keep: pathsOf(keep), reason };
}

export function checkReason({ keep, reason }: Decisions, refusal: Refusal): void {
  if (keep === undefined && reason === undefined) return;
  if (keep === undefined) {
    refusal.add({ path: '--reason', got: show(reason), allowed: 'a reason together with --keep', fix: 'name the file with --keep' });
  } else if (reasonOf(reason) === undefined) {
    const fix = 'say why this repository needs its own text, with --reason';
    refusal.add({ path: '--reason', got: show(reason), allowed: 'a reason in words for each file that is kept', fix });
  }
}

/** Rejects decisions about files that golden-path does not manage here, and two about one file. */
export function checkChoices(
  { keep, takeOurs }: Choices,
  known: readonly string[],
  current: ReadonlyMap<string, string>,
  refusal: Refusal,
): void {
  for (const [option, paths] of [['--keep', keep], ['--take-ours', takeOurs]] as const) {
    for (const path of [...paths].filter((each) => !known.includes(each))) {
      const meant = closest(path, known);
      const fix = meant ? `did you mean ${show(meant)}?` : 'use the path as the command shows it';
      refusal.add({ path: option, got: showPath(path), allowed: `a file that golden-path manages here: ${listed(known)}`, fix });
    }
  }
  for (const path of [...keep].filter((each) => takeOurs.has(each))) {
    const got = `${showPath(path)}, which is also in --take-ours`;
    refusal.add({ path: '--keep', got, allowed: 'one decision for each file', fix: 'leave one of them out' });
  }
  for (const path of [...keep].filter((each) => hasConflict(current.get(each)))) refusal.add(inConflict(path));
}

/** An edit is never overwritten silently: somebody has to decide on each. */
export function refuseEdited(edited: readonly Edited[], refusal: Refusal): void {
  for (const each of edited) refusal.add(hasConflict(each.theirs) ? inConflict(each.path) : undecided(each));
}

function undecided(edited: Edited) {
  const word = shellWord(edited.path);
  const options = `pass --take-ours ${word}, or pass --keep ${word} --reason '<why>'`;
  return {
    path: edited.path,
    got: wordsFor(edited),
    allowed: 'the text of golden-path, or your own with a reason',
    fix: `move the change into the construct that makes the file, ${options}`,
  };
}

function inConflict(path: string) {
  return {
    path,
    got: 'an unresolved merge conflict',
    allowed: 'a file as one side wrote it',
    fix: `resolve it, or pass --take-ours ${shellWord(path)}`,
  };
}

/** A path as a shell reads it back. */
function shellWord(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

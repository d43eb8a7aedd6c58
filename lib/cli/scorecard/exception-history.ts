import { canonical } from '../../core/canonical';
import type { RecordedException } from '../../output/record';
import type { Version } from '../../reports/committed/committed';
import type { ExceptionEvidence } from '../../reports/scorecard/evidence';
import { parseLockFile } from '../lock/lock-file';
import type { LockedStack } from '../lock/lock-file';

/** The exceptions of a lock, each with the time since when it is in force without a break. The history is read only if there are any. */
export function datedExceptions(stacks: ReadonlyMap<string, LockedStack>, history: () => readonly Version[]): ExceptionEvidence[] {
  const all = [...stacks].flatMap(([stack, { exceptions }]) => exceptions.map((exception) => ({ stack, exception })));
  if (all.length === 0) return [];
  const versions = history().map(({ at, text }) => ({ at, keys: keysOf(text) }));
  return all.map(({ stack, exception: { construct, what, reason } }) => {
    const key = keyOf(stack, { construct, what, reason });
    const absent = versions.findIndex(({ keys }) => !keys.has(key));
    const oldest = versions[(absent === -1 ? versions.length : absent) - 1];
    return { stack, construct, what, reason, ...(oldest && (absent === -1 ? { before: oldest.at } : { since: oldest.at })) };
  });
}

/** A lock that cannot be read has no exceptions: older ones may have another form. */
function keysOf(text: string): ReadonlySet<string> {
  try {
    return new Set([...parseLockFile(text).stacks].flatMap(([stack, { exceptions }]) => exceptions.map((each) => keyOf(stack, each))));
  } catch {
    return new Set();
  }
}

/** The reason may be reworded: the exception is the same. */
function keyOf(stack: string, { construct, what }: RecordedException): string {
  return canonical({ stack, construct, what });
}

import { eachOf } from '../client/slots';
import type { Attempt } from './attempts';
import { compare } from './commits';
import type { Difference } from './commits';
import type { GithubCommit } from './shapes';
import type { Source } from './source';

/** A deployment, next to the one that it replaced. */
export interface Step {
  readonly attempt: Attempt;
  /** What it brings; nothing if it is the first one, or if what it replaced is gone. */
  readonly difference?: Difference;
  /** What it takes away, if it goes back. */
  readonly dropped: readonly GithubCommit[];
}

/** A base further back is compared with if a force push removed the nearer ones. */
const MOST_BASES = 5;
const AT_ONCE = 8;

/** Each deployment with what it changes, in order: compared with the last good one that ended before. */
export async function stepsOf(source: Source, inOrder: readonly Attempt[]): Promise<Step[]> {
  return eachOf([...inOrder.keys()], AT_ONCE, async (index) => stepOf(source, inOrder[index], basesOf(inOrder, index)));
}

/** The revisions that ran before, the last one first. */
function basesOf(inOrder: readonly Attempt[], before: number): string[] {
  const bases: string[] = [];
  for (let index = before - 1; index >= 0 && bases.length < MOST_BASES; index -= 1) {
    const { outcome, revision } = inOrder[index];
    if (outcome === 'succeeded' && !bases.includes(revision)) bases.push(revision);
  }
  return bases;
}

async function stepOf(source: Source, attempt: Attempt, bases: readonly string[]): Promise<Step> {
  if (bases.length === 0) return { attempt, dropped: [] };
  const missing = (what: string, why: string) => source.missing({ where: source.fullName, what: `${what} of ${attempt.id}`, why });
  for (const base of bases) {
    const difference = await compare(source, base, attempt.revision);
    if (!difference) continue;
    const gone = `GitHub cannot compare it with ${bases[0].slice(0, 7)}, which ran before it`;
    if (base !== bases[0]) missing('some changes', `${gone}; it was compared with ${base.slice(0, 7)}`);
    const dropped = difference.behind > 0 ? await compare(source, attempt.revision, base) : { commits: [] };
    if (!dropped) missing('the changes that it takes back', gone);
    return { attempt, difference, dropped: dropped?.commits ?? [] };
  }
  missing('the changes', `GitHub has ${attempt.revision.slice(0, 7)} no more, or none of what ran before it`);
  return { attempt, dropped: [] };
}

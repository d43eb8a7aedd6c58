import { ExpectationError } from './failures';

/** The answer to whether something is allowed. */
export interface Verdict {
  /** Whether it is certainly allowed. */
  readonly allowed: boolean;
  /** Whether it is certainly denied. If the output alone cannot decide it, both are false. */
  readonly denied: boolean;
  /** What was found, and the policies that decide it. */
  readonly explanation: string;
}

/** Throws an error that explains the verdict, unless it is allowed. */
export function assertAllowed(verdict: Verdict): void {
  if (!verdict.allowed) throw new ExpectationError(`expected to be allowed, but ${verdict.explanation}`);
}

/** Throws an error that explains the verdict, unless it is denied. */
export function assertDenied(verdict: Verdict): void {
  if (!verdict.denied) throw new ExpectationError(`expected to be denied, but ${verdict.explanation}`);
}

/** The outcome of one rule: `depends` if the output alone cannot decide it. */
export type Outcome = 'yes' | 'no' | 'depends';

/** Whether one of several holds. */
export function any(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('yes')) return 'yes';
  return outcomes.includes('depends') ? 'depends' : 'no';
}

/** Whether all of several hold. */
export function all(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('no')) return 'no';
  return outcomes.includes('depends') ? 'depends' : 'yes';
}

export function yesOrNo(holds: boolean): Outcome {
  return holds ? 'yes' : 'no';
}

/** A verdict with the sentence that a reader sees first, and the lines that say why. */
export function verdictOf(outcome: Outcome, sentence: Record<Outcome, string>, lines: readonly string[]): Verdict {
  return { allowed: outcome === 'yes', denied: outcome === 'no', explanation: [sentence[outcome], '', ...lines].join('\n') };
}

/** The verdict on all of several: allowed or denied only if each of them is. */
export function together(verdicts: readonly Verdict[]): Verdict {
  return {
    allowed: verdicts.every(({ allowed }) => allowed),
    denied: verdicts.every(({ denied }) => denied),
    explanation: verdicts.map(({ explanation }) => explanation).join('\n\n'),
  };
}

/** What a check found, as a step of a report gives it back. */
export interface Outcome {
  readonly passed?: number;
  readonly failed?: number;
  readonly note?: string;
  readonly output?: string;
  readonly notRun?: string;
}

/** Sums up what was checked and what was wrong. */
export function outcomeOf(checked: number, problems: readonly string[], note: string): Outcome {
  return { passed: problems.length > 0 ? 0 : checked, failed: problems.length, note, output: problems.join('\n') };
}

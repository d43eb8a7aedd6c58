import type { ControlPlane } from '../../referees/cluster';
import type { Output } from './output';

/** What a part runs on. */
export interface Context {
  readonly plane: ControlPlane;
  readonly environment: string;
  readonly output: Output;
  /** A folder that is ours to write to. */
  readonly folder: string;
}

/** What a part asked, and what was wrong. */
export interface Findings {
  readonly asked: number;
  readonly problems: readonly string[];
  /** What was asked, in figures. */
  readonly notes: readonly string[];
}

/** One part of the check, with its time. */
export interface PartResult extends Findings {
  readonly part: string;
  readonly seconds: number;
}

/** Runs a part; if it throws, that is one of its problems. */
export async function timed(part: string, run: () => Promise<Findings>): Promise<PartResult> {
  const start = Date.now();
  const findings = await run().catch((error: Error): Findings => ({ asked: 0, problems: [error.stack ?? error.message], notes: [] }));
  const problems = findings.problems.map((problem) => `${part}: ${problem}`);
  return { ...findings, problems, part, seconds: (Date.now() - start) / 1000 };
}

/** Several findings as one. */
export function together(all: readonly Findings[]): Findings {
  return {
    asked: all.reduce((sum, { asked }) => sum + asked, 0),
    problems: all.flatMap(({ problems }) => problems),
    notes: all.flatMap(({ notes }) => notes),
  };
}

/** An expectation that counts as one question. */
export function expecting(holds: boolean, problem: string): Findings {
  return { asked: 1, problems: holds ? [] : [problem], notes: [] };
}

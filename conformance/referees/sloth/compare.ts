import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildGoSource } from '../go-source';

/** What both make of the histories. */
export interface Answer {
  readonly histories: number;
  /** How many values of a kind both recorded, all of them equal but for `unexplained`. */
  readonly compared: Readonly<Record<string, number>>;
  /** The largest difference of two values, as a share of the error budget. */
  readonly deviation: Readonly<Record<string, number>>;
  readonly alerts: Readonly<Record<string, number>>;
  /** What one does and the other does not, by its reason, with the first history that shows it. */
  readonly differences: Readonly<Record<string, { readonly count: number; readonly example: string }>>;
  readonly unexplained: number;
  readonly unexplainedFirst: readonly string[] | null;
  /** The first and the last minute of each alert that was asked for; -1 if it was not raised. */
  readonly fired: readonly { readonly first: number; readonly last: number }[] | null;
}

/** What is asked: the objectives, and how many histories of which length. */
export interface Question {
  readonly seed: number;
  readonly short: number;
  readonly long: number;
  readonly objectives: readonly object[];
  /** When some alerts are raised. */
  readonly firing?: readonly object[];
}

/**
 * Builds the program that evaluates rules by Prometheus' own engine, ours and those of Sloth's library.
 *
 * @throws with the reason where it cannot be built
 */
export function buildComparison(): string {
  return buildGoSource({ name: 'sloth-v0.16.0', folder: join(__dirname, 'program') });
}

/** Compares the rules. */
export function compareWithSloth(binary: string, question: Question): Answer {
  const text = execFileSync(binary, { input: JSON.stringify(question), encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  return JSON.parse(text) as Answer;
}

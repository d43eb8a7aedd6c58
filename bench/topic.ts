import type { Case, Measured } from './rounds';

/** A promise about speed or memory. */
export interface Promised {
  readonly promise: string;
  readonly limit: number;
  readonly measure: (measured: Measured) => number;
}

/** A promise with what was measured; where that failed, it is no number, and the reason is there. */
export interface Bar extends Omit<Promised, 'measure'> {
  readonly measured: number;
  readonly reason?: string;
}

/** One subject of the benchmark, which has a section of the page. */
export interface Topic {
  readonly heading: string;
  readonly cases: readonly Case[];
  readonly promises: readonly Promised[];
  /** The section's text and tables. */
  readonly section: (measured: Measured) => string;
}

export function met({ limit, measured }: Bar): boolean {
  return measured <= limit;
}

/** How well the promises are kept by what is measured so far. */
export function barsOf(topics: readonly Topic[], measured: Measured): Bar[] {
  return topics.flatMap(({ promises }) => promises).map(({ promise, limit, measure }) => {
    try {
      return { promise, limit, measured: measure(measured) };
    } catch (error) {
      return { promise, limit, measured: NaN, reason: (error as Error).message };
    }
  });
}

export function verdictOf(bar: Bar): string {
  if (bar.reason !== undefined) return 'NOT MEASURED';
  return met(bar) ? 'met' : 'MISSED';
}

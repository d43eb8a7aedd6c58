import type { Fact } from './facts';

/** Facts as newline-delimited JSON: a fact a line, its fields sorted. */
export function ndjsonOf(facts: Iterable<Fact>): string {
  return [...facts].map(lineOf).join('');
}

/** One fact as a line. */
export function lineOf(fact: Fact): string {
  return `${JSON.stringify(Object.fromEntries(Object.entries(fact).sort(([one], [other]) => (one < other ? -1 : 1))))}\n`;
}

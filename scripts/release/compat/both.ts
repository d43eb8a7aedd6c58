import type { Change } from '../changes';

export type Verdict = Omit<Change, 'where'>;

/** What to say of an entry that is gone, new, or other than before. Where there is no rule, nothing is said. */
export interface Rules<T> {
  /** How the place is called; the entry's name without. */
  readonly where?: (name: string) => string;
  readonly gone: (was: T, name: string) => Verdict;
  readonly added?: (is: T, name: string) => Verdict | undefined;
  readonly other?: (was: T, is: T, name: string) => Verdict | undefined;
}

/** Compares two sets of named things. */
export function both<T>(before: Record<string, T>, after: Record<string, T>, rules: Rules<T>): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): Change[] => {
    const verdict = verdictOn(name, before, after, rules);
    return verdict ? [{ ...verdict, where: rules.where?.(name) ?? name }] : [];
  });
}

function verdictOn<T>(name: string, before: Record<string, T>, after: Record<string, T>, rules: Rules<T>): Verdict | undefined {
  if (!(name in after)) return rules.gone(before[name], name);
  if (!(name in before)) return rules.added?.(after[name], name);
  // As JSON, since one side is read from a file and has no keys without a value.
  return JSON.stringify(before[name]) === JSON.stringify(after[name]) ? undefined : rules.other?.(before[name], after[name], name);
}

/** Whether every one of some texts is among others. */
export function subset(some: readonly string[], others: readonly string[]): boolean {
  return some.every((text) => others.includes(text));
}

/** Names as a set of things that are there or not. */
export function present(names: readonly string[]): Record<string, true> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

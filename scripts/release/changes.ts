/** What a change asks of whoever updates: `mistake` is one that no version number makes right. */
export type Kind = 'breaking' | 'feature' | 'fix' | 'mistake';

/** The part of a version that a release raises; `none` where there is nothing to release. */
export type Bump = 'none' | 'patch' | 'minor' | 'major';

/** One difference between the last release and this tree. */
export interface Change {
  readonly what: string;
  /** The name, address, object or file that changed. */
  readonly where: string;
  readonly kind: Kind;
  /** What else to do about it than to raise the version. */
  readonly fix?: string;
}

export const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

const NEEDS: Record<Kind, Bump> = { breaking: 'major', feature: 'minor', fix: 'patch', mistake: 'none' };

/** Before 1.0.0 a minor release may break, as Semantic Versioning and the ranges of npm have it. */
const BEFORE_ONE: Record<Kind, Bump> = { breaking: 'minor', feature: 'patch', fix: 'patch', mistake: 'none' };

/** What a change of this kind needs after a release. */
export function bumpFor(kind: Kind, release: string): Bump {
  return (release.startsWith('0.') ? BEFORE_ONE : NEEDS)[kind];
}

/** The larger of some bumps. */
export function largest(bumps: readonly Bump[]): Bump {
  return BUMPS[Math.max(0, ...bumps.map((bump) => BUMPS.indexOf(bump)))];
}

/** The changes as a table: the gravest first, otherwise in the order in which they were found. */
export function verdicts(changes: readonly Change[], release: string): string[] {
  const order: readonly Kind[] = ['mistake', 'breaking', 'feature', 'fix'];
  const sorted = [...changes].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const needs = (kind: Kind) => (kind === 'mistake' ? 'no version' : bumpFor(kind, release));
  return table([['change', 'where', 'kind', 'needs'], ...sorted.map(({ what, where, kind }) => [what, where, kind, needs(kind)])]);
}

/** Rows of cells, each column as wide as its widest cell, the first row underlined. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const [head, ...body] = rows.map(line);
  return [head, widths.map((width) => '-'.repeat(width)).join('  '), ...body];
}

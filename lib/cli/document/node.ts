import { within } from '../../core/problems';
import type { Problem } from '../../core/problems';

/** Where something is written. */
export interface Origin {
  readonly file: string;
  /** Counted from one, as editors do. */
  readonly line: number;
  readonly column: number;
  /** The keys that lead there, such as `app.jobs[0].schedule`; empty for the whole document. */
  readonly path: string;
}

/** A key of a map with its value. */
export interface Entry {
  readonly key: string;
  /** Where the key is written. */
  readonly at: Origin;
  readonly value: DocumentNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly at: Origin;
  readonly entries: readonly Entry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly at: Origin;
  readonly items: readonly DocumentNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly at: Origin;
  readonly value: string | number | boolean | null;
  /** The characters in the file, for a value without quotes. */
  readonly plain?: string;
}

/** A value of a document, with where it is written. */
export type DocumentNode = MapNode | ListNode | ScalarNode;

/** The value of a key, or nothing. */
export function valueAt(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** Whether a document says nothing there. */
export function isNull(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The place of a key inside another place. */
export function inside(at: Origin, key: string): Origin {
  return { ...at, path: within(at.path, key) };
}

/** A place as an error begins: a form that editors and terminals make a link of. */
export function shown({ file, line, column, path }: Origin): string {
  return `${file}:${line}:${column}${path === '' ? '' : ` ${path}`}`;
}

/** A problem of what is written at a place. */
export function problemAt(at: Origin, problem: Omit<Problem, 'path'>): Problem {
  return { path: shown(at), ...problem };
}

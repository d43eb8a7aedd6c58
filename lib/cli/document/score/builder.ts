import { closest, listed, show } from '../../../core/problems';
import type { Problem } from '../../../core/problems';
import { problemAt } from '../node';
import type { DocumentNode, Entry, MapNode, Origin } from '../node';

/** Values of a document that is made from another one; each is where its origin is. */
export function text(at: Origin, value: string): DocumentNode {
  return { kind: 'scalar', at, value };
}

export function scalar(at: Origin, value: boolean | number): DocumentNode {
  return { kind: 'scalar', at, value };
}

export function list(at: Origin, items: readonly DocumentNode[]): DocumentNode {
  return { kind: 'list', at, items };
}

/** A map with the keys that have a value. */
export function map(at: Origin, fields: Readonly<Record<string, DocumentNode | undefined>>): MapNode {
  const entries = Object.entries(fields).flatMap(([key, value]) => (value ? [{ key, at: value.at, value }] : []));
  return { kind: 'map', at, entries };
}

const NO_COUNTERPART = 'remove it, or describe the service in a document of this command';

/** Collects what of a Score file has no counterpart. */
export class Unmapped {
  public readonly problems: Problem[] = [];

  public add(at: Origin, problem: Omit<Problem, 'path'>): void {
    this.problems.push(problemAt(at, problem));
  }

  /** The keys of an object; one that is not among those that are read is a problem, with a way out if there is one. */
  public entries(node: DocumentNode | undefined, known?: readonly string[], ways: Readonly<Record<string, string>> = {}): readonly Entry[] {
    if (node === undefined) return [];
    if (node.kind !== 'map') {
      this.add(node.at, { got: 'no object', allowed: 'an object', fix: 'write its keys below, further to the right' });
      return [];
    }
    const strange = known ? node.entries.filter(({ key }) => !known.includes(key)) : [];
    for (const { key, at } of strange) {
      const meant = closest(key, known!);
      const fix = ways[key] ?? (meant === undefined ? NO_COUNTERPART : `did you mean ${show(meant)}?`);
      const got = ways[key] === undefined ? 'a key that has no counterpart' : `the key ${show(key)}`;
      this.add(at, { got, allowed: listed(known!), fix });
    }
    return node.entries.filter((entry) => !strange.includes(entry));
  }

  /** The text of a value, or nothing with a problem if it is none. */
  public textOf(node: DocumentNode | undefined): string | undefined {
    if (node?.kind === 'scalar' && typeof node.value === 'string') return node.value;
    const fix = node?.kind === 'scalar' ? 'put it in quotes' : 'write one text';
    if (node) this.add(node.at, { got: 'no text', allowed: 'a text', fix });
    return undefined;
  }
}

import type { GoldenPathError } from '../../core/errors';
import { closest, listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { problemAt, shown } from './node';
import type { Origin } from './node';
import type { Field, Value } from './value';
import { inDocument } from './wording';

/** Finds where a document says what the library found wrong. */
export class Finder {
  public readonly problems: Problem[] = [];
  /** The parts of a document, by the paths of their constructs. */
  private readonly constructs = new Map<string, Value>();

  /** Remembers which part of the document a construct is made of. */
  public made(path: string, value: Value): void {
    this.constructs.set(path, value);
  }

  /** Adds the problems of the props that are made of a value. */
  public report(error: GoldenPathError, value: Value): void {
    this.problems.push(...error.problems.map((problem) => ({ ...inDocument(problem), path: placeOf(problem.path, value, problem.got) })));
  }

  /** Adds the problems of a synth, which name constructs. */
  public reportSynth(error: GoldenPathError, root: Origin): void {
    this.problems.push(...error.problems.map((problem) => ({ ...inDocument(problem), path: this.constructAt(problem.path, root) })));
  }

  /** Adds that something is not under `data`. */
  public missing(at: Origin, name: string, names: readonly string[]): void {
    const meant = closest(name, names);
    const fix = meant === undefined ? 'add it under data' : `did you mean ${show(meant)}?`;
    this.problems.push(problemAt(at, { got: show(name), allowed: `one of ${listed(names)}`, fix }));
  }

  /** The place of the longest path of a construct that a text has. */
  private constructAt(text: string, root: Origin): string {
    const paths = [...this.constructs.keys()].filter((path) => text.includes(path)).sort((a, b) => b.length - a.length);
    if (paths.length === 0) return `${shown({ ...root, path: '' })} ${text}`;
    const value = this.constructs.get(paths[0])!;
    const rest = text.slice(text.indexOf(paths[0]) + paths[0].length);
    const place = rest.startsWith('.') ? placeOf(rest.slice(1), value) : shown(value.at);
    return place.includes(text) ? place : `${place} (${text})`;
  }
}

/**
 * The place of a path such as `jobs[0].schedule` inside of a value; of what holds it, if the document does not say it. A name that is
 * wrong, as in `env key`, is where it is written.
 */
export function placeOf(path: string, value: Value, got?: string): string {
  let [at, current, rest]: [Origin, Value | undefined, string] = [value.at, value, path];
  while (current !== undefined && rest !== '') {
    const step: Step | undefined = stepOf(rest);
    const field: Field | undefined = step && fieldIn(current, step.name);
    if (!step || !field) break;
    [at, current, rest] = [SINGLE.includes(field.value.kind) ? field.value.at : field.at, field.value, step.rest];
  }
  const named = rest === ' key' && current && 'fields' in current ? current.fields.find(({ name }) => show(name) === got) : undefined;
  if (named) at = named.at;
  if (rest === '') return shown(at);
  return `${shown(at)}${/^[[ ]/.test(rest) ? '' : at.path === '' ? ' ' : '.'}${rest}`;
}

/** Values that are wrong as a whole; for others the key says more than their first line. */
const SINGLE: readonly string[] = ['literal', 'member', 'reference'] satisfies Value['kind'][];

interface Step {
  readonly name: string;
  readonly rest: string;
}

/** The first name of a path, and what follows. */
function stepOf(path: string): Step | undefined {
  const [whole, index, quoted, name] = /^\.?(?:\[(\d+)\]|\['([^']*)'\]|([A-Za-z_$][\w$-]*))/.exec(path) ?? [];
  if (whole === undefined) return undefined;
  const rest = path.slice(whole.length).replace(/^\./, '');
  return { name: index ?? quoted ?? name, rest };
}

function fieldIn(value: Value, name: string): Field | undefined {
  if (value.kind === 'list') {
    const item = value.items[Number(name)];
    return item && { name, at: item.at, value: item };
  }
  return 'fields' in value ? value.fields.find((field) => field.name === name) : undefined;
}

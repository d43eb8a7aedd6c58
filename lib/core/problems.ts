import { Construct } from 'constructs';
import { isToken } from './tokens';

/** One thing that is wrong, as data: what is printed is decided in one place. */
export interface Problem {
  /** What the user wrote: a prop's path such as `environments[1].awsRegion`, or a construct's path. */
  readonly path: string;
  /** What was found there, in words or as a literal. */
  readonly got: string;
  /** What is allowed there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly fix: string;
}

const LONGEST_VALUE = 80;
const LONGEST_LIST = 10_000;

const UNREADABLE = 'unreadable: ';

/** A mark in the place of a value that cannot be read, which is none of a prop's types; an error shows what it says. */
export function unreadable(what: string): symbol {
  return Symbol(`${UNREADABLE}${what}`);
}

/** A value as an error shows it: quoted, on one line, cut where it is long. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isUnreadable(value)) return value.description!.slice(UNREADABLE.length);
  if (isToken(value)) return Array.isArray(value) ? 'a list with a Terraform token' : 'a Terraform token';
  const text = literal(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`;
}

/** The path of a file or folder as an error shows it: in full, since half a path names nothing. */
export function showPath(path: string): string {
  return literal(path);
}

/** The lines of one problem, without its number. */
export function describeProblem(problem: Problem): string {
  return [`${problem.path}: got ${problem.got}`, `allowed: ${problem.allowed}`, `fix: ${problem.fix}`].join('\n     ');
}

/** The names in a list as a sentence shows them. */
export function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => show(name)).join(', ');
}

/** The candidate that was most likely meant, or nothing where none is near. */
export function closest(value: unknown, candidates: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_VALUE) return undefined;
  const ranked = candidates.map((name) => ({ name, distance: editDistance(value.toLowerCase(), name.toLowerCase()) }));
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const best = ranked[0];
  if (best && best.distance <= Math.min(best.name.length - 1, Math.max(2, Math.floor(best.name.length / 3)))) return best.name;
  return candidates.find(
    (name) => sharedStart(value.toLowerCase(), name.toLowerCase()) >= Math.max(4, Math.floor(name.length / 2) - 1),
  );
}

/** How many characters two texts begin with in common. */
function sharedStart(a: string, b: string): number {
  const end = [...a].findIndex((character, index) => character !== b[index]);
  return end === -1 ? a.length : end;
}

function isUnreadable(value: unknown): value is symbol {
  return typeof value === 'symbol' && value.description?.startsWith(UNREADABLE) === true;
}

function literal(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"')}'`;
  try {
    return shownObject(value) ?? JSON.stringify(value, shortened) ?? typeof value;
  } catch {
    return typeof value;
  }
}

/** A construct by its class and path, an object of another class by its class: their fields say nothing to who made them. */
function shownObject(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const className = prototype?.constructor.name;
  if (Construct.isConstruct(value)) return `${className ?? 'a construct'} at ${value.node.path === '' ? 'the root' : value.node.path}`;
  return className === undefined || className === 'Object' ? undefined : `an object of the class ${className}`;
}

/** A path with one more key, as the reader would write it in code. */
export function within(path: string, key: string): string {
  if (!/^[A-Za-z_$][A-Za-z0-9_$-]*$/.test(key)) return `${path}[${show(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A list may claim to have more items than anybody can write. */
function shortened(_: string, value: unknown): unknown {
  return Array.isArray(value) && value.length > LONGEST_LIST ? `a list of ${value.length}` : value;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column] + 1, current[column - 1] + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length];
}

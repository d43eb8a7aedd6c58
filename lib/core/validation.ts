import { Token } from 'cdktf';
import type { ErrorCode } from './errors';
import { GoldenPathError } from './errors';
import { fixForToken } from './fixes';
import { isPlainObject } from './json';
import type { Limit } from './limits';
import { breach } from './limits';
import { closest, listed, show, within } from './problems';
import type { Problem } from './problems';
import { isWhole } from './text';
import { isToken, withoutReferences } from './tokens';

/** What an object may have. */
interface Shape {
  /** The fields that are single values. */
  readonly limits: Readonly<Record<string, Limit>>;
  /** Which of them have to be there. */
  readonly required?: readonly string[];
  /** The fields that other checks read. */
  readonly others?: readonly string[];
}

/**
 * Collects every problem of one input, so that a user mends all of them after one run.
 *
 * A check returns whether the value held, so that a rule about two values runs only where both are sound.
 */
export class Validation {
  private readonly problems: Problem[] = [];

  public constructor(
    private readonly where: string,
    private readonly code: ErrorCode = 'InvalidProps',
  ) {}

  /** What was found so far, for an error that lists more than this input. */
  public get found(): Problem[] {
    return [...this.problems];
  }

  /** Adds what is wrong in the caller's own words. */
  public add(problem: Problem): void {
    this.problems.push(problem);
  }

  /** Checks a value that must be there. */
  public required(path: string, value: unknown, limit: Limit): boolean {
    const problem = breach(path, value, limit);
    if (problem) this.problems.push(problem);
    return problem === undefined;
  }

  /** Checks a value that may be left out. */
  public optional(path: string, value: unknown, limit: Limit): boolean {
    return value === undefined || this.required(path, value, limit);
  }

  /** Checks the props of a construct, as `fields` does. Throws at once if they are no object: nothing else can be checked then. */
  public props(props: object, shape: Shape): void {
    if (!this.fields('', props, shape)) this.throwIfAny();
  }

  /** Checks that a value is an object, its fields against their limits, and that it has no others. Tells whether it is an object. */
  public fields(path: string, props: object, { limits, required = [], others = [] }: Shape): boolean {
    if (typeof props !== 'object' || props === null || Array.isArray(props)) {
      const fix = `write { ${Object.keys(limits)[0] ?? others[0]}: ... }`;
      this.add({ path: path === '' ? 'props' : path, got: show(props), allowed: 'an object', fix });
      return false;
    }
    this.knownKeys(path, props, [...Object.keys(limits), ...others]);
    for (const [key, limit] of Object.entries(limits)) {
      const value = (props as Record<string, unknown>)[key];
      if (required.includes(key)) this.required(within(path, key), value, limit);
      else this.optional(within(path, key), value, limit);
    }
    return true;
  }

  /** Checks a list's every item, and that it is a list. */
  public list(path: string, values: unknown, limit: Limit): boolean {
    if (values === undefined) return true;
    return this.items(path, values, (at, value) => this.required(at, value, limit));
  }

  /** Checks that a value is a list of literals, and each of its items as the caller has it. */
  public items(path: string, values: unknown, check: (path: string, value: unknown) => boolean): boolean {
    if (!Array.isArray(values)) {
      this.add({ path, got: show(values), allowed: 'a list', fix: 'put the value in square brackets' });
      return false;
    }
    if (Token.isUnresolved(values)) {
      this.add({ path, got: 'a list that only Terraform knows', allowed: 'a list of literals', fix: fixForToken(values) });
      return false;
    }
    // A hole in a list is a value that is missing, which map would pass over.
    return Array.from(values, (value: unknown, index) => check(`${path}[${index}]`, value)).every(Boolean);
  }

  /** Checks the values and keys of a map from string to string. */
  public map(path: string, values: unknown, keys: Limit, limit: Limit): boolean {
    if (values === undefined) return true;
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      this.add({ path, got: show(values), allowed: 'a map of strings', fix: `write ${path}: { name: 'value' }` });
      return false;
    }
    const parts = Object.entries(values).flatMap(([key, value]) => [
      this.required(`${path} key`, key, keys),
      this.required(`${path}[${show(key)}]`, value, limit),
    ]);
    return parts.every(Boolean);
  }

  /** Checks that a value is what JSON can hold; a text may have a reference to a resource in it. */
  public json(path: string, value: unknown): void {
    const parts = Array.isArray(value)
      ? value.map((part: unknown, index) => [`${path}[${index}]`, part] as const)
      : isPlainObject(value) && Object.entries(value).map(([key, part]) => [within(path, key), part] as const);
    if (parts) parts.filter(([, part]) => part !== undefined || Array.isArray(value)).forEach(([at, part]) => this.json(at, part));
    else if (!isJsonValue(value)) {
      const allowed = 'text, numbers, true, false, null, and lists and objects of them';
      this.add({ path, got: show(value), allowed, fix: 'write the value itself' });
    }
  }

  /** Refuses props that nobody reads: a misspelt one would otherwise be silently without effect. */
  public knownKeys(path: string, props: object, known: readonly string[]): void {
    for (const key of Object.keys(props).filter((name) => !known.includes(name))) {
      const meant = closest(key, known);
      this.add({
        path: within(path, key),
        got: 'a prop that does not exist',
        allowed: listed(known),
        fix: meant ? `did you mean '${meant}'?` : 'remove it',
      });
    }
  }

  /** Throws one error with everything that was found, if anything was. */
  public throwIfAny(): void {
    if (this.problems.length > 0) throw new GoldenPathError(this.code, this.where, this.problems);
  }
}

function isJsonValue(value: unknown): boolean {
  if (typeof value === 'string') return isWhole(value) && !isToken(withoutReferences(value));
  if (typeof value === 'number') return Number.isFinite(value) && !isToken(value);
  return typeof value === 'boolean' || value === null;
}

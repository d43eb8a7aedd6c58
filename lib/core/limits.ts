import { fixFor, fixForToken, nearestText } from './fixes';
import { listed, show } from './problems';
import type { Problem } from './problems';
import { isWhole } from './text';
import { isToken } from './tokens';

/**
 * A limit as data, in the words of JSON Schema, so that one definition can drive the check of a prop, a form, an XRD's
 * schema and a Terraform validation.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export interface Limit {
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression in the syntax that JavaScript, RE2 and HCL share. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** What is allowed, in words; made from the keywords where it is absent. */
  readonly description?: string;
  /** A value that is allowed, for the fix of one that is not like any. */
  readonly example?: string;
  /** What else helps if the value is none of `enum`. */
  readonly otherwise?: string;
  /** What no keyword can say: how to mend a text, or nothing if it finds no fault. */
  readonly fault?: (text: string) => string | undefined;
}

/** The value's path and the limit that it breaks, or nothing where it holds. */
export function breach(path: string, value: unknown, limit: Limit): Problem | undefined {
  if (isToken(value)) {
    return {
      path,
      got: show(value),
      allowed: `a literal; ${allowedBy(limit)}`,
      fix: fixForToken(value),
    };
  }
  if (holds(value, limit)) return undefined;
  return { path, got: show(value), allowed: allowedBy(limit), fix: fixFor(path, value, limit, (other) => holds(other, limit)) };
}

/** The text that a limit allows and that was most likely meant, or nothing. */
export function nearest(text: string, limit: Limit): string | undefined {
  return nearestText(text, limit, (other) => holds(other, limit));
}

/** What a limit allows, in words. */
export function allowedBy(limit: Limit): string {
  if (limit.description) return limit.description;
  if (limit.enum) return `one of ${listed(limit.enum)}`;
  if (limit.type === 'boolean') return 'true or false';
  if (limit.type === 'integer') return `an integer${range(limit.minimum, limit.maximum)}`;
  if (limit.type === 'number') return `a number${range(limit.minimum, limit.maximum)}`;
  const length = limit.minLength || limit.maxLength ? `${range(limit.minLength, limit.maxLength)} characters` : '';
  return limit.pattern ? `a string${length} that matches ${limit.pattern}` : `a string${length}`;
}

/** The limit of a text that may have at most so many characters, which its description then says. */
export function shorter(limit: Limit, room: number): Limit {
  const { description, maxLength } = limit;
  if (maxLength === undefined || maxLength <= room) return limit;
  return { ...limit, maxLength: room, description: description?.replace(` to ${maxLength} `, ` to ${room} `) };
}

function holds(value: unknown, limit: Limit): boolean {
  if (limit.type === 'integer') return Number.isSafeInteger(value) && within(value as number, limit.minimum, limit.maximum);
  if (limit.type === 'number') return Number.isFinite(value) && within(value as number, limit.minimum, limit.maximum);
  if (limit.type === 'boolean') return typeof value === 'boolean';
  return (
    typeof value === 'string' &&
    isWhole(value) &&
    within(value.length, limit.minLength, limit.maxLength) &&
    (limit.enum === undefined || limit.enum.includes(value)) &&
    (limit.pattern === undefined || new RegExp(limit.pattern).test(value)) &&
    limit.fault?.(value) === undefined
  );
}

function range(low?: number, high?: number): string {
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  if (low !== undefined) return ` of ${low} or more`;
  return high !== undefined ? ` of at most ${high}` : '';
}

function within(value: number, low = -Infinity, high = Infinity): boolean {
  return value >= low && value <= high;
}

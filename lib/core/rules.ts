import { closest, listed, show } from './problems';
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
  readonly type: 'string' | 'integer' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression in the syntax that JavaScript, RE2 and HCL share. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** What is allowed, in words; made from the keywords where it is absent. */
  readonly description?: string;
}

/** The value's path and the limit that it breaks, or nothing where it holds. */
export function breach(path: string, value: unknown, limit: Limit): Problem | undefined {
  if (isToken(value)) {
    return {
      path,
      got: show(value),
      allowed: `a literal; ${allowedBy(limit)}`,
      fix: 'write the value itself: it is needed at synth, and Terraform knows it only later',
    };
  }
  if (holds(value, limit)) return undefined;
  return { path, got: show(value), allowed: allowedBy(limit), fix: fixFor(path, value, limit) };
}

/** What a limit allows, in words. */
export function allowedBy(limit: Limit): string {
  if (limit.description) return limit.description;
  if (limit.enum) return `one of ${listed(limit.enum)}`;
  if (limit.type === 'boolean') return 'true or false';
  if (limit.type === 'integer') return `an integer${range(limit.minimum, limit.maximum)}`;
  const length = limit.minLength || limit.maxLength ? `${range(limit.minLength, limit.maxLength)} characters` : '';
  return limit.pattern ? `a string${length} that matches ${limit.pattern}` : `a string${length}`;
}

function holds(value: unknown, limit: Limit): boolean {
  if (limit.type === 'integer') return Number.isSafeInteger(value) && within(value as number, limit.minimum, limit.maximum);
  if (limit.type === 'boolean') return typeof value === 'boolean';
  return (
    typeof value === 'string' &&
    isWhole(value) &&
    within(value.length, limit.minLength, limit.maxLength) &&
    (limit.enum === undefined || limit.enum.includes(value)) &&
    (limit.pattern === undefined || new RegExp(limit.pattern).test(value))
  );
}

function fixFor(path: string, value: unknown, limit: Limit): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (value === undefined) return `give ${name}`;
  if (limit.enum) {
    const meant = closest(value, limit.enum);
    if (meant) return `did you mean '${meant}'?`;
    return limit.enum.length === 1 ? `use '${limit.enum[0]}'` : `use one of ${listed(limit.enum)}`;
  }
  if (limit.type === 'integer') return fixForInteger(value, limit);
  if (limit.type === 'boolean') return 'use true or false';
  const slug = slugOf(value);
  return slug && slug !== value && holds(slug, limit) ? `did you mean '${slug}'?` : `change ${name} to ${allowedBy(limit)}`;
}

function fixForInteger(value: unknown, limit: Limit): string {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return `use ${allowedBy(limit)}`;
  const nearest = Math.min(Math.max(Math.round(number), limit.minimum ?? -Infinity), limit.maximum ?? Infinity);
  return `use ${nearest}${typeof value === 'string' ? ', a number without quotes' : ''}`;
}

/** A name in the form that DNS labels, Kubernetes and Terraform share, or nothing where none can be made. */
function slugOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 200) return undefined;
  const slug = value
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '');
  return slug === '' ? undefined : slug;
}

function range(low?: number, high?: number): string {
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  if (low !== undefined) return ` of ${low} or more`;
  return high !== undefined ? ` of at most ${high}` : '';
}

function within(value: number, low = -Infinity, high = Infinity): boolean {
  return value >= low && value <= high;
}

import type { Json } from '../../core/json';
import type { Breach } from '../guardrail';

/** The other arguments of a provider, without their values, which may be secret. */
export function others(body: Json, harmless: readonly string[]): Breach[] {
  return Object.keys(body)
    .filter((name) => !harmless.includes(name) && isGiven(body[name]))
    .map((name) => ({ got: `the argument ${name}`, what: name }));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

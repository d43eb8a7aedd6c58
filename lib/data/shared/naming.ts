import { show } from '../../core/problems';
import { breach } from '../../core/rules';
import type { Limit } from '../../core/rules';
import type { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';

/** How a name becomes that of a resource in AWS. */
interface NamingRule {
  readonly path: string;
  readonly limit: Limit;
  /** How long the name may be with its environment. */
  readonly length: number;
  /** What the length is of, in words. */
  readonly of: string;
}

/**
 * Checks a name that the environment's is appended to: it has to fit in every environment, so that what cannot go to
 * production is found out in staging, and it must not name an environment itself.
 */
export function validateName(validation: Validation, { environments }: Platform, name: unknown, rule: NamingRule): void {
  if (!validation.required(rule.path, name, rule.limit)) return;
  const text = String(name);
  const named = environments.find((environment) => `-${text}-`.includes(`-${environment.name}-`));
  if (named) {
    validation.add({
      path: rule.path,
      got: show(text),
      allowed: `a name without an environment's: -${named.name} is added`,
      fix: `leave ${show(named.name)} out`,
    });
  }
  const longest = environments.reduce((one, other) => (other.name.length > one.name.length ? other : one));
  const room = rule.length - longest.name.length - 1;
  if (text.length <= room) return;
  validation.add({
    path: rule.path,
    got: `${show(text)}, ${text.length} characters`,
    allowed: `at most ${room} characters: ${rule.of} <name>-${longest.name} has at most ${rule.length}`,
    fix: `shorten it by ${text.length - room}`,
  });
}

/** Whether a value holds its limit, so that a rule about several values has something to say. */
export function isSound(path: string, value: unknown, limit: Limit): boolean {
  return value !== undefined && breach(path, value, limit) === undefined;
}

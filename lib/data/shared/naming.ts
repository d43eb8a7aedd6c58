import { breach } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';

/** How the name of a resource in AWS is derived. */
interface NamingRule {
  readonly path: string;
  readonly limit: Limit;
  /** The maximum length of the name with its environment. */
  readonly length: number;
  /** What the length applies to. */
  readonly of: string;
}

/**
 * Checks a name that the environment is appended to. It must fit in every environment, so that staging already fails if
 * production would, and it must not contain an environment itself.
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

/** Whether a value is within its limit, so that a rule about several values applies. */
export function isSound(path: string, value: unknown, limit: Limit): boolean {
  return value !== undefined && breach(path, value, limit) === undefined;
}

import { breach, shorter } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { NamePattern } from '../../core/name-pattern';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';
import type { NameForm } from './companion-description';

/** How the name of a resource in AWS is derived. */
export interface NamingRule {
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
  const { longest, room } = roomIn(environments, rule);
  if (text.length <= room) return;
  validation.add({
    path: rule.path,
    got: `${show(text)}, ${text.length} characters`,
    allowed: `at most ${room} characters: ${rule.of} <name>-${longest} has at most ${rule.length}`,
    fix: `shorten it by ${text.length - room}`,
  });
}

/** The same rules for a form. */
export function nameForm({ environments }: Platform, rule: Pick<NamingRule, 'length' | 'limit'>): NameForm {
  const { room } = roomIn(environments, rule);
  return {
    limit: shorter(rule.limit, room),
    never: environments.map(({ name }) => new NamePattern(`(^|-)${name}(-|$)`)),
  };
}

/** How much room the longest name of an environment leaves. */
function roomIn(environments: Platform['environments'], { length }: Pick<NamingRule, 'length'>): { longest: string; room: number } {
  const longest = environments.map(({ name }) => name).reduce((one, other) => (other.length > one.length ? other : one));
  return { longest, room: length - longest.length - 1 };
}

/** Whether a value is within its limit, so that a rule about several values applies. */
export function isSound(path: string, value: unknown, limit: Limit): boolean {
  return value !== undefined && breach(path, value, limit) === undefined;
}

import { show } from '../core/problems';
import type { Breach, Predicate } from './guardrail';
import type { Subject } from './model/app-model';
import { valueAt } from './model/blocks';
import { isUnreadable, shown } from './model/unreadable';

/** The words for a value that only Terraform knows. */
export function unreadable(path: string, value: unknown): Breach {
  return { got: `${path}: ${shown(value)}, which cannot be read here`, what: path, unreadable: true };
}

/** Looks at the value of one argument, wherever its blocks are nested. */
export function argument(name: string, path: string, judge: (value: unknown) => string | undefined): Predicate {
  return {
    name,
    breaches: ({ body }) => {
      const value = valueAt(body, path);
      if (isUnreadable(value)) return [unreadable(path, value)];
      const got = judge(value);
      return got === undefined ? [] : [{ got: `${path}: ${got}`, what: path }];
    },
  };
}

/** The argument has to be there with a value; `absent` says whether Terraform's own default is as good. */
export function equals(path: string, expected: boolean | string, absent = false): Predicate {
  const name = `${path} is ${expected}${absent ? ' or left out' : ''}`;
  return argument(name, path, (value) => {
    if (value === undefined) return absent ? undefined : 'nothing';
    return String(value) === String(expected) ? undefined : show(value);
  });
}

/** The argument has to be a number of at least so much. */
export function atLeast(path: string, least: number): Predicate {
  return argument(`${path} is at least ${least}`, path, (value) =>
    typeof value === 'number' && value >= least ? undefined : show(value),
  );
}

/** The argument must not be there. */
export function leftOut(path: string): Predicate {
  return argument(`${path} is left out`, path, (value) => (value === undefined ? undefined : show(value)));
}

/** The argument has to be there, whatever it is. */
export function present(path: string): Predicate {
  return {
    name: `${path} is given`,
    breaches: ({ body }) => (valueAt(body, path) === undefined ? [{ got: `${path}: nothing`, what: path }] : []),
  };
}

/** Nothing of the kind may be there without a reason. */
export function reasoned(what: (subject: Subject) => string): Predicate {
  return {
    name: 'a written reason is given',
    breaches: (subject) => {
      const got = what(subject);
      return [{ got, what: got }];
    },
  };
}

/** What several predicates say. */
export function all(name: string, ...predicates: readonly Predicate[]): Predicate {
  return { name, breaches: (subject) => predicates.flatMap((predicate) => predicate.breaches(subject)) };
}

/** A predicate that is asked only under a condition. */
export function when(condition: (subject: Subject) => boolean, predicate: Predicate): Predicate {
  return { name: predicate.name, breaches: (subject) => (condition(subject) ? predicate.breaches(subject) : []) };
}

import type { Limit } from '../../core/limits';
import { closest } from '../../core/problems';

/**
 * A time zone by its name in the database of IANA. The API server opens it as a file, where upper and lower case differ and a
 * part of the path has at most 14 characters.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go (validateTimeZone)
 */
export const TIME_ZONE: Limit = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9_+-]{0,13}(/[A-Z][A-Za-z0-9_+-]{0,13})*$',
  example: 'Europe/Berlin',
  maxLength: 64,
  description: 'a time zone such as Europe/Berlin',
  fault: zoneFault,
};

/** Intl passes over the case: every part of a name begins with a capital, and none has five in a row. */
const WRONG_CASE = /[A-Z]{5}|(^|\/)[a-z]/;

function zoneFault(zone: string): string | undefined {
  const known = Intl.supportedValuesOf('timeZone');
  if (known.includes(zone) || (isKnown(zone) && !WRONG_CASE.test(zone))) return undefined;
  const plain = zone.trim().toLowerCase();
  const meant = known.find((name) => name.toLowerCase() === plain || name.toLowerCase().endsWith(`/${plain}`)) ?? closest(zone, known);
  return meant === undefined ? "use a name of the IANA database, as in 'Europe/Berlin'" : `did you mean '${meant}'?`;
}

/** Older names, such as Etc/UTC, are in no list of Intl. */
function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

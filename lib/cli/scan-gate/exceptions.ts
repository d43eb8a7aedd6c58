import { isDay } from '../../core/day';
import { isPlainObject } from '../../core/json';
import { closest, show } from '../../core/problems';
import { valueOf, yamlDocument } from '../gitops/yaml-text';
import { Trouble } from '../refusal';
import type { Refusal } from '../refusal';
import { reasonOf } from '../retired';

/** A finding that is accepted until a day. */
export interface Exception {
  /** The name of the finding, or one of its other names. */
  readonly finding: string;
  /** The package in which it is accepted; in all of them if it is left out. */
  readonly package?: string;
  readonly reason: string;
  /** The last day on which it counts. */
  readonly until: string;
}

const FIELDS = ['finding', 'package', 'reason', 'until'];
const FORM = 'finding, reason and until, and package to say where';
const EXAMPLE = '{ finding: CVE-2026-1234, package: openssl, reason: only the unused server has the flaw, until: 2026-12-31 }';

/** For longer nobody knows whether the reason still holds. */
const LONGEST_DAYS = 366;
const DAY_IN_MILLISECONDS = 86_400_000;

/** Reads the exceptions in a file, and adds a problem for each entry that is wrong. Throws Trouble if the file cannot be read. */
export function exceptionsOf(text: string, file: string, at: string, refusal: Refusal): Exception[] {
  const value = valueOf(yamlDocument(text));
  if (value === undefined || value === null) return [];
  const list = isPlainObject(value) ? value.exceptions : undefined;
  if (!Array.isArray(list) || Object.keys(value).length > 1) {
    throw new Trouble(show(value), 'exceptions, a list', `write entries such as exceptions: [${EXAMPLE}]`);
  }
  const read = list.map((entry, index) => refusal.attempt(`${file} exceptions[${index}]`, () => exceptionOf(entry, at)));
  const exceptions = read.filter((each) => each !== undefined);
  refusal.attempt(file, () => refuseTwice(exceptions));
  return exceptions;
}

function exceptionOf(entry: unknown, at: string): Exception {
  const fix = `write it as ${EXAMPLE}`;
  if (!isPlainObject(entry)) throw new Trouble(show(entry), FORM, fix);
  const unknown = Object.keys(entry).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    const near = closest(unknown, FIELDS);
    throw new Trouble(`the field ${show(unknown)}`, FORM, near === undefined ? 'leave it out' : `write ${near}`);
  }
  const { finding, package: name, until } = entry;
  if (!isName(finding)) throw new Trouble(`finding: ${show(finding)}`, 'the name of a finding, in full and without wildcards', fix);
  if (name !== undefined && !isName(name)) throw new Trouble(`package: ${show(name)}`, 'the name of a package, in full', fix);
  const reason = reasonOf(entry.reason);
  if (reason === undefined) throw new Trouble(`reason: ${show(entry.reason)}`, 'a sentence', 'say why the finding does no harm until then');
  return { finding, ...(name !== undefined && { package: name }), reason, until: dayOf(until, at) };
}

function dayOf(until: unknown, at: string): string {
  if (typeof until !== 'string' || !isDay(until)) {
    throw new Trouble(`until: ${show(until)}`, 'a day as YYYY-MM-DD', 'name the last day on which the exception counts');
  }
  const days = (Date.parse(until) - Date.parse(at)) / DAY_IN_MILLISECONDS;
  if (days <= LONGEST_DAYS) return until;
  throw new Trouble(`until: ${show(until)}`, `at most ${LONGEST_DAYS} days from ${at}`, 'name an earlier day, and look at it again then');
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !value.includes('*');
}

function refuseTwice(exceptions: readonly Exception[]): void {
  const keys = exceptions.map((each) => `${each.finding} in ${each.package ?? 'all packages'}`);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw new Trouble(`two exceptions for ${show(twice)}`, 'one for each', 'remove one of them');
}

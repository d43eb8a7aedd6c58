import { fieldAt, isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { Trouble } from '../refusal';
import { isText, SEVERITIES } from './finding';
import type { Finding, Severity } from './finding';

const FORM = 'a report of grype';
const FIX = 'write it with: grype <image> -o json';

/**
 * The reasons of the rules that grype makes itself, when a distribution says that its package is not affected.
 *
 * @see https://github.com/anchore/grype/blob/main/grype/matcher/apk/matcher.go
 */
const OWN_REASONS = ['Explicit APK NAK', 'DistroPackageFixed', 'CPE not vulnerable'];

/**
 * The findings of a report of grype. Findings that a setting of grype left out count too: exceptions belong in one file.
 * Throws Trouble if a part of the report is not as grype writes it.
 *
 * @see https://github.com/anchore/grype/blob/main/schema/grype/json
 */
export function findingsOfGrype(report: Json): Finding[] {
  const { matches, ignoredMatches = [] } = report;
  if (!Array.isArray(matches) || !Array.isArray(ignoredMatches)) throw unclear('its lists of matches');
  return [...matches, ...ignoredMatches.filter((match) => !ignoredByGrypeItself(match, report))].map(findingOf);
}

function findingOf(match: unknown): Finding {
  const { id, severity } = (fieldAt(match, 'vulnerability') ?? {}) as Json;
  const { name, version } = (fieldAt(match, 'artifact') ?? {}) as Json;
  if (!isText(id) || !isText(name) || typeof version !== 'string') throw unclear('a match');
  const related = fieldAt(match, 'relatedVulnerabilities') ?? [];
  if (!Array.isArray(related)) throw unclear('a match');
  const aliases = related.map((each) => fieldAt(each, 'id')).filter(isText);
  return { id, aliases, severity: severityOf(severity), package: name, version, fixedIn: fixOf(fieldAt(match, 'vulnerability.fix')) };
}

/** Grype leaves the severity out if it has no more than the name of a vulnerability. */
function severityOf(value: unknown): Severity {
  const word = String(value ?? '').toLowerCase();
  if (word === '') return 'unknown';
  const severity = SEVERITIES.find((each) => each === word);
  if (severity === undefined) throw unclear('a severity');
  return severity;
}

/** The states in which there is no fix. `unknown` is what grype says if its list of vulnerabilities names none. */
const NO_FIX = ['not-fixed', 'wont-fix', 'not-affected', 'unknown'];

/** Without a state there may be a fix. */
function fixOf(fix: unknown): readonly string[] | undefined {
  const state = fieldAt(fix, 'state') ?? '';
  const versions = fieldAt(fix, 'versions') ?? [];
  if (!Array.isArray(versions) || !versions.every((each) => typeof each === 'string')) throw unclear('the versions of a fix');
  if (state === 'fixed' || state === '') return versions;
  if (NO_FIX.some((each) => each === state)) return undefined;
  throw unclear('the state of a fix');
}

/** A setting may give one of these reasons as well. With such a setting, or without a list of the settings, none is grype's own. */
function ignoredByGrypeItself(match: unknown, report: Json): boolean {
  const rules = fieldAt(match, 'appliedIgnoreRules');
  const settings = fieldAt(report, 'descriptor.configuration');
  if (!Array.isArray(rules) || rules.length === 0 || !isPlainObject(settings)) return false;
  const settingsRules = settings.ignore ?? [];
  return Array.isArray(settingsRules) && rules.every(isOwn) && !settingsRules.some(isOwn);
}

function isOwn(rule: unknown): boolean {
  return OWN_REASONS.some((reason) => fieldAt(rule, 'reason') === reason);
}

function unclear(what: string): Trouble {
  return new Trouble(`a report of grype that cannot be read at ${what}`, FORM, FIX);
}

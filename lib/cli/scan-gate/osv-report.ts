import { fieldAt, isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { Trouble } from '../refusal';
import { isText, SEVERITIES } from './finding';
import type { Finding, Severity } from './finding';

/** The lowest score of each severity. */
const SCORES: readonly (readonly [number, Severity])[] = [[9, 'critical'], [7, 'high'], [4, 'medium'], [0.1, 'low'], [0, 'negligible']];

/** Words of the GitHub Advisory Database, for findings without a score. */
const WORDS: Readonly<Record<string, Severity>> = { CRITICAL: 'critical', HIGH: 'high', MODERATE: 'medium', MEDIUM: 'medium', LOW: 'low' };

/**
 * The findings of a report of osv-scanner: one for each group of names of the same vulnerability. Throws Trouble if a part of the
 * report is not as osv-scanner writes it.
 *
 * @see https://google.github.io/osv-scanner/output/#json
 * @see https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale
 * @see https://ossf.github.io/osv-schema/
 */
export function findingsOfOsv({ results }: Json): Finding[] {
  return listOf(results, 'its results')
    .flatMap(packagesOf)
    .flatMap(findingsOfPackage);
}

function packagesOf(result: unknown): unknown[] {
  if (!isPlainObject(result)) throw unclear('a result');
  return listOf(result.packages ?? [], 'the packages of a result');
}

function findingsOfPackage(entry: unknown): Finding[] {
  const { ecosystem, name, version } = (fieldAt(entry, 'package') ?? {}) as Json;
  if (!isText(name) || typeof version !== 'string' || typeof ecosystem !== 'string') throw unclear('a package');
  const vulnerabilities = listOf(fieldAt(entry, 'vulnerabilities') ?? [], 'the vulnerabilities of a package').map(vulnerabilityOf);
  const groups = listOf(fieldAt(entry, 'groups') ?? [], 'the groups of a package').map(groupOf);
  const grouped = new Set(groups.flatMap(({ ids }) => ids));
  if (vulnerabilities.some(({ id }) => !grouped.has(id))) throw unclear('the groups of a package');
  return groups.map(({ aliases, ids, score }) => {
    const members = vulnerabilities.filter(({ id }) => ids.includes(id));
    if (members.length < ids.length) throw unclear('the groups of a package');
    const severity = severityOf(score, members);
    const names = new Set([...ids, ...aliases, ...members.flatMap((each) => each.aliases)]);
    const [id, ...others] = names;
    return { id, aliases: others, severity, package: name, version, fixedIn: fixesIn(members, { ecosystem, name }) };
  });
}

interface Vulnerability {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly json: Json;
}

function vulnerabilityOf(json: unknown): Vulnerability {
  if (!isPlainObject(json) || !isText(json.id)) throw unclear('a vulnerability');
  return { id: json.id, aliases: listOf(json.aliases ?? [], 'a vulnerability').filter(isText), json };
}

function groupOf(group: unknown) {
  const ids = listOf(fieldAt(group, 'ids'), 'a group');
  if (ids.length === 0 || !ids.every(isText)) throw unclear('a group');
  const aliases = listOf(fieldAt(group, 'aliases') ?? [], 'a group').filter(isText);
  return { ids, aliases, score: fieldAt(group, 'max_severity') ?? '' };
}

/** The severity of the highest score, or the worst word if there is none. */
function severityOf(score: unknown, members: readonly Vulnerability[]): Severity {
  if (typeof score !== 'string' || !/^(\d{1,2}(\.\d{1,2})?)?$/.test(score)) throw unclear('a severity');
  if (score !== '') return SCORES.find(([lowest]) => Number(score) >= lowest)![1];
  const words = members.map(({ json }) => WORDS[String(fieldAt(json, 'database_specific.severity'))]);
  return SEVERITIES.find((severity) => words.includes(severity)) ?? 'unknown';
}

/** The fixes for the package in its release of the distribution, or in any if the vulnerability does not name that one. */
function fixesIn(members: readonly Vulnerability[], installed: { ecosystem: string; name: string }): string[] | undefined {
  const fixes = members.flatMap(({ json }) => {
    const affected = listOf(json.affected ?? [], 'a vulnerability');
    const sameName = affected.filter((each) => fieldAt(each, 'package.name') === installed.name);
    const same = sameName.filter((each) => fieldAt(each, 'package.ecosystem') === installed.ecosystem);
    return [same, sameName, affected].find((each) => each.length > 0)?.flatMap(fixesOf) ?? [];
  });
  return fixes.length === 0 ? undefined : [...new Set(fixes)];
}

function fixesOf(affected: unknown): string[] {
  return listOf(fieldAt(affected, 'ranges') ?? [], 'a range')
    .flatMap((range) => listOf(fieldAt(range, 'events') ?? [], 'a range'))
    .map((event) => fieldAt(event, 'fixed'))
    .filter(isText);
}

function listOf(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw unclear(what);
  return value;
}

function unclear(what: string): Trouble {
  return new Trouble(
    `a report of osv-scanner that cannot be read at ${what}`,
    'a report of osv-scanner',
    'write it with: osv-scanner scan image <image> --format json',
  );
}

import * as path from 'node:path';
import { isPlainObject } from '../../core/json';
import { show, showPath } from '../../core/problems';
import { withoutEnd } from '../../core/text';
import { Validation } from '../../core/validation';
import { encodedPath } from '../../reports/client/links';
import type { Fact, GivenFacts, Missing } from '../../reports/facts/facts';
import { checkRoadmap, NO_ROADMAP } from '../../reports/roadmap/roadmap';
import type { Roadmap } from '../../reports/roadmap/roadmap';
import type { Measurement, RequestEvidence } from '../../reports/scorecard/evidence';
import { fromCsv, fromGithubRuns, fromScaffolderTasks } from '../../reports/scorecard/measurements';
import type { ReadMeasurements } from '../../reports/scorecard/measurements';
import { entriesOf } from '../../reports/scorecard/pages';
import type { ScorecardInput } from '../../reports/scorecard/scorecard';
import { DEFAULT_OBJECTIVES } from '../../reports/scorecard/service-levels';
import type { InternalObjective } from '../../reports/scorecard/service-levels';
import { OBJECTIVE_SETTINGS } from '../../reports/scorecard/settings';
import type { MeasurementsConfig } from '../../reports/scorecard/settings';
import { readAnswers } from '../../reports/survey/answers';
import { Checkout } from '../checkout';
import { Refusal, Trouble } from '../refusal';
import { readConfig, readJsonFile, readText, readYaml } from './config-file';
import type { ResolvedConfig } from './config-file';
import { withEarlier } from './earlier-scorecard';
import { withFirsts } from './first-deployments';
import type { EvidenceOptions } from './options';
import { readFacts } from './read-facts';
import { readServices } from './read-services';
import type { ReadRepositories } from './repositories';
import { repositoriesIn } from './repository-files';
import { windowOf } from './window';

/** All that a report is made from. */
export interface Inputs {
  readonly config: ResolvedConfig;
  readonly input: ScorecardInput;
  readonly facts?: GivenFacts;
}

/** Reads everything, and throws one error that lists every file that cannot be read and every problem in them. */
export function readInputs(command: string, options: EvidenceOptions, now: Date): Inputs {
  const refusal = new Refusal(`golden-path ${command}`);
  const config = refusal.attempt(showPath(options.config), () => readConfig(options.config));
  const window = refusal.attempt('--until', () => windowOf(options, now));
  const read = repositoriesOf(options, refusal);
  refusal.throwIfAny();
  const { organization } = config!;
  const webUrl = withoutEnd(config!.webUrl, '/');
  const at = (file: string) => path.join(config!.folder, file);
  const readIfGiven = <T>(file: string | undefined, parse: (file: string) => T): T | undefined =>
    file === undefined ? undefined : refusal.attempt(showPath(at(file)), () => parse(at(file)));
  const given = options.facts === undefined ? undefined : refusal.attempt(showPath(options.facts), () => readFacts(options.facts!));
  const facts = given?.facts;
  const fullName = (repository: string) => (repository.includes('/') ? repository : `${organization}/${repository}`);
  const link = (repository: string, file: string) => [webUrl, ...[fullName(repository), 'blob/HEAD', file].map(encodedPath)].join('/');
  const { services, missing } = readServices(read.repositories, link);
  const previous = readIfGiven(config!.previous, readJsonFile);
  const objectives = config!.objectives?.map((each) => OBJECTIVE_SETTINGS.resolveAll(each)) ?? DEFAULT_OBJECTIVES;
  const measured = readMeasurements(config!, objectives, readIfGiven);
  const asked = requestsOf(config!.requests, readIfGiven(config!.requests, readJsonFile));
  const input = {
    organization,
    ...window!,
    services: withEarlier(withFirsts(services, facts), previous, window!.until),
    releases: releasesOf(readIfGiven(config!.releases, readJsonFile)),
    exceptionDays: config!.exceptionDays,
    objectives,
    measurements: measured.measurements,
    answers: (config!.survey !== undefined && surveyOf(at(config!.survey), refusal)) || [],
    asked: Object.fromEntries((config!.asked ?? []).map(({ quarter, people }) => [quarter, people])),
    ...(config!.requests !== undefined && { requests: asked.requests }),
    labels: { request: config!.requestLabel, support: config!.supportLabel, officeHours: config!.officeHoursLabel },
    roadmap: roadmapOf(at(config!.roadmap), refusal),
    ...(facts && { deployedServices: deployedIn(facts, window!) }),
    missing: [...(given?.missing ?? []), ...read.missing, ...missing, ...measured.missing, ...asked.missing],
  };
  refusal.throwIfAny();
  return { config: config!, input, ...(given && { facts: given }) };
}

/** The files of GitHub, or of checkouts. */
function repositoriesOf({ repositories }: EvidenceOptions, refusal: Refusal): ReadRepositories {
  if (typeof repositories !== 'string') return repositories;
  const fix = 'put a checkout of each repository there, or leave --repositories out to ask GitHub';
  const folder = refusal.attempt(showPath(repositories), () => Checkout.at(repositories, fix));
  return { repositories: folder ? repositoriesIn(folder.root) : [], missing: [] };
}

function roadmapOf(file: string, refusal: Refusal): Roadmap {
  const value = refusal.attempt(showPath(file), () => readYaml(file));
  if (value === undefined) return NO_ROADMAP;
  const validation = new Validation(file);
  const roadmap = checkRoadmap(validation, value);
  for (const problem of validation.found) refusal.add({ ...problem, path: `${showPath(file)}, ${problem.path}` });
  return roadmap;
}

function surveyOf(file: string, refusal: Refusal) {
  const text = refusal.attempt(showPath(file), () => readText(file));
  if (text === undefined) return undefined;
  const { answers, problems } = readAnswers(text);
  for (const problem of problems) refusal.add({ ...problem, path: `${showPath(file)}, ${problem.path}` });
  return answers;
}

/** What `npm view <package> time --json` prints: versions, and two keys that are none. */
function releasesOf(value: unknown): Readonly<Record<string, string>> {
  if (!isPlainObject(value)) return {};
  const versions = Object.entries(value).filter(([version, at]) => /^\d+\.\d+\.\d+/.test(version) && !Number.isNaN(Date.parse(String(at))));
  return Object.fromEntries(versions.map(([version, at]) => [version, String(at)]));
}

/** GitHub's list of issues, which has pull requests too. */
function requestsOf(
  where = '',
  value?: unknown,
): { readonly requests: readonly RequestEvidence[]; readonly missing: readonly Missing[] } {
  if (value === undefined) return { requests: [], missing: [] };
  const { entries, unreadable, cut } = entriesOf(value, 'items');
  const issues = entries.filter(({ pull_request: pull }) => pull === undefined);
  const requests = issues.flatMap(({ title, html_url: href, labels, created_at: opened, closed_at: closed }) => {
    if (typeof title !== 'string' || Number.isNaN(Date.parse(String(opened)))) return [];
    const names = Array.isArray(labels) ? labels.map((label) => String(isPlainObject(label) ? label.name : label)) : [];
    const optional = { ...(typeof href === 'string' && { href }), ...(typeof closed === 'string' && { closed }) };
    return [{ title, labels: names, opened: String(opened), ...optional }];
  });
  const lost = issues.length - requests.length + unreadable;
  return { requests, missing: [...notRead(where, 'issues', lost), ...notListed(where, cut)] };
}

function notRead(where: string, what: string, count: number): Missing[] {
  return count > 0 ? [{ where, what: `${count} ${what}`, why: 'a field is missing, or is not what the format says' }] : [];
}

function notListed(where: string, count = 0): Missing[] {
  const why = 'the file has only a part of the list: write all of its pages';
  return count > 0 ? [{ where, what: `${count} more entries of the list`, why }] : [];
}

function readMeasurements(
  { measurements = [] }: ResolvedConfig,
  objectives: readonly InternalObjective[],
  read: <T>(file: string, parse: (file: string) => T) => T | undefined,
): { readonly measurements: readonly Measurement[]; readonly missing: readonly Missing[] } {
  const all = measurements.map((each) => ({ each, result: read(each.file, (file) => measurementsIn(file, each)) }));
  return {
    measurements: all.flatMap(({ each, result }) => (result?.measurements ?? []).map((one) => ({ ...one, from: each.file }))),
    missing: all.flatMap(({ each, result }) => (result ? notCounted(each.file, result, objectives) : [])),
  };
}

/** What of a file is in no figure: entries that cannot be read, and those of an objective that nobody set. */
function notCounted(where: string, read: ReadMeasurements, objectives: readonly InternalObjective[]): Missing[] {
  const { measurements, unreadable, cut } = read;
  const names = new Set(measurements.map(({ objective }) => objective));
  for (const { name } of objectives) names.delete(name);
  const why = `no objective has this name; there are ${objectives.map(({ name }) => name).join(', ')}`;
  return [
    ...notRead(where, 'measurements', unreadable),
    ...notListed(where, cut),
    ...[...names].map((name) => {
      const count = measurements.filter(({ objective }) => objective === name).length;
      return { where, what: `${count} measurements of ${show(name)}`, why };
    }),
  ];
}

function measurementsIn(file: string, { format = 'csv', objective }: MeasurementsConfig): ReadMeasurements {
  if (format === 'csv') return fromCsv(readText(file), objective);
  if (objective === undefined) throw new Trouble('no objective', 'the name of an objective', 'add objective: to its entry in measurements');
  return format === 'github-runs' ? fromGithubRuns(readJsonFile(file), objective) : fromScaffolderTasks(readJsonFile(file), objective);
}

function deployedIn(facts: readonly Fact[], { since, until }: { readonly since: string; readonly until: string }): readonly string[] {
  return facts.flatMap((fact) => {
    if (fact.fact !== 'deployment' || fact.outcome !== 'succeeded' || fact.finishedAt === undefined) return [];
    return fact.finishedAt >= since && fact.finishedAt < until ? [fact.service] : [];
  });
}

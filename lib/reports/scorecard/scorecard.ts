import type { Missing } from '../facts/facts';
import { median } from '../figures';
import { stageReached, stagesOf } from '../maturity/stages';
import type { Stage } from '../maturity/stages';
import type { Roadmap } from '../roadmap/roadmap';
import type { Answer } from '../survey/answers';
import { TARGET } from '../survey/promoters';
import { satisfactionOf, startOfQuarter } from '../survey/satisfaction';
import type { QuarterScore } from '../survey/satisfaction';
import { adoptionOf, shareOf } from './adoption';
import type { Adoption } from './adoption';
import { daysBetween, PARTS } from './evidence';
import type { Measurement, Part, RequestEvidence, ServiceEvidence } from './evidence';
import { exceptionsOf } from './exceptions';
import type { ExceptionInForce } from './exceptions';
import { productMetrics } from './product';
import type { ProductMetrics, RequestLabels } from './product';
import { objectiveResults } from './service-levels';
import type { InternalObjective, ObjectiveResult } from './service-levels';
import { START_TARGET, startsOf } from './starts';
import type { Start } from './starts';
import { versionsOf } from './versions';
import type { UsedVersion } from './versions';

/** What a scorecard is made from. All of it was read elsewhere; absent parts are not measured. */
export interface ScorecardInput {
  readonly organization: string;
  /** The window that is counted: from its start up to its end, which is also what ages are counted from. */
  readonly since: string;
  readonly until: string;
  readonly services: readonly ServiceEvidence[];
  /** The time of each release of the library by its version. */
  readonly releases: Readonly<Record<string, string>>;
  /** After how many days an exception is due for another look. */
  readonly exceptionDays: number;
  readonly objectives: readonly InternalObjective[];
  readonly measurements: readonly Measurement[];
  readonly answers: readonly Answer[];
  /** How many people were asked, by quarter. */
  readonly asked: Readonly<Record<string, number>>;
  readonly requests?: readonly RequestEvidence[];
  readonly labels: RequestLabels;
  readonly roadmap?: Roadmap;
  /** The services that were deployed in the window, one entry for each deployment. */
  readonly deployedServices?: readonly string[];
  /** What could not be read. */
  readonly missing: readonly Missing[];
}

/** The figures of a platform. */
export interface Scorecard {
  readonly organization: string;
  readonly since: string;
  readonly until: string;
  readonly services: readonly ServiceEvidence[];
  readonly adoption: Readonly<Record<Part, Adoption>>;
  readonly versions: readonly UsedVersion[];
  readonly newServices: readonly Start[];
  readonly exceptionDays: number;
  readonly exceptions: readonly ExceptionInForce[];
  readonly objectives: readonly ObjectiveResult[];
  readonly satisfaction: readonly QuarterScore[];
  readonly stage: number;
  readonly stages: readonly Stage[];
  readonly product?: ProductMetrics;
  readonly missing: readonly Missing[];
}

/** Computes every figure. */
export function scorecardOf(input: ScorecardInput): Scorecard {
  const { organization, since, until, services, exceptionDays, requests, missing } = input;
  const product = requests && productMetrics(requests, input.labels, since);
  const answers = input.answers.filter(({ date }) => Date.parse(date) < Date.parse(until));
  const asked = Object.entries(input.asked).filter(([quarter]) => startOfQuarter(quarter) < Date.parse(until));
  const known = {
    organization,
    since,
    until,
    services,
    adoption: Object.fromEntries(PARTS.map((part) => [part, adoptionOf(services, part)])) as Record<Part, Adoption>,
    versions: versionsOf(services, input.releases, until),
    newServices: startsOf(services),
    exceptionDays,
    exceptions: exceptionsOf(services, exceptionDays, until),
    objectives: objectiveResults(input.objectives, input.measurements, since, until),
    satisfaction: satisfactionOf(answers, Object.fromEntries(asked)),
    ...(product && { product }),
    missing,
  };
  const stages = stagesFor({ ...input, answers }, known);
  return { ...known, stage: stageReached(stages), stages };
}

function stagesFor(input: ScorecardInput, known: Omit<Scorecard, 'stage' | 'stages'>): readonly Stage[] {
  const { adoption, newServices, objectives, satisfaction, services } = known;
  const catalog = services.filter(({ inCatalog }) => inCatalog);
  const onPath = services.filter(({ parts }) => parts.infrastructure === 'on');
  const measured = objectives.filter(({ n }) => n > 0);
  const last = satisfaction[satisfaction.length - 1];
  const lastAnswer = input.answers.reduce((latest, { date }) => (date > latest ? date : latest), '');
  const deployed = input.deployedServices;
  const evidence = {
    services: catalog.length,
    documented: catalog.filter(({ documented }) => documented).length,
    infrastructure: shareOf(adoption.infrastructure),
    gitops: shareOf(adoption.gitops),
    delivery: shareOf(adoption.delivery),
    catalog: shareOf(adoption.catalog),
    data: shareOf(adoption.data),
    onPath: onPath.length,
    onPathInCatalog: onPath.filter(({ inCatalog }) => inCatalog).length,
    deployments: deployed?.length,
    measuredServices: deployed && catalog.filter(({ name }) => deployed.includes(name)).length,
    start: median(newServices.map(({ milliseconds }) => milliseconds)),
    teamsOnPath: new Set(onPath.flatMap(({ team }) => team ?? [])).size,
    objectives: objectives.length,
    objectivesMeasured: measured.length,
    objectivesMet: measured.filter(({ burned }) => burned !== undefined && burned <= 1).length,
    score: last?.score,
    surveyAgeDays: lastAnswer === '' ? undefined : daysBetween(lastAnswer, input.until),
    roadmapOpen: input.roadmap?.items.filter(({ when }) => when !== 'done').length,
  };
  return stagesOf(evidence, START_TARGET, TARGET);
}

import type { Section } from '../document/document';

/** What stands for or against a stage. `unknown` if nothing was measured, which does not count as met. */
export interface Criterion {
  readonly text: string;
  readonly state: 'met' | 'unmet' | 'unknown';
  /** The evidence, in a few words. */
  readonly evidence: string;
  /** Where the evidence is. */
  readonly href?: string;
  /** What to do if it is not met. */
  readonly next: string;
}

/** A stage of the model. */
export interface Stage {
  readonly number: number;
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** The figures that the stages are judged by; absent ones are not measured. */
export interface MaturityEvidence {
  /** Services in the catalog, and how many of them have documentation. */
  readonly services: number;
  readonly documented: number;
  /** Shares of the services in the catalog. */
  readonly infrastructure?: number;
  readonly gitops?: number;
  readonly delivery?: number;
  readonly catalog?: number;
  /** Of the services that need data; absent if none does. */
  readonly data?: number;
  /** Services on the path, and how many of them are in the catalog. */
  readonly onPath: number;
  readonly onPathInCatalog: number;
  /** Production deployments that a workflow made, in the window; absent if facts were not read. */
  readonly deployments?: number;
  /** Services that reports have deployments of. */
  readonly measuredServices?: number;
  /** The median time of new services from the first commit to production, in milliseconds. */
  readonly start?: number;
  /** Teams with a service on the path. */
  readonly teamsOnPath: number;
  /** Internal objectives: those that are measured, those that are met, all. */
  readonly objectives: number;
  readonly objectivesMeasured: number;
  readonly objectivesMet: number;
  /** The last score, and days since the last answer. */
  readonly score?: number;
  readonly surveyAgeDays?: number;
  /** Open entries of the roadmap, and those with an owner and a link; absent without a roadmap. */
  readonly roadmapOpen?: number;
}

const QUARTER_DAYS = 92;

/** The four stages, each with what shows that it is reached. A stage counts only with all stages before it. */
export function stagesOf(evidence: MaturityEvidence, startTarget: number, scoreTarget: number): readonly Stage[] {
  const { services, documented } = evidence;
  return [
    {
      number: 1,
      title: 'Wiki and runbooks',
      criteria: [
        {
          text: 'Services are listed, and at least half have documentation',
          state: services === 0 ? 'unknown' : atLeast(documented / services, 0.5),
          evidence: `${documented} of ${services} catalog entries name their documentation`,
          href: '#adoption',
          next: 'Add catalog-info.yaml with backstage.io/techdocs-ref to each repository',
        },
      ],
    },
    { number: 2, title: 'Scripts and automation', criteria: scripts(evidence) },
    { number: 3, title: 'Golden paths and self-service', criteria: goldenPath(evidence, startTarget) },
    { number: 4, title: 'Product-grade platform', criteria: product(evidence, scoreTarget) },
  ];
}

function scripts({ deployments, infrastructure }: MaturityEvidence): Criterion[] {
  return [
    {
      text: 'Workflows deploy to production, not people',
      state: deployments === undefined ? 'unknown' : deployments > 0 ? 'met' : 'unmet',
      evidence: deployments === undefined ? 'not measured' : `${deployments} deployments by workflows`,
      href: 'dora.html',
      next: 'Deploy by a workflow that records a GitHub deployment, and let golden-path dora read it',
    },
    share('Infrastructure is code in at least a quarter of the services', infrastructure, 0.25, 'Describe infrastructure with the library'),
  ];
}

function goldenPath({ catalog, gitops, delivery, infrastructure, start, teamsOnPath }: MaturityEvidence, startTarget: number): Criterion[] {
  return [
    share('Half of the services or more take their infrastructure from the path', infrastructure, 0.5, 'Ask what keeps the teams away'),
    share('Half of the services or more are delivered by GitOps', gitops, 0.5, 'Add a GitOpsApp to the services'),
    share('Half of the services or more have the delivery workflow', delivery, 0.5, 'Add the delivery workflow to the repositories'),
    share('Half of the services or more have a catalog entry of the path', catalog, 0.5, 'Let the path write catalog-info.yaml'),
    {
      text: 'More than one team is on the path',
      state: teamsOnPath > 1 ? 'met' : 'unmet',
      evidence: `${teamsOnPath} teams`,
      href: '#adoption',
      next: 'Move one service of a second team',
    },
    {
      text: 'A new service is in production within ten minutes',
      state: start === undefined ? 'unknown' : start < startTarget ? 'met' : 'unmet',
      evidence: start === undefined ? 'not measured' : `median ${Math.round(start / 60_000)} minutes`,
      href: '#new-services',
      next: 'Shorten the path of a new service, from its template to production',
    },
  ];
}

function product(evidence: MaturityEvidence, scoreTarget: number): Criterion[] {
  const { measuredServices, services, objectives, objectivesMeasured, objectivesMet, score, surveyAgeDays, roadmapOpen } = evidence;
  const { data, onPath, onPathInCatalog } = evidence;
  return [
    {
      text: 'The developer portal knows at least 80 % of the services on the path',
      state: onPath === 0 ? 'unknown' : atLeast(onPathInCatalog / onPath, 0.8),
      evidence: `${onPathInCatalog} of ${onPath} services on the path are in the catalog`,
      href: '#adoption',
      next: 'Register the catalog entries of the services that are missing there',
    },
    // An organisation without data has nothing to provision.
    ...(data === undefined ? [] : [share(PROVISIONED, data, 0.8, 'Ask what data the teams need that the path does not offer')]),
    {
      text: 'Delivery metrics are reported for at least 80 % of the services',
      state: measuredServices === undefined || services === 0 ? 'unknown' : atLeast(measuredServices / services, 0.8),
      evidence: measuredServices === undefined ? 'not measured' : `${measuredServices} of ${services} services have deployments`,
      href: 'dora.html',
      next: 'Let golden-path dora read the deployments of every service',
    },
    {
      text: 'Internal service levels are measured and met',
      state: objectivesMeasured < objectives ? 'unknown' : objectivesMet === objectives && objectives > 0 ? 'met' : 'unmet',
      evidence: `${objectivesMet} of ${objectives} met, ${objectivesMeasured} measured`,
      href: '#internal-service-levels',
      next: 'Bring measurements for every objective, and mend the first that is missed',
    },
    {
      text: `Developers were asked in the last quarter, and the score is ${scoreTarget} or more`,
      state: asked(score, surveyAgeDays, scoreTarget),
      evidence: score === undefined ? 'not measured' : `${Math.round(score)}, the last answer ${surveyAgeDays} days ago`,
      href: '#satisfaction',
      next: 'Ask each quarter (golden-path survey), and begin with what the comments say',
    },
    {
      text: 'A public roadmap says what comes next, who owns it and why',
      state: roadmapOpen === undefined ? 'unknown' : roadmapOpen > 0 ? 'met' : 'unmet',
      evidence: roadmapOpen === undefined ? 'no roadmap' : `${roadmapOpen} open entries`,
      href: 'roadmap.html',
      next: 'Write roadmap.yaml',
    },
  ];
}

const PROVISIONED = 'At least 80 % of the services that need data get it from the path, without a ticket';

function asked(score: number | undefined, ageDays: number | undefined, target: number): Criterion['state'] {
  if (score === undefined || ageDays === undefined) return 'unknown';
  return score >= target && ageDays <= QUARTER_DAYS ? 'met' : 'unmet';
}

function share(text: string, value: number | undefined, least: number, next: string): Criterion {
  return {
    text,
    state: value === undefined ? 'unknown' : atLeast(value, least),
    evidence: value === undefined ? 'not measured' : `${Math.round(value * 100)} %`,
    href: '#adoption',
    next,
  };
}

function atLeast(value: number, least: number): Criterion['state'] {
  return value >= least ? 'met' : 'unmet';
}

/** The highest stage whose criteria, and those of all stages before it, are met; 0 if the first is not. */
export function stageReached(stages: readonly Stage[]): number {
  const missing = stages.findIndex(({ criteria }) => criteria.some(({ state }) => state !== 'met'));
  return missing === -1 ? stages.length : missing;
}

const STATES = {
  met: { text: 'met', tone: 'good' },
  unmet: { text: 'not met', tone: 'bad' },
  unknown: { text: 'not measured', tone: 'unknown' },
} as const;

/** The section about maturity: the stage, the evidence, and what is missing for the next one. */
export function maturitySection(stages: readonly Stage[]): Section {
  const reached = stageReached(stages);
  const next = stages[reached];
  const missing = next?.criteria.filter(({ state }) => state !== 'met') ?? [];
  return {
    id: 'maturity',
    title: 'Maturity',
    blocks: [
      {
        kind: 'paragraph',
        text: reached === 0 ? 'No stage is reached yet.' : `Stage ${reached} of ${stages.length}: ${stages[reached - 1].title}.`,
      },
      ...(next
        ? [
            { kind: 'paragraph' as const, text: `Missing for stage ${next.number}, ${next.title}:` },
            { kind: 'list' as const, items: missing.map(({ text, next: step, href }) => ({ text: `${text}. ${step}.`, href })) },
          ]
        : []),
      {
        kind: 'table',
        caption: 'The stages and their evidence',
        columns: ['Stage', 'What shows it', 'State', 'Evidence'],
        rows: stages.flatMap(({ number, title, criteria }) =>
          criteria.map(({ text, state, evidence, href }) => [`${number}. ${title}`, text, STATES[state], { text: evidence, href }]),
        ),
        empty: '',
      },
    ],
  };
}

import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { NestedTable, Settings } from '../../core/settings';
import { WEB_ADDRESS } from '../../core/web-address';

/** The part of `golden-path.reports.yaml` that is about the scorecard. Paths are relative to that file. */
export interface ScorecardConfig {
  /** The group of the catalog that owns the platform. @default 'platform' */
  readonly platformTeam?: string;
  /** The address of GitHub's pages. @default 'https://github.com' */
  readonly webUrl?: string;
  /** The address that the site is published under. @default - no catalog entry is written */
  readonly siteUrl?: string;
  /** After how many days an exception is due for another look. @default 180 */
  readonly exceptionDays?: number;
  /** An earlier scorecard as JSON, which says since when exceptions are in force. @default - only the history of Git says it */
  readonly previous?: string;
  /** The roadmap. @default 'roadmap.yaml' */
  readonly roadmap?: string;
  /** The time of each release of the library, as `npm view <package> time --json` prints it. @default - ages are unknown */
  readonly releases?: string;
  /** The answers of the survey, as CSV. @default - not measured */
  readonly survey?: string;
  /** How many people were asked. @default - response rates are unknown */
  readonly asked?: readonly AskedConfig[];
  /** The promises of the platform team. @default - scaffold under 5 minutes, plan under 3 minutes, catalog search under 500 ms */
  readonly objectives?: readonly ObjectiveConfig[];
  /** Files with measurements. @default - not measured */
  readonly measurements?: readonly MeasurementsConfig[];
  /** The issues of the platform team's repository, as GitHub's API lists them. @default - not measured */
  readonly requests?: string;
  /** The label of issues that ask for something. @default 'request' */
  readonly requestLabel?: string;
  /** The label of issues that ask for help. @default 'support' */
  readonly supportLabel?: string;
  /** The label of issues from office hours. @default 'office-hours' */
  readonly officeHoursLabel?: string;
}

/** The people who were asked in a quarter. */
export interface AskedConfig {
  /** As YYYY-Qn. */
  readonly quarter: string;
  readonly people: number;
}

/** A promise of the platform team. */
export interface ObjectiveConfig {
  /** What measurements name it by. */
  readonly name: string;
  readonly title: string;
  /** A measurement that took this long or longer misses it. */
  readonly milliseconds: number;
  /** How many of a hundred measurements have to meet it. @default 95 */
  readonly goalPercent?: number;
}

/** A file with measurements. */
export interface MeasurementsConfig {
  readonly file: string;
  /** `csv`, `github-runs` or `scaffolder-tasks`. @default 'csv' */
  readonly format?: string;
  /** The objective that all of them count for; required unless the file says it. @default - the column objective */
  readonly objective?: string;
}

const NAME: Limit = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', example: 'plan', maxLength: 63 };
const FILE: Limit = { type: 'string', pattern: '\\S', maxLength: 500, description: 'a path relative to the configuration' };
const LABEL: Limit = { type: 'string', pattern: '\\S', maxLength: 50, description: 'a label of GitHub' };
const TITLE: Limit = { type: 'string', pattern: '\\S', maxLength: 200, description: 'text that is not empty, at most 200 characters' };
const DAYS: Limit = { type: 'integer', minimum: 1, maximum: 3650 };
const COUNT: Limit = { type: 'integer', minimum: 1, maximum: 1_000_000 };
const MILLISECONDS: Limit = { type: 'integer', minimum: 1, maximum: 86_400_000 };
const PERCENT: Limit = {
  type: 'integer',
  minimum: 1,
  maximum: 99,
  description: 'an integer from 1 to 99: a goal of 100 leaves no error budget',
};
const QUARTER: Limit = { type: 'string', pattern: '^\\d{4}-Q[1-4]$', example: '2026-Q1', description: 'a quarter such as 2026-Q1' };

/** How measurements are written. */
const MEASUREMENT_FORMATS = ['csv', 'github-runs', 'scaffolder-tasks'] as const;

const absent = (defaultText: string) => ({ default: undefined, defaultText });

const ASKED_TABLE = {
  quarter: { form: value(QUARTER), text: 'The quarter', required: true },
  people: { form: value(COUNT), text: 'How many people were asked', required: true },
} as const satisfies Settings<AskedConfig>;

export const ASKED_SETTINGS = new SettingsTable<AskedConfig, typeof ASKED_TABLE>(ASKED_TABLE);

const OBJECTIVE_TABLE = {
  name: { form: value(NAME), text: 'What measurements name it by', required: true },
  title: { form: value(TITLE), text: 'What is promised', required: true },
  milliseconds: { form: value(MILLISECONDS), text: 'What took this long or longer misses it', required: true },
  goalPercent: { form: value(PERCENT), text: 'How many of a hundred measurements have to meet it', default: 95 },
} as const satisfies Settings<ObjectiveConfig>;

/** The settings of an objective. */
export const OBJECTIVE_SETTINGS = new SettingsTable<ObjectiveConfig, typeof OBJECTIVE_TABLE>(OBJECTIVE_TABLE);

const MEASUREMENTS_TABLE = {
  file: { form: value(FILE), text: 'The file', required: true },
  format: { form: value({ type: 'string', enum: MEASUREMENT_FORMATS }), text: 'How it is written', default: 'csv' },
  objective: { form: value(NAME), text: 'The objective that all of them count for', ...absent('the column `objective`') },
} as const satisfies Settings<MeasurementsConfig>;

export const MEASUREMENTS_SETTINGS = new SettingsTable<MeasurementsConfig, typeof MEASUREMENTS_TABLE>(MEASUREMENTS_TABLE);

const list = (table: NestedTable, example: string, unique?: string) => ({
  kind: 'propsList' as const,
  table,
  example,
  ...(unique !== undefined && { unique }),
});

const SCORECARD_TABLE = {
  platformTeam: { form: value(NAME), text: 'The group of the catalog that owns the platform', default: 'platform' },
  webUrl: { form: value(WEB_ADDRESS), text: "The address of GitHub's pages", default: 'https://github.com' },
  siteUrl: { form: value(WEB_ADDRESS), text: 'The address that the site is published under', ...absent('no catalog entry is written') },
  exceptionDays: { form: value(DAYS), text: 'After how many days an exception is due for another look', default: 180 },
  previous: {
    form: value(FILE),
    text: 'An earlier scorecard as JSON, which says since when exceptions are in force',
    ...absent('only the history of Git says it'),
  },
  roadmap: { form: value(FILE), text: 'The roadmap', default: 'roadmap.yaml' },
  releases: {
    form: value(FILE),
    text: 'The time of each release of the library, as `npm view <package> time --json` prints it',
    ...absent('ages are unknown'),
  },
  survey: { form: value(FILE), text: 'The answers of the survey, as CSV', ...absent('not measured') },
  asked: {
    form: list(ASKED_SETTINGS, '{ quarter: 2026-Q1, people: 40 }', 'quarter'),
    text: 'How many people were asked, by quarter',
    ...absent('response rates are unknown'),
  },
  objectives: {
    form: list(OBJECTIVE_SETTINGS, "{ name: plan, title: 'A plan completes', milliseconds: 180000 }", 'name'),
    text: 'The promises of the platform team',
    ...absent('scaffold under 5 minutes, plan under 3 minutes, catalog search under 500 ms'),
  },
  measurements: {
    form: list(MEASUREMENTS_SETTINGS, '{ file: probes.csv }'),
    text: 'Files with measurements',
    ...absent('not measured'),
  },
  requests: {
    form: value(FILE),
    text: "The issues of the platform team's repository, as GitHub's API lists them",
    ...absent('not measured'),
  },
  requestLabel: { form: value(LABEL), text: 'The label of issues that ask for something', default: 'request' },
  supportLabel: { form: value(LABEL), text: 'The label of issues that ask for help', default: 'support' },
  officeHoursLabel: { form: value(LABEL), text: 'The label of issues from office hours', default: 'office-hours' },
} as const satisfies Settings<ScorecardConfig>;

/** The settings of the scorecard: one table that checks, fills in and documents. */
export const SCORECARD_SETTINGS = new SettingsTable<ScorecardConfig, typeof SCORECARD_TABLE>(SCORECARD_TABLE);

import { isDay } from '../../core/day';
import { isPlainObject } from '../../core/json';
import { openApiSchema } from '../../core/limit-forms';
import type { Limit } from '../../core/limits';
import type { Validation } from '../../core/validation';

/** When an entry of the roadmap is due. */
export const HORIZONS = ['now', 'next', 'later', 'done'] as const;

export type Horizon = (typeof HORIZONS)[number];

/** What the platform team is going to do, or did. */
export interface RoadmapItem {
  readonly title: string;
  readonly when: Horizon;
  /** The team or group that owns it. */
  readonly owner: string;
  /** The reason, in the words of those who use the platform. */
  readonly why: string;
  /** An issue or a document. */
  readonly link: string;
}

/** How a capability is got. */
const CHOICES = ['build', 'buy', 'configure'] as const;

/** A decision to build, to buy or to configure what there is. */
export interface Decision {
  readonly title: string;
  readonly choice: (typeof CHOICES)[number];
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  readonly owner: string;
  readonly why: string;
  /** What was not chosen, and why not. */
  readonly instead?: readonly string[];
  /** What would open the decision again. */
  readonly revisit?: string;
  readonly link?: string;
}

/** The content of `roadmap.yaml`. */
export interface Roadmap {
  readonly items: readonly RoadmapItem[];
  readonly decisions: readonly Decision[];
}

/** The roadmap of a platform that has none. */
export const NO_ROADMAP: Roadmap = { items: [], decisions: [] };

const TEXT: Limit = { type: 'string', pattern: '\\S', maxLength: 1000, description: 'text that is not empty, at most 1,000 characters' };
const TITLE: Limit = { ...TEXT, maxLength: 200, description: 'text that is not empty, at most 200 characters' };
const LINK: Limit = { type: 'string', pattern: '^https?://\\S+$', maxLength: 2000, description: 'a URL that begins with https://' };
const WHEN: Limit = { type: 'string', enum: HORIZONS };
const CHOICE: Limit = { type: 'string', enum: CHOICES };
const DATE: Limit = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'a day as YYYY-MM-DD',
  fault: (text) => (isDay(text) ? undefined : 'write a day of the calendar'),
};

const ITEM = { title: TITLE, when: WHEN, owner: TITLE, why: TEXT, link: LINK };
const DECISION = { title: TITLE, choice: CHOICE, date: DATE, owner: TITLE, why: TEXT, revisit: TEXT, link: LINK };

/** What every decision says. */
const DECIDED = ['title', 'choice', 'date', 'owner', 'why'];

/** Checks a roadmap and lists every problem at once. */
export function checkRoadmap(validation: Validation, value: unknown): Roadmap {
  if (!isPlainObject(value)) {
    validation.fields('', value as object, { limits: {}, others: ['items', 'decisions'] });
    return NO_ROADMAP;
  }
  validation.knownKeys('', value, ['items', 'decisions']);
  const { items = [], decisions = [] } = value;
  validation.items('items', items, (at, item) => validation.fields(at, item as object, { limits: ITEM, required: Object.keys(ITEM) }));
  validation.items('decisions', decisions, (at, decision) => checkDecision(validation, at, decision));
  return validation.found.length > 0 ? NO_ROADMAP : { items: items as RoadmapItem[], decisions: decisions as Decision[] };
}

function checkDecision(validation: Validation, at: string, decision: unknown): boolean {
  if (!validation.fields(at, decision as object, { limits: DECISION, required: DECIDED, others: ['instead'] })) return false;
  return validation.list(`${at}.instead`, (decision as Decision).instead, TEXT);
}

/** The JSON schema of `roadmap.yaml`, for editors. */
export function roadmapSchema(): Record<string, unknown> {
  const decision = objectSchema(DECISION, DECIDED);
  const instead = { type: 'array', items: openApiSchema(TEXT) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The roadmap of a platform',
    type: 'object',
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: objectSchema(ITEM, Object.keys(ITEM)) },
      decisions: { type: 'array', items: { ...decision, properties: { ...decision.properties, instead } } },
    },
  };
}

function objectSchema(limits: Readonly<Record<string, Limit>>, required: readonly string[]) {
  const properties: Record<string, unknown> = Object.fromEntries(Object.entries(limits).map(([key, limit]) => [key, openApiSchema(limit)]));
  return { type: 'object', additionalProperties: false, required, properties };
}

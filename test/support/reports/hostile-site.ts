import { PARTS } from '../../../lib/reports/scorecard/evidence';
import type { Adopted, Part, ServiceEvidence } from '../../../lib/reports/scorecard/evidence';
import { scorecardOf } from '../../../lib/reports/scorecard/scorecard';
import type { ScorecardInput } from '../../../lib/reports/scorecard/scorecard';
import { DEFAULT_OBJECTIVES } from '../../../lib/reports/scorecard/service-levels';
import type { SiteInput } from '../../../lib/reports/site/site';

/** Texts that would be more than text in some form of a report. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '&lt;b&gt; & <b>',
  '=HYPERLINK("http://127.0.0.1/")',
  '@SUM(1+1)*cmd|calc',
  '[link](javascript:alert(1))',
  '| a | b | `code` **bold** #1',
  '{{7*7}} ${7*7} <%= 7 %>',
  'a'.repeat(120),
] as const;

const OFF = Object.fromEntries(PARTS.map((part) => [part, 'unknown'])) as Record<Part, Adopted>;

function service(text: string, index: number): ServiceEvidence {
  return {
    name: text,
    team: text,
    repository: text,
    href: index % 2 === 0 ? 'javascript:alert(1)' : `https://acme.example/${encodeURIComponent(text)}`,
    inCatalog: index % 3 !== 0,
    documented: false,
    parts: OFF,
    version: text,
    exceptions: [{ stack: text, construct: text, what: text, reason: text, since: '2025-01-01T00:00:00Z' }],
  };
}

/** A scorecard in which everything that users write is hostile. */
export function hostileInput(): ScorecardInput {
  return {
    organization: HOSTILE[0],
    since: '2026-01-01T00:00:00Z',
    until: '2026-04-01T00:00:00Z',
    services: HOSTILE.map(service),
    releases: { [HOSTILE[0]]: '2026-01-01T00:00:00Z' },
    exceptionDays: 180,
    objectives: [...DEFAULT_OBJECTIVES, { name: 'plan-2', title: HOSTILE[1], milliseconds: 1, goalPercent: 95 }],
    measurements: [],
    answers: HOSTILE.map((comment) => ({ date: '2026-02-03', recommend: 9, comment })),
    asked: {},
    requests: HOSTILE.map((text) => ({ title: text, labels: ['request', text], opened: '2026-01-02T00:00:00Z' })),
    labels: { request: 'request', support: 'support', officeHours: 'office-hours' },
    missing: HOSTILE.map((text) => ({ where: text, what: text, why: text })),
  };
}

/** A site of it, and the texts that it has to show as they are. */
export function hostileSite(): { readonly input: SiteInput; readonly texts: readonly string[] } {
  const items = HOSTILE.map((text) => ({ title: text, when: 'now' as const, owner: text, why: text, link: 'javascript:alert(1)' }));
  const decisions = HOSTILE.map((text) => ({ title: text, choice: 'buy' as const, date: '2026-01-02', owner: text, why: text, instead: [text] }));
  return {
    input: { scorecard: scorecardOf(hostileInput()), roadmap: { items, decisions }, url: 'https://reports.acme.io/', platformTeam: 'platform' },
    texts: HOSTILE,
  };
}

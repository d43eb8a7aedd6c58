import type { Deployment } from '../../../lib/reports/facts/facts';
import { doraDocument, teamSections } from '../../../lib/reports/format/dora-document';
import { measured, reportOf } from '../../../lib/reports/metrics/report';
import type { DoraReport } from '../../../lib/reports/metrics/report';
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

/** Delivery metrics of services, teams and an organisation with hostile names, of which something could not be read. */
export function hostileMetrics(more: readonly string[] = []): DoraReport {
  const window = { since: '2026-01-01T00:00:00Z', until: '2026-01-08T00:00:00Z' };
  const [startedAt, finishedAt] = ['2026-01-02T00:00:00Z', '2026-01-02T01:00:00Z'];
  const services = [...HOSTILE, ...more].map((text) => {
    const deployment: Deployment = {
      fact: 'deployment', service: text, team: text, id: text, repository: text, environment: text, revision: text, kind: 'planned',
      outcome: 'succeeded', startedAt, finishedAt, repairs: [], url: 'javascript:alert(1)',
    };
    return measured({ service: text, team: text, deployments: [deployment], changes: [], incidents: [] }, window, 60);
  });
  return reportOf({ organization: HOSTILE[0], window, attributionMinutes: 60, missing: hostileInput().missing }, services);
}

/** A site of it, and the texts that it has to show as they are. */
export function hostileSite(): { readonly input: SiteInput; readonly texts: readonly string[] } {
  const items = HOSTILE.map((text) => ({ title: text, when: 'now' as const, owner: text, why: text, link: 'javascript:alert(1)' }));
  const decisions = HOSTILE.map((text) => ({ title: text, choice: 'buy' as const, date: '2026-01-02', owner: text, why: text, instead: [text] }));
  const metrics = hostileMetrics();
  return {
    input: {
      scorecard: scorecardOf(hostileInput()),
      roadmap: { items, decisions },
      delivery: doraDocument(metrics),
      teamDelivery: teamSections(metrics),
      url: 'https://reports.acme.io/',
      platformTeam: 'platform',
    },
    texts: HOSTILE,
  };
}

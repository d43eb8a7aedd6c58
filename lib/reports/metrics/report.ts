import { byCode } from '../../core/by-code';
import type { Missing, ServiceFacts, Window } from '../facts/facts';
import { figuresOf } from './figures';
import type { Figures } from './figures';
import { measure, together, within } from './measures';
import type { Measures } from './measures';
import { iso, mondayOf, WEEK, weekName } from './time';

/** The figures of one week, or of the part of it that is in the window. */
export interface Week {
  /** The ISO week, such as `2026-W10`. */
  readonly week: string;
  readonly since: string;
  readonly until: string;
  readonly figures: Figures;
}

/** The figures of the organisation, a team or a service. */
export interface Scope {
  readonly scope: 'organization' | 'team' | 'service';
  readonly name: string;
  /** The team of a service. */
  readonly team?: string;
  readonly figures: Figures;
  readonly trend: readonly Week[];
}

/** The delivery metrics of an organisation. */
export interface DoraReport {
  readonly reportVersion: 1;
  readonly organization: string;
  readonly window: Window;
  readonly attributionMinutes: number;
  /** Whether everything could be read. */
  readonly complete: boolean;
  readonly missing: readonly Missing[];
  /** The organisation, then teams and services by name: nothing here ranks them. */
  readonly scopes: readonly Scope[];
}

/** The measures of a service. */
export interface MeasuredService {
  readonly service: string;
  readonly team: string;
  readonly measures: Measures;
}

/** The measures of a service in a window. */
export function measured(facts: ServiceFacts, window: Window, attributionMinutes: number): MeasuredService {
  return { service: facts.service, team: facts.team, measures: measure(facts, window, attributionMinutes) };
}

type Head = Pick<DoraReport, 'organization' | 'window' | 'attributionMinutes' | 'missing'>;

/** The report of the measures of all services. */
export function reportOf(head: Head, services: readonly MeasuredService[]): DoraReport {
  const sorted = [...services].sort((one, other) => byCode(one.service, other.service));
  const teams = [...new Set(sorted.map(({ team }) => team))].sort(byCode);
  const allOf = (chosen: readonly MeasuredService[]) => together(chosen.map(({ measures }) => measures));
  const scope = (kind: Scope['scope'], name: string, measures: Measures) => ({ scope: kind, name, ...inTime(measures, head.window) });
  return {
    reportVersion: 1,
    ...head,
    complete: head.missing.length === 0,
    scopes: [
      scope('organization', head.organization, allOf(sorted)),
      ...teams.map((name) => scope('team', name, allOf(sorted.filter(({ team }) => team === name)))),
      ...sorted.map(({ service, team, measures }) => ({ ...scope('service', service, measures), team })),
    ],
  };
}

function inTime(measures: Measures, window: Window): Pick<Scope, 'figures' | 'trend'> {
  const [since, until] = [Date.parse(window.since), Date.parse(window.until)];
  const trend: Week[] = [];
  for (let monday = mondayOf(since); monday < until; monday += WEEK) {
    const [from, to] = [Math.max(monday, since), Math.min(monday + WEEK, until)];
    const figures = figuresOf(within(measures, from, to), from, to);
    trend.push({ week: weekName(monday), since: iso(from), until: iso(to), figures });
  }
  return { figures: figuresOf(measures, since, until), trend };
}

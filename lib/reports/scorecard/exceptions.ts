import { byCode } from '../../core/by-code';
import type { Block, Section } from '../document/document';
import { NO_TEAM } from './adoption';
import { daysBetween } from './evidence';
import type { ExceptionEvidence, ServiceEvidence } from './evidence';

/** An exception in force, with its owner. */
export interface ExceptionInForce extends ExceptionEvidence {
  readonly service: string;
  readonly team: string;
  readonly href?: string;
  /** Days since it was committed; at least so many if `isAtLeast`; absent if it is not known. */
  readonly ageDays?: number;
  readonly isAtLeast: boolean;
  /** Whether it is older than the platform allows without another look. */
  readonly overdue: boolean;
}

/** The exceptions in force, the oldest first; those of unknown age come last. */
export function exceptionsOf(services: readonly ServiceEvidence[], limitDays: number, now: string): readonly ExceptionInForce[] {
  const all = services.flatMap((service) => service.exceptions.map((exception) => inForce(service, exception, limitDays, now)));
  return all.sort((one, other) => (other.ageDays ?? -1) - (one.ageDays ?? -1) || byCode(one.service, other.service));
}

function inForce(service: ServiceEvidence, exception: ExceptionEvidence, limitDays: number, now: string): ExceptionInForce {
  const from = exception.since ?? exception.before;
  const ageDays = from === undefined ? undefined : daysBetween(from, now);
  return {
    ...exception,
    service: service.name,
    team: service.team ?? NO_TEAM,
    ...(service.href !== undefined && { href: service.href }),
    ...(ageDays !== undefined && { ageDays }),
    isAtLeast: exception.since === undefined && ageDays !== undefined,
    overdue: ageDays !== undefined && ageDays > limitDays,
  };
}

/** The section about exceptions: how many of each kind, and each with its reason. */
export function exceptionsSection(exceptions: readonly ExceptionInForce[], limitDays: number): Section {
  const overdue = exceptions.filter((each) => each.overdue).length;
  return {
    id: 'exceptions',
    title: 'Exceptions',
    blocks: [
      {
        kind: 'paragraph',
        text: `${exceptions.length} in force; ${overdue} older than the ${limitDays} days after which the platform asks for another look.`,
        tone: overdue > 0 ? 'bad' : 'good',
      },
      ...(exceptions.length > 0 ? tables(exceptions) : []),
    ],
  };
}

function tables(exceptions: readonly ExceptionInForce[]): Block[] {
  const kinds = [...new Set(exceptions.map(({ what }) => what))].sort(byCode);
  return [
    {
      kind: 'table',
      caption: 'Exceptions by kind',
      columns: ['Kind', 'Count', 'Services'],
      rows: kinds.map((kind) => {
        const own = exceptions.filter(({ what }) => what === kind);
        return [kind, String(own.length), [...new Set(own.map(({ service }) => service))].sort(byCode).join(', ')];
      }),
      empty: '',
    },
    {
      kind: 'table',
      caption: 'Exceptions in force',
      columns: ['Service', 'Owner', 'Stack', 'What', 'Reason', 'Age'],
      rows: exceptions.map((each) => [
        { text: each.service, href: each.href },
        each.team,
        each.stack,
        each.what,
        each.reason,
        { text: ageOf(each), ...(each.overdue && { tone: 'bad' as const }) },
      ]),
      empty: '',
    },
  ];
}

function ageOf({ ageDays, isAtLeast, overdue }: ExceptionInForce): string {
  if (ageDays === undefined) return 'unknown';
  return `${isAtLeast ? 'at least ' : ''}${ageDays} days${overdue ? ', too old' : ''}`;
}

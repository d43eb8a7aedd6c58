import { byCode } from '../../core/by-code';
import { percent } from '../charts/bars';
import type { Section, Tone } from '../document/document';
import { duration } from '../figures';
import type { Measurement } from './evidence';

/** A promise of the platform team to the teams that use the platform. */
export interface InternalObjective {
  /** What measurements name it by. */
  readonly name: string;
  readonly title: string;
  /** A measurement that took this long or longer misses it. */
  readonly milliseconds: number;
  /** How many of a hundred measurements have to meet it. */
  readonly goalPercent: number;
}

/** The promises that the source of this model names; the goal leaves one in twenty to bad days. */
export const DEFAULT_OBJECTIVES: readonly InternalObjective[] = [
  { name: 'scaffold', title: 'A new service is scaffolded', milliseconds: 5 * 60_000, goalPercent: 95 },
  { name: 'plan', title: 'A Terraform plan completes', milliseconds: 3 * 60_000, goalPercent: 95 },
  { name: 'catalog-search', title: 'The catalog answers a search', milliseconds: 500, goalPercent: 95 },
];

/** What became of an objective. */
export interface ObjectiveResult extends InternalObjective {
  readonly n: number;
  /** The share that met it; absent if it is not measured. */
  readonly met?: number;
  /** The share of the error budget that is used: over 1 is a missed objective. Absent if it is not measured. */
  readonly burned?: number;
  /** The files that its measurements come from; absent if it is not measured. */
  readonly from?: readonly string[];
}

/** The results in a window. What failed, whatever its time, misses the objective. */
export function objectiveResults(
  objectives: readonly InternalObjective[],
  measurements: readonly Measurement[],
  since: string,
  until: string,
): readonly ObjectiveResult[] {
  const [start, end] = [Date.parse(since), Date.parse(until)];
  const counted = measurements.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) < end);
  return objectives.map((objective) => {
    const own = counted.filter(({ objective: name }) => name === objective.name);
    if (own.length === 0) return { ...objective, n: 0 };
    const from = [...new Set(own.flatMap((each) => each.from ?? []))].sort(byCode);
    const bad = own.filter(({ milliseconds, succeeded }) => !succeeded || milliseconds >= objective.milliseconds).length;
    const budget = own.length * (1 - objective.goalPercent / 100);
    return { ...objective, n: own.length, met: 1 - bad / own.length, burned: bad / budget, from };
  });
}

/** The section about internal service levels. */
export function serviceLevelsSection(results: readonly ObjectiveResult[]): Section {
  return {
    id: 'internal-service-levels',
    title: 'Internal service levels',
    blocks: [
      {
        kind: 'table',
        caption: 'What the platform promises its users',
        columns: ['Promise', 'Target', 'Goal', 'Met', 'Error budget used', 'n', 'From'],
        rows: results.map(({ title, milliseconds, goalPercent, met, burned, n, from }) => [
          title,
          `under ${duration(milliseconds)}`,
          `${goalPercent} %`,
          met === undefined ? { text: 'not measured', tone: 'unknown' as const } : precise(met),
          burned === undefined ? 'not measured' : { text: percent(burned), tone: toneOf(burned) },
          String(n),
          from === undefined ? '–' : from.join(', '),
        ]),
        empty: 'The platform promises nothing.',
      },
    ],
  };
}

function toneOf(burned: number): Tone {
  return burned > 1 ? 'bad' : 'good';
}

/** A share that is not whole is never shown as 100 %. */
function precise(share: number): string {
  return share === 1 ? '100 %' : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

import type { Json } from '../../core/json';
import { parseCsv } from '../document/csv';
import type { Measurement } from './evidence';
import { entriesOf } from './pages';
import type { Entries } from './pages';

/** What was read of a file, and how many of its entries could not be. */
export interface ReadMeasurements {
  readonly measurements: readonly Measurement[];
  readonly unreadable: number;
  /** How many entries the list has beyond those in the file; absent if the file has all of them. */
  readonly cut?: number;
}

/** Measurements of a probe, as CSV: `at`, `milliseconds`, `succeeded`, and `objective` unless the configuration names it. */
export function fromCsv(text: string, objective?: string): ReadMeasurements {
  const { records: [header, ...rows], fault } = parseCsv(text);
  const columns = header?.fields.map((field) => field.trim().toLowerCase()) ?? [];
  const all = rows.map(({ fields }) => {
    const given = new Map(columns.map((column, index) => [column, fields[index]?.trim() ?? '']));
    const milliseconds = Number(given.get('milliseconds') || NaN);
    return measurement(objective ?? given.get('objective'), given.get('at'), milliseconds, given.get('succeeded') ?? 'true');
  });
  return { measurements: known(all), unreadable: unknown(all) + (fault ? 1 : 0) };
}

/**
 * The duration of workflow runs, as GitHub's API lists them; runs that were cancelled, skipped or have not ended measure nothing.
 *
 * @see https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export function fromGithubRuns(value: unknown, objective: string): ReadMeasurements {
  const hasEnded = ({ conclusion }: Json) => ['success', 'failure', 'timed_out'].includes(String(conclusion));
  const list = entriesOf(value, 'workflow_runs');
  return timed(list, hasEnded, objective, 'run_started_at', 'updated_at', ({ conclusion }) => conclusion === 'success');
}

/**
 * The duration of the scaffolder's tasks, as Backstage's API lists them: from their creation to their last sign of life.
 *
 * @see https://backstage.io/docs/reference/plugin-scaffolder-common.scaffoldertask
 */
export function fromScaffolderTasks(value: unknown, objective: string): ReadMeasurements {
  const hasEnded = ({ status }: Json) => status === 'completed' || status === 'failed';
  return timed(entriesOf(value, 'tasks'), hasEnded, objective, 'createdAt', 'lastHeartbeatAt', ({ status }) => status === 'completed');
}

function timed(
  { entries, unreadable, cut }: Entries,
  hasEnded: (entry: Json) => boolean,
  objective: string,
  start: string,
  end: string,
  succeeded: (entry: Json) => boolean,
): ReadMeasurements {
  const all = entries.filter(hasEnded).map((entry) => {
    const milliseconds = Date.parse(String(entry[end])) - Date.parse(String(entry[start]));
    return measurement(objective, String(entry[start]), milliseconds, String(succeeded(entry)));
  });
  return { measurements: known(all), unreadable: unknown(all) + unreadable, ...(cut !== undefined && { cut }) };
}

function measurement(objective = '', at = '', milliseconds = NaN, succeeded = ''): Measurement | undefined {
  const isSound = objective !== '' && !Number.isNaN(Date.parse(at)) && Number.isFinite(milliseconds) && milliseconds >= 0;
  if (!isSound || !['true', 'false'].includes(succeeded)) return undefined;
  return { objective, at, milliseconds, succeeded: succeeded === 'true' };
}

function known(all: readonly (Measurement | undefined)[]): Measurement[] {
  return all.filter((each) => each !== undefined);
}

function unknown(all: readonly (Measurement | undefined)[]): number {
  return all.filter((each) => each === undefined).length;
}

import { basename } from 'node:path/posix';
import { Fields } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import type { Outcome } from '../facts/facts';
import { iso } from '../metrics/time';
import { attemptOfRun } from './attempts';
import type { Attempt } from './attempts';
import { jobsOf, runOf, runPageOf, workflowsOf } from './shapes';
import type { Conclusion, Run, RunPage } from './shapes';
import { listAt, PAGE, pageAt, pathIn } from './source';
import type { Source } from './source';

/** GitHub gives no more than these of one search. @see https://docs.github.com/en/rest/actions/workflow-runs */
const MOST_OF_A_SEARCH = 1000;

const SECOND = 1000;
const AT_ONCE = 8;

/** What a workflow's run came to. A cancelled one did not tell how far it got. */
const OUTCOMES: Readonly<Record<Conclusion, Outcome>> = {
  success: 'succeeded',
  failure: 'failed',
  timed_out: 'failed',
  cancelled: 'cancelled',
  startup_failure: 'not-started',
  skipped: 'not-started',
  action_required: 'not-started',
  neutral: 'not-started',
  stale: 'not-started',
};

/**
 * The runs of workflows, by their names or paths, since the beginning of the span, each attempt by itself.
 *
 * @param isExpected whether the repository has to have one of these workflows: if it has none, that is named
 */
export async function runsOf(source: Source, names: readonly string[], job?: string, isExpected = false): Promise<Attempt[]> {
  const all = await listAt(source, pathIn(source, `/actions/workflows?per_page=${PAGE}`), { pick: workflowsOf });
  const chosen = all.filter(({ name, path }) => [name, path, basename(path)].some((each) => names.includes(each)));
  if (isExpected && chosen.length === 0) {
    const others = all.map(({ name, path }) => `${name} (${path})`).join(', ');
    source.missing({
      where: source.fullName,
      what: `the runs of ${names.join(' or ')}`,
      why: others === '' ? 'the repository has no workflows' : `no workflow has this name or path; there are ${others}`,
    });
  }
  const attempts: Attempt[] = [];
  for (const { id, name } of chosen) {
    const months = await eachOf(monthsOf(source.from, source.until), 1, async ([from, until]) => inSpan(source, id, from, until));
    const isIn = ({ createdAt }: Run) => Date.parse(createdAt) >= source.from && Date.parse(createdAt) < source.until;
    const runs = [...months.flat().filter(isIn), ...(await lastGood(source, id))];
    const each = await eachOf(distinct(runs), AT_ONCE, async (run) => attemptsOf(source, run));
    const ended = await eachOf(each.flat(), AT_ONCE, async (run) => ({ run, outcome: await outcomeOf(source, run, job) }));
    attempts.push(...ended.map(({ run, outcome }) => attemptOfRun(source, name, run, outcome)));
  }
  return attempts;
}

/** The calendar months that a span touches, each with its last second: their addresses stay the same from day to day. */
function monthsOf(from: number, until: number): [first: number, last: number][] {
  const months: [number, number][] = [];
  const [year, month] = [new Date(from).getUTCFullYear(), new Date(from).getUTCMonth()];
  for (let index = 0; Date.UTC(year, month + index) < until; index += 1) {
    months.push([Date.UTC(year, month + index), Date.UTC(year, month + index + 1) - SECOND]);
  }
  return months;
}

/** The runs that were created in a span, which is halved as long as a search would be cut. */
async function inSpan(source: Source, workflow: number, from: number, until: number): Promise<Run[]> {
  const created = encodeURIComponent(`${iso(from)}..${iso(until)}`);
  const path = pathIn(source, `/actions/workflows/${workflow}/runs?created=${created}&per_page=${PAGE}`);
  const first = await pageAt(source, path, { pick: runPageOf });
  const { total } = first.body;
  if (total > MOST_OF_A_SEARCH) {
    const middle = Math.floor((from + until) / 2 / SECOND) * SECOND;
    if (middle <= from) throw new Unavailable(path, `${total} runs in a second, of which GitHub lists ${MOST_OF_A_SEARCH}`);
    return [...(await inSpan(source, workflow, from, middle)), ...(await inSpan(source, workflow, middle + SECOND, until))];
  }
  const runs: Run[] = [...first.body.runs];
  for (let next = first.next; next !== undefined;) {
    const page: { body: RunPage; next?: string } = await pageAt(source, next, { pick: runPageOf });
    runs.push(...page.body.runs);
    next = page.next;
  }
  const found = distinct(runs);
  if (found.length < total) throw new Unavailable(path, `${found.length} of ${total} runs were listed`);
  return found;
}

/** The last run before the span that succeeded: what came after it is compared with it. */
async function lastGood(source: Source, workflow: number): Promise<Run[]> {
  const created = encodeURIComponent(`<${iso(source.from)}`);
  const path = pathIn(source, `/actions/workflows/${workflow}/runs?status=success&created=${created}&per_page=1`);
  return [...(await pageAt(source, path, { pick: runPageOf })).body.runs];
}

function distinct(runs: readonly Run[]): Run[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

/** A run and its former attempts, which no list has. */
async function attemptsOf(source: Source, run: Run): Promise<Run[]> {
  const former = await eachOf(Array.from({ length: run.attempt - 1 }, (_, index) => index + 1), AT_ONCE, async (attempt) => {
    const path = pathIn(source, `/actions/runs/${run.id}/attempts/${attempt}`);
    const { body } = await source.client.read(source.partition, path, {
      pick: (read) => runOf(new Fields(read, 'attempt')),
      isFinal: ({ conclusion }) => conclusion !== undefined,
    });
    if (body) return [{ ...body, createdAt: run.createdAt }];
    source.missing({ where: source.fullName, what: `attempt ${attempt} of run ${run.id}`, why: 'GitHub does not have it any more' });
    return [];
  });
  return [...former.flat(), run];
}

/** A run that did not succeed has begun to roll out if the job that does so has begun; without such a job, if it failed. */
async function outcomeOf(source: Source, { id, attempt, conclusion }: Run, job?: string): Promise<Outcome> {
  if (conclusion === undefined) return 'running';
  const outcome = OUTCOMES[conclusion];
  if (job === undefined || (outcome !== 'failed' && outcome !== 'cancelled')) return outcome;
  const path = pathIn(source, `/actions/runs/${id}/attempts/${attempt}/jobs?per_page=${PAGE}`);
  const jobs = await listAt(source, path, { pick: jobsOf });
  const own = jobs.filter(({ name }) => name === job || name.startsWith(`${job} `));
  const hasBegun = own.some((each) => each.hasBegun || ['success', 'failure', 'timed_out'].includes(each.conclusion ?? ''));
  return hasBegun ? 'failed' : NOT_BEGUN[outcome];
}

const NOT_BEGUN = { failed: 'not-started', cancelled: 'cancelled' } as const;

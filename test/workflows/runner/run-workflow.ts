import type { Input, Job, Permissions, Workflow } from '../workflow-file';
import { calledBy, needsOf, readWorkflow } from '../workflow-file';
import { filled, filledAll, holds } from './expressions';
import type { Contexts, Progress } from './expressions';
import type { JobResult } from './run-job';
import { runJob } from './run-job';
import type { World } from './world';

/** What a workflow gets from whoever starts it. */
export interface Start {
  readonly github: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  /** What its jobs may have at most; a calling workflow has no limit. */
  readonly permissions?: Permissions;
  /** What has become of what the calling job waits for. */
  readonly before?: Progress;
}

const NOTHING: Progress = { failed: false, skipped: false };

/** What became of a workflow and of its jobs. */
export interface WorkflowResult extends JobResult {
  /** The results of all jobs, also of those in called workflows, as `apply/first (1 of 1)/stack (payment-staging)/plan`. */
  readonly jobs: Readonly<Record<string, string>>;
}

/** The jobs that GitHub makes of one matrix at most. */
const MOST_JOBS = 256;

/** Runs the jobs of a workflow, one after the other, in the order in which they wait for each other. */
export async function runWorkflow(workflow: Workflow, start: Start, world: World): Promise<WorkflowResult> {
  refuseMorePermissions(workflow, start);
  const results: Record<string, JobResult> = {};
  const jobs: Record<string, string> = {};
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const needs = Object.fromEntries(needsOf(job).map((need) => [need, results[need]]));
    const contexts = {
      github: start.github,
      inputs: { ...ofDispatch(workflow, start.github), ...start.inputs },
      secrets: start.secrets ?? {},
      vars: { GITOPS_APP_CLIENT_ID: 'Iv1', REPOSITORY_APP_CLIENT_ID: 'Iv2' },
      needs,
    };
    const progress = progressOf(job, workflow, results, start.before);
    results[id] = holds(job.if, contexts, progress)
      ? await runLegs(id, job, { contexts, before: progress }, world, jobs)
      : { result: 'skipped', outputs: outputsOf(job, world) };
    jobs[id] ??= results[id].result;
  }
  const failed = Object.values(results).some(({ result }) => result === 'failure');
  const outputs = Object.entries(workflow.on.workflow_call?.outputs ?? {}).map(([name, { value }]) => [
    name,
    filled(value, { jobs: results }),
  ]);
  return {
    result: failed ? 'failure' : 'success',
    outputs: Object.fromEntries(outputs) as object as Record<string, unknown>,
    jobs,
  };
}

/** The inputs of a run by hand, as the form has them before somebody changes one. They are empty in any other run. */
function ofDispatch({ on }: Workflow, github: Start['github']): Record<string, unknown> {
  const byHand = github.event_name === 'workflow_dispatch';
  const inputs = Object.entries(on.workflow_dispatch?.inputs ?? {});
  return Object.fromEntries(inputs.map(([name, input]) => [name, (byHand ? input.default : undefined) ?? '']));
}

/** GitHub looks at this before it looks at any `if`. */
function refuseMorePermissions(workflow: Workflow, { permissions }: Start): void {
  if (permissions === undefined) return;
  for (const [id, job] of Object.entries(workflow.jobs)) {
    for (const [scope, level] of Object.entries(job.permissions ?? workflow.permissions ?? {})) {
      if (level === 'none' || permissions[scope] === level || permissions[scope] === 'write') continue;
      throw new Error(
        `The nested job '${id}' is requesting '${scope}: ${level}', but is only allowed '${scope}: ${permissions[scope] ?? 'none'}'.`,
      );
    }
  }
}

/** What a job that runs may look at, and what has become of what it waits for. */
interface Ready {
  readonly contexts: Contexts;
  readonly before: Progress;
}

async function runLegs(id: string, job: Job, { before, contexts }: Ready, world: World, jobs: Record<string, string>): Promise<JobResult> {
  const matrix = job.strategy && (filled(job.strategy.matrix, contexts) as { include: Record<string, unknown>[] });
  if (matrix?.include.length === 0) throw new Error(`${id}: Matrix vector does not contain any values`);
  if (matrix && matrix.include.length > MOST_JOBS) { throw new Error(`Strategy expansion exceeded ${MOST_JOBS} results for job '${id}'`); }
  const legs: JobResult[] = [];
  for (const leg of matrix?.include ?? [undefined]) {
    const name = leg === undefined ? id : `${id} (${String(leg.stack ?? leg.chunk)})`;
    const known = leg === undefined ? contexts : { ...contexts, matrix: leg };
    const ready = { before, contexts: known };
    const result = job.uses === undefined ? await runJob(name, job, known, world) : await runCalled(job, ready, world);
    jobs[name] = result.result;
    for (const [inner, each] of Object.entries((result as Partial<WorkflowResult>).jobs ?? {})) jobs[`${name}/${inner}`] = each;
    legs.push({ ...result, outputs: { ...outputsOf(job, world), ...result.outputs } });
  }
  const failed = legs.some(({ result }) => result === 'failure');
  const skips = legs.some((leg) => Object.values((leg as Partial<WorkflowResult>).jobs ?? {}).includes('skipped'));
  return { result: failed ? 'failure' : 'success', outputs: legs.at(-1)!.outputs, skips };
}

async function runCalled(job: Job, { before, contexts }: Ready, world: World): Promise<WorkflowResult> {
  const called = (world.workflow ?? readWorkflow)(calledBy(job)!);
  const { inputs = {}, secrets = {} } = called.on.workflow_call!;
  const given = filledAll(job.with, contexts);
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  const missing = Object.entries(inputs)
    .filter(([name, input]) => input.required === true && !(name in given))
    .map(([name]) => name);
  if (unknown.length + missing.length > 0) {
    throw new Error(`${job.uses}: unknown inputs ${unknown.join()}, missing inputs ${missing.join()}`);
  }
  const withDefaults = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, given[name] ?? defaultOf(input, contexts)]),
  );
  const handed = filledAll(job.secrets, contexts);
  for (const name of Object.keys(handed)) if (!(name in secrets)) throw new Error(`${job.uses}: unknown secret ${name}`);
  const github = contexts.github as Record<string, unknown>;
  return runWorkflow(called, { github, inputs: withDefaults, secrets: handed, permissions: job.permissions ?? {}, before }, world);
}

function defaultOf({ type, default: value }: Input, { github }: Contexts): unknown {
  return value === undefined ? { boolean: false, number: 0, string: '' }[type] : filled(value, { github });
}

/** A job that was skipped or failed has its outputs, all of them empty. */
function outputsOf(job: Job, { workflow = readWorkflow }: World): Record<string, string> {
  const called = calledBy(job);
  const names = Object.keys((called === undefined ? job.outputs : workflow(called).on.workflow_call?.outputs) ?? {});
  return Object.fromEntries(names.map((name) => [name, '']));
}

/**
 * A failure counts from wherever it came, and so does a skipped job: what waits for it is skipped in turn, also later, unless its condition
 * says otherwise. Reports differ on whether that reaches into a workflow that is called, and out of it: here it does both.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
 * @see https://github.com/actions/runner/issues/2205
 */
function progressOf(job: Job, { jobs }: Workflow, results: Readonly<Record<string, JobResult>>, before = NOTHING): Progress {
  const ancestors = (each: Job): readonly string[] => needsOf(each).flatMap((id) => [id, ...ancestors(jobs[id])]);
  const all = ancestors(job).map((id) => results[id]);
  return {
    failed: before.failed || all.some(({ result }) => result === 'failure'),
    skipped: before.skipped || all.some(({ result, skips = false }) => result === 'skipped' || skips),
  };
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, Step } from '../workflow-file';
import { ACTIONS } from './actions';
import { environmentOf } from './environment';
import { filled, filledAll, holds } from './expressions';
import type { Contexts } from './expressions';
import { runScript } from './shell';
import type { JobContext, Outputs, World } from './world';

/** What a job gave. */
export interface JobResult {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether it calls a workflow of which a job was skipped. */
  readonly skips?: boolean;
}

/** Runs the steps of a job on a runner of its own: of what other jobs did, only artifacts and outputs are there. */
export async function runJob(id: string, job: Job, contexts: Contexts, world: World): Promise<JobResult> {
  const runner = mkdtempSync(join(tmpdir(), 'golden-path-runner-'));
  try {
    const [workspace, temp] = ['workspace', 'temp'].map((name) => join(runner, name));
    for (const folder of [workspace, temp]) mkdirSync(folder);
    const github = contexts.github as Record<string, unknown>;
    const context = { world, github, permissions: job.permissions ?? {}, workspace, temp, environment: {} };
    const environment = job.environment === undefined ? undefined : String(filled(job.environment, contexts));
    if (environment !== undefined) await world.approve(environment);
    const secrets = { ...(contexts.secrets as object), ...world.environments[environment ?? ''] };
    return await runSteps(id, job, { ...contexts, secrets, runner: { temp } }, context);
  } finally {
    rmSync(runner, { recursive: true, force: true });
  }
}

async function runSteps(id: string, job: Job, contexts: Contexts, context: JobContext): Promise<JobResult> {
  const steps: Record<string, { outputs: Outputs }> = {};
  let failed = false;
  for (const step of job.steps ?? []) {
    const known = { ...contexts, steps };
    if (!holds(step.if, known, { failed, skipped: false })) continue;
    const folder = filled(step['working-directory'] ?? '', known);
    const ready = { ...step, 'with': filledAll(step.with, known), 'env': filledAll(step.env, known), 'working-directory': String(folder) };
    context.world.log.push(`── ${id}: ${step.name ?? step.uses ?? step.run}`);
    try {
      const outputs = step.run === undefined ? await runAction(ready, context) : await runShell(ready, context);
      if (step.id !== undefined) steps[step.id] = { outputs };
    } catch (error) {
      context.world.log.push(`failed: ${(error as Error).message}`);
      failed = true;
    }
  }
  return { result: failed ? 'failure' : 'success', outputs: failed ? {} : filledAll(job.outputs, { ...contexts, steps }) };
}

async function runAction(step: Step, context: JobContext): Promise<Outputs> {
  const action = context.world.action ?? ACTIONS[step.uses!.split('@')[0]];
  if (action === undefined) throw new Error(`nothing here stands for ${step.uses}`);
  return (await action(step.with ?? {}, context, step)) ?? {};
}

async function runShell(step: Step, context: JobContext): Promise<Outputs> {
  const [output, summary, folders] = ['output', 'summary', 'path'].map((name) => join(context.temp, `.${name}`));
  for (const file of [output, summary, folders]) writeFileSync(file, '');
  const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_PATH: folders };
  const environment = { ...environmentOf(context, step.env), ...files };
  const { status, log } = await runScript(step.run!, join(context.workspace, step['working-directory'] ?? ''), environment, context.world.ended);
  context.world.log.push(log);
  context.world.summaries.push(readFileSync(summary, 'utf8'));
  if (status !== 0) throw new Error(`Process completed with exit code ${status}.`);
  return Object.fromEntries(
    readFileSync(output, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );
}

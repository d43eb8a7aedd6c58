import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, filledAll } from '../../../test/workflows/runner/expressions';
import { runScript } from '../../../test/workflows/runner/shell';
import { readWorkflow, type Step } from '../../../test/workflows/workflow-file';

export interface StepEnded {
  readonly status: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** What is different for a step from how the workflow has it: flags for a key in place of GitHub's identity, and planted faults. */
export type Changed = Readonly<Record<string, string>>;

/** Runs steps of workflows, each by its workflow, job and id, with their own scripts. */
export class Runner {
  /** What the jobs before gave. */
  private readonly needs: Record<string, { outputs: Readonly<Record<string, string>> }> = {};

  public constructor(
    private readonly folder: string,
    private readonly inputs: Readonly<Record<string, unknown>>,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    for (const each of [this.temp, this.workspace]) mkdirSync(each, { recursive: true });
  }

  /** `$RUNNER_TEMP`. */
  public get temp(): string {
    return join(this.folder, 'temp');
  }

  public get workspace(): string {
    return join(this.folder, 'workspace');
  }

  /** Another runner, with a copy of all files of this one. */
  public copy(name: string): Runner {
    const folder = join(this.folder, '..', name);
    cpSync(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    const runner = new Runner(folder, this.inputs, this.environment);
    Object.assign(runner.needs, this.needs);
    return runner;
  }

  /** Tells the steps after it what a job gave. */
  public learn(job: string, outputs: Readonly<Record<string, string>>): void {
    this.needs[job] = { outputs };
  }

  public async run(workflow: string, job: string, id: string, changed: Changed = {}): Promise<StepEnded> {
    const step = stepOf(workflow, job, id);
    const contexts = { github: { run_number: 7 }, inputs: this.inputs, needs: this.needs, runner: { temp: this.temp } };
    const output = join(this.temp, '.output');
    writeFileSync(output, '');
    const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: join(this.temp, '.summary'), GITHUB_PATH: join(this.temp, '.path') };
    const own = { RUNNER_TEMP: this.temp, GITHUB_WORKSPACE: this.workspace, HOME: this.temp };
    const declared = filledAll(step.env, contexts) as Record<string, string>;
    const unknown = Object.keys(changed).filter((name) => !(name in declared) && !(name in this.environment));
    if (unknown.length > 0) throw new Error(`${job}.${id} does not read ${unknown.join(', ')}`);
    const started = Date.now();
    const cwd = join(this.workspace, String(filled(step['working-directory'] ?? '', contexts)));
    const env = { ...this.environment, ...own, ...files, ...declared, ...changed };
    const { log, status } = await runScript(step.run!, cwd, env, new AbortController().signal);
    const lines = readFileSync(output, 'utf8').split('\n').filter((line) => line.includes('='));
    const outputs = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    return { status, log, outputs, seconds: (Date.now() - started) / 1000 };
  }
}

/** A step by its workflow, job and id. */
export function stepOf(workflow: string, job: string, id: string): Step {
  const step = readWorkflow(workflow).jobs[job]?.steps?.find((each) => each.id === id);
  if (step?.run === undefined) throw new Error(`${workflow} has no step ${job}.${id} with a script`);
  return step;
}

/** The inputs of a reusable workflow: those that a caller gives, and the defaults of the others. */
export function inputsOf(workflow: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const declared = Object.entries(readWorkflow(workflow).on.workflow_call?.inputs ?? {});
  return { ...Object.fromEntries(declared.map(([name, input]) => [name, input.default ?? ''])), ...given };
}

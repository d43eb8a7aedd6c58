import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** Where this repository's workflows are. */
export const FOLDER = join(__dirname, '../../.github/workflows');

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly 'working-directory'?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

export type Permissions = Readonly<Record<string, string>>;

export interface Job {
  readonly 'if'?: string | boolean;
  readonly 'needs'?: string | readonly string[];
  readonly 'uses'?: string;
  readonly 'with'?: Readonly<Record<string, unknown>>;
  readonly 'secrets'?: Readonly<Record<string, unknown>>;
  readonly 'permissions'?: Permissions;
  readonly 'environment'?: string;
  readonly 'strategy'?: { readonly 'matrix': string; readonly 'fail-fast'?: boolean };
  readonly 'concurrency'?: { readonly 'group': string; readonly 'cancel-in-progress': boolean };
  readonly 'outputs'?: Readonly<Record<string, string>>;
  readonly 'steps'?: readonly Step[];
  readonly 'timeout-minutes'?: number;
}

export interface Input {
  readonly description?: string;
  readonly type: string;
  readonly required?: boolean;
  readonly default?: unknown;
}

export interface Call {
  readonly inputs?: Readonly<Record<string, Input>>;
  readonly secrets?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
}

export interface Workflow {
  readonly on: {
    readonly workflow_call?: Call;
    readonly workflow_dispatch?: { readonly inputs?: Readonly<Record<string, Input>> } | null;
  };
  readonly permissions?: Permissions;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The workflows that are there for teams to call, by the names of their files, each as its text; what also runs by itself is our own. */
export function reusableWorkflows(): Record<string, string> {
  const texts = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
  return Object.fromEntries(texts.filter(([, text]) => Object.keys(parse(text).on).join() === 'workflow_call'));
}

export function parse(text: string): Workflow {
  return load(text) as Workflow;
}

/** A workflow of this repository by the name of its file. */
export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(join(FOLDER, name), 'utf8'));
}

/** What a job waits for. */
export function needsOf({ needs = [] }: Job): readonly string[] {
  return typeof needs === 'string' ? [needs] : needs;
}

/** The name of the file that a job calls, or nothing where it calls none. */
export function calledBy({ uses }: Job): string | undefined {
  return uses === undefined ? undefined : /^(?:\.|[\w-]+\/[\w-]+)\/\.github\/workflows\/([\w-]+\.yml)(?:@\S+)?$/.exec(uses)?.[1];
}

/** All steps of a workflow, each with the job that it belongs to. */
export function stepsOf({ jobs }: Workflow): { readonly jobId: string; readonly job: Job; readonly step: Step }[] {
  return Object.entries(jobs).flatMap(([jobId, job]) => (job.steps ?? []).map((step) => ({ jobId, job, step })));
}

/** What a step executes: a text for the shell, or one for actions/github-script. */
export function scriptOf({ run, uses, with: inputs }: Step): string | undefined {
  if (run !== undefined) return run;
  return uses?.startsWith('actions/github-script@') === true ? String(inputs?.script) : undefined;
}

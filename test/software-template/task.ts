import { load } from 'js-yaml';
import type { NewFile } from '../../lib/repository/infrastructure/new-file';
import { isTrue, render, renderInput } from './nunjucks';
import type { Context } from './nunjucks';

/** A step as a template has it. */
export interface TemplateStep {
  readonly id: string;
  readonly action: string;
  readonly if?: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A template as Backstage reads it. */
export interface Template {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: {
    readonly owner: string;
    readonly parameters: readonly Readonly<Record<string, never>>[];
    readonly steps: readonly TemplateStep[];
    readonly output: { readonly links: readonly Readonly<Record<string, string>>[] };
  };
}

/** What a task did. */
export interface Task {
  readonly files: Readonly<Record<string, string>>;
  /** The input of every step that ran, by its id. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The template of its files. */
export function templateOf(files: readonly NewFile[]): Template {
  return load(files.find(({ path }) => path === 'template.yaml')!.text) as Template;
}

/** Runs a template as a task of Backstage does. What others answer is given, as the outputs of steps. */
export function runTask(files: readonly NewFile[], parameters: Context, outputs: Context = {}): Task {
  const workspace: Record<string, string> = {};
  const inputs: Record<string, unknown> = {};
  const ran = templateOf(files).spec.steps.filter((step) => step.if === undefined || isTrue(renderInput(step.if, { parameters })));
  const steps = Object.fromEntries(ran.map(({ id }) => [id, { output: outputs[id] ?? {} }]));
  for (const { id, action, input } of ran) {
    inputs[id] = renderInput(input, { parameters, steps });
    if (action === 'fetch:template') Object.assign(workspace, fetched(files, inputs[id] as Fetch));
  }
  return { files: workspace, inputs };
}

interface Fetch {
  readonly url: string;
  readonly values: Context;
}

function fetched(files: readonly NewFile[], { url, values }: Fetch): Record<string, string> {
  const folder = `${url.replace(/^\.\//, '')}/`;
  const own = files.filter(({ path }) => path.startsWith(folder));
  return Object.fromEntries(own.map(({ path, text }) => [render(path.slice(folder.length), { values }), render(text, { values })]));
}

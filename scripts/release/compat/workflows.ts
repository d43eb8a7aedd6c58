import { load } from 'js-yaml';
import type { Change } from '../changes';
import { both, present } from './both';
import type { Files } from './contract';

/** A workflow that teams call, by what they write where they call it. */
export interface WorkflowSurface {
  readonly inputs: Record<string, InputSurface>;
  /** Each with whether it has to be given. */
  readonly secrets: Record<string, boolean>;
  readonly outputs: readonly string[];
}

export interface InputSurface {
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}

interface Workflow {
  readonly on?: {
    readonly workflow_call?: {
      readonly inputs?: Record<string, { type: string; required?: boolean; default?: unknown }>;
      readonly secrets?: Record<string, { required?: boolean } | null>;
      readonly outputs?: object;
    };
  };
}

/**
 * The reusable workflows among some, by their file. One that another one calls is that one's own affair.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */
export function workflowsIn(files: Files): Record<string, WorkflowSurface> {
  const called = Object.values(files).flatMap((text) =>
    [...text.matchAll(/uses: \.\/\.github\/workflows\/(\S+)/g)].map(([, name]) => name),
  );
  return Object.fromEntries(
    Object.entries(files)
      .sort()
      .filter(([name]) => !called.includes(name))
      .flatMap(([name, text]) => {
        const { on } = load(text) as Workflow;
        if (!on?.workflow_call) return [];
        const { inputs = {}, secrets = {}, outputs = {} } = on.workflow_call;
        return [
          [
            name,
            {
              inputs: Object.fromEntries(
                Object.entries(inputs).map(([input, { type, required = false, default: value }]) => [
                  input,
                  { type, required, ...(value !== undefined && { default: value }) },
                ]),
              ),
              secrets: Object.fromEntries(Object.entries(secrets).map(([secret, settings]) => [secret, settings?.required ?? false])),
              outputs: Object.keys(outputs).sort(),
            },
          ],
        ];
      }),
  ) as Record<string, WorkflowSurface>;
}

/** What changed for those who call the workflows. */
export function compareWorkflows(before: Record<string, WorkflowSurface>, after: Record<string, WorkflowSurface>): Change[] {
  return [
    ...both(before, after, {
      where: (file) => `workflow ${file}`,
      gone: () => ({ what: 'can no longer be called', kind: 'breaking', fix: 'keep the file, and let it call what replaced it' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...Object.entries(after).flatMap(([file, workflow]) => (file in before ? compareWorkflow(file, before[file], workflow) : [])),
  ];
}

function compareWorkflow(file: string, before: WorkflowSurface, after: WorkflowSurface): Change[] {
  const where = (kind: string) => (name: string) => `workflow ${file}: ${kind} ${name}`;
  return [
    ...both(before.inputs, after.inputs, {
      where: where('input'),
      gone: () => ({ what: 'is refused now', kind: 'breaking', fix: 'keep the input, without effect where it has none' }),
      added: ({ required }) => (required ? { what: 'is new and required', kind: 'breaking' } : { what: 'is new', kind: 'feature' }),
      other: (was, is) => {
        if (was.type !== is.type) return { what: `was a ${was.type}, is a ${is.type}`, kind: 'breaking' };
        if (is.required && !was.required) return { what: 'is required now', kind: 'breaking', fix: 'give it a default' };
        return { what: `default was ${JSON.stringify(was.default)}, is ${JSON.stringify(is.default)}`, kind: 'feature' };
      },
    }),
    ...both(before.secrets, after.secrets, {
      where: where('secret'),
      gone: () => ({ what: 'is refused now', kind: 'breaking', fix: 'keep the secret, and let it do nothing' }),
      added: (required) => (required ? { what: 'is new and required', kind: 'breaking' } : { what: 'is new', kind: 'feature' }),
      other: (_, required) =>
        required ? { what: 'is required now', kind: 'breaking' } : { what: 'is no longer required', kind: 'feature' },
    }),
    ...both(present(before.outputs), present(after.outputs), {
      where: where('output'),
      gone: () => ({ what: 'is no longer there', kind: 'breaking', fix: 'keep the output' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
  ];
}

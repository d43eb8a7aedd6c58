import { setTimeout as wait } from 'node:timers/promises';
import type { Backend } from './backend';

const TASK_SECONDS = 120;

/** What somebody fills into a form. */
export type Answers = Readonly<Record<string, unknown>>;

/** How a task went. */
export interface Task {
  readonly status: string;
  /** The lines of its log. */
  readonly log: readonly string[];
  /** What the template gives back, such as links. */
  readonly output?: { readonly links?: readonly { readonly url?: string; readonly entityRef?: string }[] } & Answers;
}

/** What the backend says against the answers to a form, each with the path of a field. */
export interface Refusal {
  readonly refused: readonly string[];
}

interface TaskEvent {
  readonly type: string;
  readonly body: { readonly message?: string; readonly output?: Task['output'] };
}

interface FormError {
  readonly stack?: string;
  readonly property?: string;
  readonly message?: string;
}

/**
 * Runs a template as its form does, and waits for the end.
 *
 * @see https://backstage.io/docs/features/software-templates/
 */
export async function runTemplate(backend: Backend, template: string, values: Answers): Promise<Task | Refusal> {
  const request = { templateRef: `template:default/${template}`, values };
  const { status, body } = await backend.ask<{ id?: string; errors?: FormError[] }>('POST', '/api/scaffolder/v2/tasks', request);
  if (status === 400) return { refused: (body.errors ?? []).map(({ stack, message }) => stack ?? message ?? 'no reason') };
  if (!body.id) throw new Error(`${template}: ${status} ${JSON.stringify(body)}`);
  for (const end = Date.now() + TASK_SECONDS * 1000; Date.now() < end; await wait(200)) {
    const task = await backend.need<{ status: string }>('GET', `/api/scaffolder/v2/tasks/${body.id}`);
    if (!['open', 'processing'].includes(task.status)) return ended(backend, body.id, task.status);
  }
  throw new Error(`${template}: not done after ${TASK_SECONDS} seconds`);
}

async function ended(backend: Backend, id: string, status: string): Promise<Task> {
  const events = await backend.need<TaskEvent[]>('GET', `/api/scaffolder/v2/tasks/${id}/events?after=-1`);
  return {
    status,
    log: events.flatMap(({ body }) => (body.message ? [body.message] : [])),
    output: events.find(({ type }) => type === 'completion')?.body.output,
  };
}

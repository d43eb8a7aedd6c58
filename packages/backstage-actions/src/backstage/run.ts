import { ConflictError, InputError, NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { Run } from '../core/action';
import type { FailureKind } from '../core/problems';
import { ActionFailure } from '../core/problems';

type Context = Pick<ActionContext<never>, 'isDryRun' | 'logger' | 'signal' | 'workspacePath'>;

/** What the rest of the package needs of a task. */
export function runOf({ logger, signal }: Context): Run {
  return { signal, log: (message) => logger.info(message) };
}

const ERRORS: Readonly<Record<FailureKind, new (message: string) => Error>> = {
  cancelled: ServiceUnavailableError,
  conflict: ConflictError,
  denied: NotAllowedError,
  input: InputError,
  settings: InputError,
  unavailable: ServiceUnavailableError,
};

type Output<T> = (name: keyof T & string, value: never) => void;

/** Runs an action's work and hands its output on. A failure becomes Backstage's own error, without a cause that could hold more. */
export async function give<T extends object>(output: Output<T>, work: () => Promise<T>): Promise<void> {
  try {
    for (const [name, value] of Object.entries(await work())) {
      if (value !== undefined) output(name as keyof T & string, value as never);
    }
  } catch (error) {
    if (!(error instanceof ActionFailure)) throw error;
    throw new ERRORS[error.kind](error.message);
  }
}

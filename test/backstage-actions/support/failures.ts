import type { ActionFailure } from '../../../packages/backstage-actions/src/core/problems';

/** The failure that a call ends with. */
export async function failureOf(call: () => unknown): Promise<ActionFailure> {
  try {
    await call();
  } catch (error) {
    expect((error as Error).name).toBe('ActionFailure');
    return error as ActionFailure;
  }
  throw new Error('there was no failure');
}

/** The paths of its problems. */
export async function pathsOf(call: () => unknown): Promise<readonly string[]> {
  return (await failureOf(call)).problems.map(({ path }) => path);
}

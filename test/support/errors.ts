import type { GoldenPathError } from '../../lib/core/errors';

/** The library's error that an action throws. */
export function thrownBy(action: () => unknown): GoldenPathError {
  try {
    action();
  } catch (error) {
    if ((error as Error).name === 'GoldenPathError') return error as GoldenPathError;
    throw error;
  }
  throw new Error('expected a GoldenPathError, nothing was thrown');
}

/** The paths of the problems that an action is refused for, in their order. */
export function problemPaths(action: () => unknown): string[] {
  return thrownBy(action).problems.map((problem) => problem.path);
}

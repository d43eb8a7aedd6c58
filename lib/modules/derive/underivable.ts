import { GoldenPathError } from '../../core/errors';
import { show } from '../../core/problems';

/** The error for a value that no expression of the module yields: it is better to render nothing than something that differs. */
export function underivable(path: readonly string[], values: readonly unknown[]): GoldenPathError {
  const different = [...new Set(values.map((value) => show(value)))].slice(0, 4);
  return new GoldenPathError('RefusedByCommand', 'module', [
    {
      path: path.join('.'),
      got: `a value that depends on more than the variables: ${different.join(', ')}`,
      allowed: 'what follows from the variables, the team and the environment',
      fix: 'use the construct for this platform, and report it to the authors of the library',
    },
  ]);
}

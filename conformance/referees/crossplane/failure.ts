import type { Finished } from '../run-to-end';

/** Crossplane's command line refused its input or broke. The message is its own. */
export class CrossplaneError extends Error {}

/** What to throw for a command that failed, named by what it was about. */
export function failure(subject: string, { status, stdout, stderr }: Finished): CrossplaneError {
  const said = `${stdout}${stderr}`.trim();
  return new CrossplaneError(`crossplane cannot ${subject} (exit status ${status}):\n${said}`);
}

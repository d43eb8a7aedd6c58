import { NotRun } from '../checks/not-run.mjs';

/**
 * Reports checks as steps, `step(name, action, needs)`. One that throws NotRun did not run, for the reason that it gives, after what it
 * needs in words.
 */
export function stepsOf(report) {
  return (name, action, needs) =>
    report.step(name, async (say) => {
      try {
        return await action(say);
      } catch (error) {
        if (!(error instanceof NotRun)) throw error;
        return { notRun: needs ? `needs ${needs}: ${error.message}` : error.message };
      }
    });
}

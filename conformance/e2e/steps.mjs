import { NotRun } from '../checks/not-run.mjs';

/** Reports checks as steps, `step(name, action)`. One that throws NotRun did not run, for the reason that it gives. */
export function stepsOf(report) {
  return (name, action) =>
    report.step(name, async (say) => {
      try {
        return await action(say);
      } catch (error) {
        if (!(error instanceof NotRun)) throw error;
        return { notRun: error.message };
      }
    });
}

import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { run } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';

/** Runs the TypeScript part of a check on what the apps synthesised, and gives back the outcome that it prints last. */
export async function runMain(folder, ...options) {
  const output = await run([process.execPath, '--import', 'tsx', `conformance/checks/${folder}/main.ts`, OUTPUT, ...options]);
  const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
  if (notRun) throw new NotRun(notRun);
  return result;
}

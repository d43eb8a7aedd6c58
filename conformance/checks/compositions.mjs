import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { run } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';

/** What takes only Crossplane's command line. */
export const compositionSchemas = {
  name: 'crossplane validate',
  needs: 'Go, to build Crossplane with',
  run: (say) => check('validate', say),
};

/** What takes the functions of the pipelines besides. */
export const compositions = {
  name: 'crossplane render',
  needs: 'Go, to build Crossplane and its functions with',
  run: (say) => check('render', say),
};

async function check(command, say) {
  say('offline; Crossplane is built first where it is not there yet, which takes minutes');
  const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/crossplane/main.ts', command, OUTPUT]);
  const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
  if (notRun) throw new NotRun(notRun);
  return result;
}

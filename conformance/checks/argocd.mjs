import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { run } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';

export const argocd = {
  name: 'Argo CD Applications',
  needs: 'Git, and Go to build Argo CD\'s code with',
  async run(say) {
    say('what Argo CD makes of every ApplicationSet; its code is built first where it is not there yet, which takes minutes');
    const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/argocd/main.ts', OUTPUT]);
    const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
    if (notRun) throw new NotRun(notRun);
    return result;
  },
};

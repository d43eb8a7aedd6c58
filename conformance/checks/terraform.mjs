import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { run } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';

export const terraform = {
  name: 'terraform validate and plan',
  needs: 'a terraform or tofu program, or Go to build OpenTofu with',
  async run(say) {
    say('every stack, offline; where no program is found, OpenTofu is built first, which takes minutes');
    const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/check-stacks.ts', OUTPUT]);
    const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
    if (notRun) throw new NotRun(notRun);
    return result;
  },
};

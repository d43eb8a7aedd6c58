import { run } from '../../scripts/support/run.mjs';
import { moduleRegistry } from './module-registry.mjs';
import { modules } from './modules.mjs';
import { NotRun } from './not-run.mjs';
import { ociModules } from './oci-modules.mjs';

/** Has OpenTofu, building it where TERRAFORM_BINARY names none; the checks after it run that program. */
const program = {
  name: 'OpenTofu',
  needs: 'Go and a module proxy, or an OpenTofu in TERRAFORM_BINARY',
  async run(say) {
    say('it is built once, which takes ten minutes and more');
    const binary = process.env.TERRAFORM_BINARY || (await built());
    const printed = await run([binary, 'version']);
    const version = printed.split('\n').find((line) => line.startsWith('OpenTofu '));
    if (version === undefined) throw new Error(`TERRAFORM_BINARY is no OpenTofu: ${printed}`);
    process.env.TERRAFORM_BINARY = binary;
    return { note: version };
  },
};

async function built() {
  try {
    return (await run([process.execPath, '--import', 'tsx', 'conformance/referees/terraform/build-tofu.ts'])).trim().split('\n').at(-1);
  } catch (error) {
    throw new NotRun((error.output ?? error.message).replace(/^Building .*\n/, '').trim());
  }
}

/** Every check of `npm run conformance:tofu`; the first is needed by the others. */
export const TOFU_CHECKS = [program, modules, moduleRegistry, ociModules];

import { runMain } from './run-main.mjs';

export const ociModules = {
  name: 'modules in an OCI registry',
  needs: 'OpenTofu, and Go to build crane with, whose registry is on loopback',
  run(say) {
    say('golden-path registry push, then tofu init and tofu plan, on loopback');
    return runMain('oci-modules');
  },
};

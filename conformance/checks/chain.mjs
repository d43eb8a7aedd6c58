import { runMain } from './run-main.mjs';

export const chain = {
  name: 'Delivery (executed)',
  needs: 'buildah as root on Linux, Git, jq, curl, and Go to build the tools with',
  run(say) {
    say('an image is built, listed, scanned, signed, attested, verified and deployed; the tools are built first, which takes long');
    return runMain('chain');
  },
};

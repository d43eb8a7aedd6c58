import { runMain } from './run-main.mjs';

export const moduleRegistry = {
  name: 'registry of modules',
  needs: 'a terraform or tofu program, or Go to build OpenTofu with',
  run(say) {
    say('terraform init against golden-path registry serve, on loopback');
    return runMain('module-registry');
  },
};

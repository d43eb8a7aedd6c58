import { runMain } from './run-main.mjs';

export const modules = {
  name: 'modules and their constructs',
  needs: 'a terraform or tofu program, or Go to build OpenTofu with',
  run(say, ...options) {
    say('plans of modules and constructs for generated inputs, offline');
    return runMain('modules', ...options);
  },
};

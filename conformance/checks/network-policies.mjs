import { runMain } from './run-main.mjs';

export const networkPolicies = {
  name: 'NetworkPolicies (Cyclonus)',
  needs: 'Terraform, and Go to build Cyclonus with',
  run(say) {
    say('who reaches whom; Cyclonus is built first where it is not there yet, which takes minutes');
    return runMain('network-policies');
  },
};

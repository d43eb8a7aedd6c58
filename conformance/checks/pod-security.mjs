import { runMain } from './run-main.mjs';

export const podSecurity = {
  name: 'Pod Security (Kubernetes)',
  needs: 'Helm, and Go to build the evaluator of Kubernetes with',
  run(say) {
    say('every pod, by the code of the API server; it is built first where it is not there yet, which takes minutes');
    return runMain('pod-security');
  },
};

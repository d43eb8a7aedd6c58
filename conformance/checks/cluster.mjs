import { runMain } from './run-main.mjs';

const needs = 'Terraform, and Go to build the control plane with';

/** All parts; builds what is not there yet. */
export const cluster = {
  name: 'Control plane (executed)',
  needs,
  synthesised: true,
  run(say) {
    say('what the examples write is applied to a control plane and runs on simulated nodes; the first build takes many minutes');
    return runMain('cluster');
  },
};

/** What needs no nodes, where the control plane was built before. */
export const clusterInShort = {
  name: 'Control plane (in short)',
  needs: `${needs}, by npm run conformance:cluster`,
  run(say) {
    say('every document and every Kubernetes resource of Terraform is applied to a control plane');
    return runMain('cluster', 'short');
  },
};

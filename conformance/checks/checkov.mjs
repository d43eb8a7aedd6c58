import { runMain } from './run-main.mjs';

export const checkov = {
  name: 'checkov',
  needs: 'Python 3 with pip, a package registry, Terraform and Helm',
  run(say) {
    say('plans, manifests and workflows; where checkov is not there yet, it is fetched first, 220 MB');
    return runMain('checkov');
  },
};

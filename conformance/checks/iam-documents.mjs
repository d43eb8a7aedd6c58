import { runMain } from './run-main.mjs';

export const iamDocuments = {
  name: 'parliament, cloudsplaining',
  needs: 'Python 3 with pip, a package registry, and Terraform',
  run(say) {
    say('every IAM document of the stacks; where the tools are not there yet, they are fetched first, 100 MB');
    return runMain('iam-documents');
  },
};

import { jest } from '../../scripts/steps/jest.mjs';

/** The tests that real Terraform, Git and the workflows' own scripts judge, and the tests of the referees themselves. */
export const suites = {
  name: 'suites of conformance/',
  needs: 'Git, and Terraform for most of them',
  run: (say) => jest(say, {}, '--config', 'conformance/jest.config.mjs'),
};

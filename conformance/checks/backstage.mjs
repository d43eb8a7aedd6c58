import { runMain } from './run-main.mjs';

export const backstage = {
  name: 'Backstage',
  needs: 'Git, and a package registry for a Backstage backend',
  /** @param {string[]} options `--all` tries every two choices of a template together */
  run(say, ...options) {
    say('a real catalog; where the backend is not there yet, it is installed first, 450 MB');
    return runMain('backstage', ...options);
  },
};

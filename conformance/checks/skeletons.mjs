import { runMain } from './run-main.mjs';

export const skeletons = {
  name: 'skeletons',
  needs: 'npm, Go and Python with uv for the skeletons of these languages; pip for the linters; PostgreSQL and openssl',
  run(say) {
    say('a service of every skeleton, with a database and without: installed, linted, tested, built and run');
    return runMain('skeletons');
  },
};

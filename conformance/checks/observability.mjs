import { runMain } from './run-main.mjs';

export const observability = {
  name: 'rules, tests and routes of alerts',
  needs: 'promtool and amtool, from the PATH or from Debian packages',
  run(say) {
    say('promtool on all rules and on the tests of every alert, faults that the tests have to find, and amtool on the routes');
    return runMain('observability');
  },
};

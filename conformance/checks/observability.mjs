import { runMain } from './run-main.mjs';

export const observability = {
  name: 'rules, tests and routes of alerts',
  needs: 'promtool, amtool and Alertmanager, from the PATH or from Debian packages',
  run(say) {
    say('promtool on all rules and the tests of every alert, with planted faults; amtool on routes, Alertmanager on what mutes alerts');
    return runMain('observability');
  },
};

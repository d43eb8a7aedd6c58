// npm run conformance:dora-scale: delivery metrics of 100,000 runs, and of runs that are killed.
import { runMain } from './checks/run-main.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Delivery metrics at scale', {
  name: 'many runs',
  built: true,
  run(say) {
    say('500 repositories with 100,000 runs, and 20 kills');
    return runMain('dora-scale');
  },
});

// npm run conformance:dashboards: has a real Prometheus answer every query of every dashboard.
import { runMain } from './checks/run-main.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Dashboards in Prometheus', {
  name: 'Prometheus',
  synthesised: true,
  run(say) {
    say('every query of every dashboard, over a history of the examples');
    return runMain('dashboards', ...process.argv.slice(2));
  },
});

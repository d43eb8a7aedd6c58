// npm run conformance:rules: loads the rules of a thousand services into a real Prometheus.
import { runMain } from './checks/run-main.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Rules of a thousand services in Prometheus', {
  name: 'Prometheus',
  synthesised: true,
  run(say) {
    say('a thousand services, watched for some minutes');
    return runMain('rules-at-scale', ...process.argv.slice(2));
  },
});

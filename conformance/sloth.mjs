// npm run conformance:sloth: compares objectives with Sloth's over sampled histories. It prints its seed; others: -- HISTORIES SEED.
import { runMain } from './checks/run-main.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Objectives side by side with Sloth', {
  name: 'Sloth',
  run(say) {
    say('the rules of both, evaluated by the engine of Prometheus');
    return runMain('sloth', ...process.argv.slice(2));
  },
});

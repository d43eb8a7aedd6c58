import { runMain } from './run-main.mjs';

export const logs = {
  name: 'Logs (OpenTelemetry collector)',
  needs: 'Go to build the collector with',
  run(say) {
    say('lines of the skeletons, stack traces, broken JSON and secrets; the collector is built first');
    return runMain('logs');
  },
};

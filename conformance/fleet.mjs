// npm run conformance:fleet: the workflows with hundreds of stacks, and the commands with thousands, which takes minutes.
import { jest } from '../scripts/steps/jest.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Workflows with hundreds of stacks', {
  name: 'suites of conformance/fleet',
  built: true,
  run: (say) => jest(say, {}, '--config', 'conformance/fleet/jest.config.mjs'),
});

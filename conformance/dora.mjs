// npm run conformance:dora: judges delivery metrics by other programs.
import { runMain } from './checks/run-main.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Delivery metrics', {
  name: 'descriptions, SQL, faults',
  run(say) {
    say("GitHub's own description, DuckDB, and a fault at each request");
    return runMain('dora', ...process.argv.slice(2));
  },
});

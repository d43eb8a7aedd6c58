// Runs the command as the package does, and says at its end how much memory it had at most.
import { run } from '../../../lib/cli/main';
import { processOutput } from '../../../lib/cli/output';

void run(process.argv.slice(2), processOutput()).then((status) => {
  process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\n`);
  process.exitCode = status;
});

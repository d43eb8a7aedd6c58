// npm run conformance:backstage: every two choices of every template together, which takes minutes.
import { backstage } from './checks/backstage.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Catalog and templates in Backstage', { ...backstage, synthesised: true }, '--all', ...process.argv.slice(2));

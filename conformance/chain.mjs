// npm run conformance:chain: the steps of the delivery workflow, from a Dockerfile to the digest in a GitOps repository, and a fault in
// each of them.
import { chain } from './checks/chain.mjs';
import { runAsCommand } from './command.mjs';

let table;
await runAsCommand('The delivery workflow, executed', {
  ...chain,
  async run(say) {
    const { table: executed, ...result } = await chain.run(say);
    table = executed;
    return result;
  },
});
if (table) console.log(`\n${table}`);

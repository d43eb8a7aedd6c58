// npm run conformance:cluster: what the examples write, on a control plane of Kubernetes.
import { cluster } from './checks/cluster.mjs';
import { runAsCommand } from './command.mjs';

let table;
await runAsCommand('What we write, on a control plane', {
  ...cluster,
  async run(say) {
    const { table: asked, ...result } = await cluster.run(say);
    table = asked;
    return result;
  },
});
if (table) console.log(`\n${table}`);

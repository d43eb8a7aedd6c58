// npm run conformance:chain: the steps of the delivery workflow, from a Dockerfile to the digest in a GitOps repository, and a fault in
// each of them. Nothing but Node may be imported before the install.
import { install } from '../scripts/steps/install.mjs';
import { Report } from '../scripts/support/report.mjs';
import { chain } from './checks/chain.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('The delivery workflow, executed');
let table;
if (await report.step('install', install)) {
  await stepsOf(report)(chain.name, async (say) => {
    const { table: executed, ...result } = await chain.run(say);
    table = executed;
    return result;
  });
}
if (table) console.log(`\n${table}`);
report.finish();

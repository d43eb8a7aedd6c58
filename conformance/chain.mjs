// npm run conformance:chain: the steps of the delivery workflow, from a Dockerfile to the digest in a GitOps repository, and a fault in
// each of them.
import { chain } from './checks/chain.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('The delivery workflow, executed', chain);

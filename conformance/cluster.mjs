// npm run conformance:cluster: what the examples write, on a control plane of Kubernetes.
import { cluster } from './checks/cluster.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('What we write, on a control plane', cluster);

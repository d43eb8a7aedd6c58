// npm run conformance:python: the wheel from a private registry, in a repository of a team that writes Python.
import { python } from './checks/python.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Golden Path for Python', { ...python, synthesised: true });

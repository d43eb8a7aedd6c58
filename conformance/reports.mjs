// npm run conformance:reports: the pages of the reports in Chromium.
import { reports } from './checks/reports.mjs';
import { runAsCommand } from './command.mjs';

await runAsCommand('Pages of the reports', reports);

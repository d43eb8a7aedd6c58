// Judges delivery metrics by other programs: GitHub's own description, DuckDB, and faults at every request.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseConfig } from '../../../lib/reports/config/parse';
import { faultRuns } from '../../../test/support/reports/fault-runs';
import { FAULTS, FINAL_FAULTS } from '../../../test/support/reports/faults';
import { GOLDEN } from '../../../test/support/reports/golden-organization';
import { ReportsServer } from '../../../test/support/reports/server';
import { outcomeOf } from '../crossplane/outcome';
import type { Outcome } from '../crossplane/outcome';
import { openapiProblems } from './openapi';
import { sqlProblems } from './sql';
import { NoTools, tools } from './tools';

const ROOT = resolve(__dirname, '../../..');

async function everyFault(): Promise<{ readonly checked: number; readonly problems: string[] }> {
  const server = new ReportsServer(GOLDEN);
  await server.start();
  const config = parseConfig(readFileSync(join(ROOT, 'examples/reports/golden-path.reports.yaml'), 'utf8'));
  const problems: string[] = [];
  let checked = 0;
  const passing = Object.keys(FAULTS);
  const lasting = [...passing.filter((fault) => fault !== 'slow'), ...Object.keys(FINAL_FAULTS)];
  const all = [...passing.map((fault) => ({ fault, isLasting: false })), ...lasting.map((fault) => ({ fault, isLasting: true }))];
  for (const { fault, isLasting } of all) {
    const tally = await faultRuns(server, config, fault, isLasting);
    process.stderr.write(`${JSON.stringify(tally)}\n`);
    checked += tally.runs;
    if (tally.wrong > 0 || (!isLasting && tally.same < tally.runs)) problems.push(JSON.stringify(tally));
  }
  await server.stop();
  return { checked, problems };
}

const CHECKS: Readonly<Record<string, () => Promise<{ readonly checked: number; readonly problems: string[] }>>> = {
  openapi: () => Promise.resolve(openapiProblems(tools())),
  sql: async () => sqlProblems(tools(), ROOT),
  faults: everyFault,
};

async function outcome(names: readonly string[]): Promise<Outcome> {
  const problems: string[] = [];
  const notes: string[] = [];
  let passed = 0;
  try {
    for (const name of names.length > 0 ? names : Object.keys(CHECKS)) {
      const found = await CHECKS[name]();
      notes.push(`${name}: ${found.checked}`);
      passed += found.checked;
      problems.push(...found.problems);
    }
  } catch (error) {
    if (error instanceof NoTools) return { notRun: error.message };
    throw error;
  }
  return outcomeOf(passed, problems, notes.join(', '));
}

// The first argument is the output of a synth, which nothing here reads.
void outcome(process.argv.slice(3)).then((result) => console.log(JSON.stringify(result)));

// 500 repositories with 100,000 runs, read once, again from the cache, and by runs that are killed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf } from '../crossplane/outcome';
import type { Outcome } from '../crossplane/outcome';
import { configuration, dora } from './command';
import type { Outcome as Run } from './command';
import { killedAndResumed } from './killed';
import { ManyRuns } from './many-runs';

const [REPOSITORIES, RUNS_EACH] = [500, 200];

/** The bar for the memory of the command, in MB. */
const MOST_MEMORY = 300;

async function outcome(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-dora-'));
  const server = new ManyRuns(RUNS_EACH);
  try {
    const config = configuration(folder, await server.start(), REPOSITORIES);
    const first = await dora(config, join(folder, 'cache'));
    const requests = server.requests.length;
    const second = await dora(config, join(folder, 'cache'));
    const again = server.requests.length - requests;
    const killed = await killedAndResumed(server, config, join(folder, 'killed'), first, requests);
    const scale = `${REPOSITORIES} repositories, ${REPOSITORIES * RUNS_EACH} runs`;
    const notes = [scale, said('first', first, requests), said('again', second, again), killed.note];
    const problems = [...problemsOf('first run', first), ...problemsOf('second run', second), ...killed.problems];
    if (again > requests / 10) problems.push(`the second run asked ${again} times`);
    const isBlind = [MOST_MEMORY, NaN].some((megabytes) => !isTooMuch({ ...first, megabytes }));
    if (isBlind) problems.push('the planted fault was not found');
    return outcomeOf(3, problems, notes.join('; '));
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function said(name: string, { megabytes, seconds }: Run, requests: number): string {
  return `${name}: ${requests} requests, ${seconds.toFixed(0)} s, ${megabytes} MB at most`;
}

function problemsOf(name: string, run: Run): string[] {
  return [
    ...(run.code === 0 && run.out !== '' ? [] : [`${name}: ended with ${run.code}: ${run.err.slice(-500)}`]),
    ...(isTooMuch(run) ? [`${name}: ${run.megabytes} MB`] : []),
  ];
}

function isTooMuch({ megabytes }: Run): boolean {
  return !(megabytes < MOST_MEMORY);
}

void outcome().then((result) => console.log(JSON.stringify(result)));

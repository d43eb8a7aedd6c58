// node --import tsx conformance/checks/dora/scale.ts:
// 500 repositories with 100,000 runs, and a smaller organisation that is killed again and again.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManyRuns } from './many-runs';

const [REPOSITORIES, RUNS_EACH] = [500, 200];
const [KILLED_REPOSITORIES, KILLS] = [40, 20];
const MOST_MEMORY = 300;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

function configuration(folder: string, url: string, repositories: number): string {
  const names = Array.from({ length: repositories }, (_, index) => `service-${index}`);
  const services = names.map((name, index) => ({
    name, team: `team-${index % 20}`, repository: name, workflows: ['Deploy to Production'],
  }));
  const file = join(folder, 'golden-path.reports.yaml');
  writeFileSync(file, JSON.stringify({ organization: 'acme', githubUrl: url, services }));
  return file;
}

/** Runs the command, and kills it once the server had so many requests. */
function dora(config: string, cache: string, killAt: () => boolean = () => false): Promise<Outcome> {
  const begin = Date.now();
  const script = join(__dirname, 'run-cli.ts');
  const window = ['--until', '2026-03-30', '--days', '30'];
  const args = ['--import', 'tsx', script, 'dora', '--config', config, '--cache', cache, ...window, '--format', 'json'];
  const child = spawn(process.execPath, args, { env: { ...process.env, GITHUB_TOKEN: 'a-token' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => void (out += String(text)));
  child.stderr.on('data', (text) => void (err += String(text)));
  const watch = setInterval(() => void (killAt() && child.kill('SIGKILL')), 5);
  return new Promise((resolve) => child.on('close', (code) => {
    clearInterval(watch);
    resolve({ code, out, err, seconds: (Date.now() - begin) / 1000 });
  }));
}

/** The keys that a cache has, as the next run reads it. */
function cached(cache: string): Set<string> {
  const lines = readdirSync(cache).flatMap((file) => readFileSync(join(cache, file), 'utf8').split('\n'));
  return new Set(lines.flatMap((line) => {
    try {
      return [(JSON.parse(line) as { readonly key: string }).key];
    } catch {
      return [];
    }
  }));
}

async function killedAndResumed(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dora-killed-'));
  const server = new ManyRuns(RUNS_EACH);
  const config = configuration(folder, await server.start(), KILLED_REPOSITORIES);
  const whole = await dora(config, join(folder, 'whole'));
  const all = server.requests.length;
  const cache = join(folder, 'cache');
  let [asked, kills] = [0, 0];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // Chance, but the same each time: somewhere in what is left.
    const known = kill === 1 ? new Set<string>() : cached(cache);
    const start = server.requests.length;
    const after = 1 + ((kill * 7919) % Math.floor((1.6 * all) / KILLS));
    const { code } = await dora(config, cache, () => server.requests.length >= start + after);
    kills += code === null ? 1 : 0;
    asked += server.requests.slice(start).filter((each) => known.has(each)).length;
  }
  const known = cached(cache);
  const start = server.requests.length;
  const last = await dora(config, cache);
  asked += server.requests.slice(start).filter((each) => known.has(each)).length;
  const total = server.requests.length - all;
  server.stop();
  rmSync(folder, { recursive: true });
  const requests = `${total} requests, ${all} without a kill; ${asked} asked again that were cached`;
  process.stdout.write(`killed ${kills} times of ${KILLS}: ${requests}\n`);
  return [
    ...(whole.code === 0 && last.out === whole.out && last.out !== '' ? [] : [`the report differs: ${last.err}${whole.err}`]),
    ...(asked === 0 ? [] : [`${asked} requests were made again`]),
    ...(kills > KILLS / 2 ? [] : [`only ${kills} runs were killed`]),
  ];
}

async function many(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dora-many-'));
  const server = new ManyRuns(RUNS_EACH);
  const config = configuration(folder, await server.start(), REPOSITORIES);
  const problems: string[] = [];
  for (const name of ['first run', 'from the cache']) {
    const start = server.requests.length;
    const { code, err, out, seconds } = await dora(config, join(folder, 'cache'));
    const megabytes = Math.round(Number(/maxRSS (\d+)/.exec(err)?.[1]) / 1024);
    process.stdout.write(`${name}: ${REPOSITORIES} repositories, ${REPOSITORIES * RUNS_EACH} runs, `
      + `${server.requests.length - start} requests, `
      + `${seconds.toFixed(0)} s, ${megabytes} MB at most\n`);
    if (code !== 0 || out === '') problems.push(`${name}: ended with ${code}: ${err.slice(-500)}`);
    if (!(megabytes < MOST_MEMORY)) problems.push(`${name}: ${megabytes} MB`);
  }
  server.stop();
  rmSync(folder, { recursive: true });
  return problems;
}

async function main(parts: readonly string[]): Promise<void> {
  const problems = [...(parts.includes('killed') ? await killedAndResumed() : []), ...(parts.includes('many') ? await many() : [])];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

void main(process.argv.length > 2 ? process.argv.slice(2) : ['killed', 'many']);

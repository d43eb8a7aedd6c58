import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports';
import { prometheusProgram } from './programs';

const START_SECONDS = 60;

/** Thousands of groups of rules take minutes to end in good order, and nobody needs what they would still write. */
const STOP_SECONDS = 10;

/** A series with its samples: the time in seconds, and the value. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [number, number])[];
}

/** The rules of a Prometheus. */
export interface Rules {
  /** Files of rules. */
  readonly rules?: readonly string[];
  /** How long it may take to start; 60 if absent. */
  readonly startSeconds?: number;
  /** How often rules are evaluated, such as `1m`. */
  readonly evaluationInterval?: string;
}

/** A Prometheus on loopback that scrapes nothing. */
export interface Server {
  readonly range: (query: string, range: { readonly start: number; readonly end: number; readonly step: number }) => Promise<Series[]>;
  readonly instant: (query: string, time: number) => Promise<Series[]>;
  readonly get: (path: string) => Promise<unknown>;
  /** Records rules over the past, which are there after the next start. */
  readonly backfill: (rules: readonly string[], range: { readonly start: number; readonly end: number; readonly step: string }) => void;
  /** The sum of all series of one of its own metrics. */
  readonly own: (metric: string) => Promise<number>;
  /** In MiB. */
  readonly memory: () => { readonly now: number; readonly peak: number };
  /** Seconds of CPU since it started. */
  readonly cpuSeconds: () => number;
}

const END_OF_FILE = '# EOF\n';

/** Writes a history into a folder, as a Prometheus keeps it. It may come in parts, for there may be more than one text can hold. */
export function writeHistory(folder: string, ...openMetrics: readonly (string | (() => string))[]): void {
  const file = join(folder, 'history.txt');
  writeFileSync(file, '');
  for (const part of openMetrics) appendFileSync(file, (typeof part === 'string' ? part : part()).slice(0, -END_OF_FILE.length));
  appendFileSync(file, END_OF_FILE);
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=48h', file, join(folder, 'data')];
  execFileSync(prometheusProgram('promtool'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Runs a Prometheus on the data of a folder for as long as an action takes. */
export async function withPrometheus<T>(folder: string, given: Rules, action: (server: Server) => Promise<T>): Promise<T> {
  const { evaluationInterval = '1m', rules = [], startSeconds = START_SECONDS } = given;
  const port = await freePort();
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, JSON.stringify({ global: { evaluation_interval: evaluationInterval }, rule_files: rules }));
  const child = spawn(prometheusProgram('prometheus'), [
    `--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`,
    '--storage.tsdb.retention.time=10y', '--log.level=warn',
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const address = `http://127.0.0.1:${port}`;
  try {
    for (const end = Date.now() + startSeconds * 1000; !(await isReady(address)); await sleep(100)) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`Prometheus does not start: ${said}`);
    }
    return await action(serverAt(address, folder, child.pid!));
  } finally {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(patience);
    }
  }
}

function serverAt(address: string, folder: string, pid: number): Server {
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${address}/api/v1/${path}`);
    const body = await answer.json() as { status: string; data: unknown; error?: string };
    if (body.status !== 'success') throw new Error(body.error);
    return body.data;
  };
  return {
    get,
    range: async (query, { end, start, step }) => (
      seriesOf(await get(`query_range?query=${encodeURIComponent(query)}&start=${start}&end=${end}&step=${step}`))
    ),
    instant: async (query, time) => seriesOf(await get(`query?query=${encodeURIComponent(query)}&time=${time}`)),
    backfill: (rules, { end, start, step }) => {
      const range = ['--start', String(start), '--end', String(end), '--eval-interval', step, '--url', address];
      const args = ['tsdb', 'create-blocks-from', 'rules', ...range, '--output-dir', join(folder, 'data'), ...rules];
      execFileSync(prometheusProgram('promtool'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    },
    own: async (metric) => {
      const lines = (await fetch(`${address}/metrics`).then((answer) => answer.text())).split('\n');
      const found = lines.filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `));
      return found.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    memory: () => ({ now: memoryOf(pid, 'VmRSS'), peak: memoryOf(pid, 'VmHWM') }),
    cpuSeconds: () => {
      const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13);
      return (Number(user) + Number(system)) / 100;
    },
  };
}

interface Found {
  readonly result: readonly {
    readonly metric: Record<string, string>;
    readonly values?: readonly (readonly [number, string])[];
    readonly value?: readonly [number, string];
  }[];
}

function seriesOf(data: unknown): Series[] {
  return (data as Found).result.map(({ metric, value, values = value ? [value] : [] }) => ({
    labels: metric,
    samples: values.map(([time, text]) => [time, Number(text)] as const),
  }));
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/-/ready`).then(({ ok }) => ok, () => false);
}

function memoryOf(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

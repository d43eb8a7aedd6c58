import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../referees/ports';
import type { Command } from './table';

const START_SECONDS = 60;
const HOST = '127.0.0.1';

/** How a process ended. */
export interface Ended {
  readonly code: number | NodeJS.Signals;
  readonly seconds: number;
}

/** A service at work, on free ports of loopback. */
export class RunningService {
  /** Starts it and waits until it is alive. */
  public static async start(command: Command, cwd: string, env: NodeJS.ProcessEnv): Promise<RunningService> {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const started = Date.now();
    const own = { HOST, PORT: String(port), METRICS_PORT: String(metricsPort) };
    const options = { cwd, env: { ...environment(), ...env, ...own } };
    const child = spawn(command[0], command.slice(1), { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const service = new RunningService(child, port, metricsPort);
    while (!(await service.status('/live'))) {
      if (child.exitCode !== null || Date.now() - started > START_SECONDS * 1000) {
        child.kill('SIGKILL');
        throw new Error(`it does not start: ${[...service.lines, ...service.errors].slice(-5).join('\n')}`);
      }
      await sleep(10);
    }
    service.startMilliseconds = Date.now() - started;
    service.startCpuSeconds = service.cpuSeconds();
    return service;
  }

  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  /** How long it took until it was alive. */
  public startMilliseconds = 0;
  /** How much of a core it used for that. */
  public startCpuSeconds = 0;
  private readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;

  private constructor(
    private readonly child: ChildProcess,
    public readonly port: number,
    private readonly metricsPort: number,
  ) {
    this.ended = once(child, 'exit') as typeof this.ended;
    collect(child.stdout!, this.lines);
    collect(child.stderr!, this.errors);
  }

  public async request(path: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
    const response = await fetch(`http://${HOST}:${this.port}${path}`, init);
    return { status: response.status, body: await response.text() };
  }

  public async post(path: string, body: unknown): Promise<{ status: number; body: string }> {
    return this.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  /** The status of an answer, or nothing if there is none. */
  public async status(path: string): Promise<number | undefined> {
    return this.request(path).then(({ status }) => status, () => undefined);
  }

  /** Waits until a path answers like this. */
  public async becomes(path: string, status: number, seconds: number): Promise<boolean> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
      if (await this.status(path) === status) return true;
    }
    return false;
  }

  public async metrics(): Promise<string> {
    return (await fetch(`http://${HOST}:${this.metricsPort}/metrics`)).text();
  }

  /** The most memory that it had, in MiB. */
  public peakMemory(): number {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))!;
    return Number(kilobytes) / 1024;
  }

  public signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits until it ends, and ends it if it does not. */
  public async end(seconds: number): Promise<Ended> {
    const started = Date.now();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), seconds * 1000);
    const [code, signal] = await this.ended;
    clearTimeout(timer);
    return { code: code ?? signal!, seconds: (Date.now() - started) / 1000 };
  }

  public async stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.end(30);
  }

  /** In the status of a process, the times of its code and of the system's for it, in hundredths of a second. */
  private cpuSeconds(): number {
    const [user, system] = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }
}

/** What a command needs to run, and nothing that a service could read. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(OTEL_|DATABASE_|PG|HOST$|PORT$|NODE_OPTIONS$|npm_|GITHUB_)/.test(name));
  return Object.fromEntries(kept);
}

function collect(stream: NodeJS.ReadableStream, lines: string[]): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
}

import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { REQUEST_KEY } from '../../output/shares/request';
import type { SynthRequest } from '../../output/shares/request';
import { NOTHING, reportShare } from '../../output/shares/share';
import { CONTEXT_VARIABLE } from './app-config';
import type { AppConfig } from './app-config';

/** How a process of the app ended. */
export interface Ended {
  /** Its status; 1 where a signal ended it. */
  readonly code: number;
}

/** Variables of an environment. */
type Variables = Readonly<Record<string, string>>;

/** What the processes of one synth are run with. */
export interface Run {
  readonly config: AppConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly jobs: number;
  readonly request: SynthRequest;
  /** The folder that is theirs. */
  readonly folder: string;
  /** Gives the first process, if one waits already for what it is run with. */
  readonly waiting?: (variables: Variables) => ChildProcess | undefined;
}

/** The processes that run an app together. The first one writes the output, and only what it prints is shown. */
export class Processes {
  private readonly children: ChildProcess[];
  private readonly ends: Promise<Ended>[];

  public constructor(
    private readonly run: Run,
    say: (text: string) => void,
    complain: (text: string) => void,
  ) {
    this.children = Array.from({ length: run.jobs }, (_, index) => start(run, index));
    this.children[0].stdout!.setEncoding('utf8').on('data', say);
    this.children[0].stderr!.setEncoding('utf8').on('data', complain);
    this.ends = this.children.map((child, index) => this.end(child, index));
  }

  /** How the first one ended, once all have. */
  public async ended(): Promise<Ended> {
    const [first] = await Promise.all(this.ends);
    return first;
  }

  /** Ends them, with all that they started. */
  public stop(signal: NodeJS.Signals): void {
    for (const child of this.children) endGroup(child, signal);
  }

  private async end(child: ChildProcess, index: number): Promise<Ended> {
    const code = await new Promise<number>((resolve) => {
      child.once('error', () => resolve(1));
      child.once('close', (status) => resolve(status ?? 1));
    });
    // The first one waits for all others: also for one that is gone.
    if (index > 0 && fs.existsSync(this.run.folder)) reportShare(this.run.folder, index, NOTHING);
    if (index === 0) for (const other of this.children.slice(1)) endGroup(other, 'SIGTERM');
    return { code };
  }
}

function start(run: Run, index: number): ChildProcess {
  const { config, env, folder, jobs, request, waiting } = run;
  const share = { folder, index, count: jobs, startedBy: process.pid };
  const variables = {
    CDKTF_OUTDIR: config.output,
    [CONTEXT_VARIABLE]: JSON.stringify({ ...config.context, [REQUEST_KEY]: { ...request, share } }),
  };
  const shown = index === 0 ? 'pipe' : 'ignore';
  const first = index === 0 ? waiting?.(variables) : undefined;
  return first ?? startApp(config.app, { ...env, ...variables }, ['ignore', shown, shown]);
}

/** Starts a command, as a group of its own: a signal reaches what the shell started too. */
export function startApp(app: string, env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  return spawn(app, {
    shell: true,
    detached: process.platform !== 'win32',
    stdio,
    // Read by Node 22 and later.
    env: { NODE_COMPILE_CACHE: path.resolve('node_modules', '.cache', 'golden-path', 'compiled'), ...env },
  });
}

/** Ends a process with all that it started. */
export function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}

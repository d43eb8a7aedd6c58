import { spawn } from 'node:child_process';

/** How a script ended, and what it wrote. */
export interface Ended {
  readonly status: number;
  readonly log: string;
}

/**
 * Runs a script as a runner does where a workflow says `shell: bash`. Asynchronous: this process serves Terraform's state. The signal
 * ends the script with all that it started, which would outlive a test that takes too long, and hold its worker.
 */
export async function runScript(script: string, cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, with what it starts.
      detached: true,
    });
    const end = (): void => {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    };
    signal.addEventListener('abort', end);
    const log: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve({ status: code ?? 1, log: Buffer.concat(log).toString('utf8') });
    });
  });
}

import { spawn } from 'node:child_process';

/** Crossplane's command line refused its input or broke. The message is its own. */
export class CrossplaneError extends Error {}

export interface Finished {
  readonly status: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of Crossplane's command line to its end, whatever that is. */
export async function runCli(binary: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({
      status: code ?? signal,
      stdout: Buffer.concat(stdout).toString('utf8'),
      stderr: Buffer.concat(stderr).toString('utf8'),
    }));
  });
}

/** What to throw for a command that failed, named by what it was about. */
export function failure(subject: string, { status, stdout, stderr }: Finished): CrossplaneError {
  const said = `${stdout}${stderr}`.trim();
  return new CrossplaneError(`crossplane cannot ${subject} (exit status ${status}):\n${said}`);
}

import { spawn } from 'node:child_process';

/** How a script ended, and what it wrote. */
export interface Ended {
  readonly status: number;
  readonly log: string;
}

/** Runs a script as a runner does where a workflow says `shell: bash`. Asynchronous: this process serves Terraform's state. */
export async function runScript(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, log: Buffer.concat(log).toString('utf8') }));
  });
}

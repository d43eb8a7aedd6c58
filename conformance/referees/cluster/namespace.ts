import { spawn, spawnSync } from 'node:child_process';

/** Brings up loopback, the only network that there is, and becomes the command. */
const ENTER = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Loopback of its own, and processes of its own: when the first of them ends, the kernel ends all. */
const UNSHARE = ['unshare', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Where there is no root, a user namespace makes one. */
const AS_ROOT = '--map-root-user';

/**
 * The command, in a network and with processes of its own, where this machine can make that; else the command itself.
 *
 * @see https://man7.org/linux/man-pages/man1/unshare.1.html
 */
export function isolated(command: readonly string[]): { readonly command: readonly string[]; readonly isolated: boolean } {
  for (const unshare of [UNSHARE, [...UNSHARE, AS_ROOT]]) {
    const [program, ...args] = [...unshare, ...ENTER];
    if (spawnSync(program, [...args, 'true']).status === 0) return { command: [...unshare, ...ENTER, ...command], isolated: true };
  }
  return { command, isolated: false };
}

/** Runs a command to its end and gives back what it printed; what it says on the way is shown. */
export async function runShown([program, ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new Error(`${program} ends with ${status}`));
    });
  });
}

import { spawn } from 'node:child_process';
import { show } from '../../core/problems';
import { Trouble } from '../refusal';

/** How a Git command ended. */
export interface GitResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The longest that one Git command may take, in milliseconds. */
const LONGEST = 120_000;

/** Git never asks for a password: nobody answers in CI. Its messages are read, so they are in English. */
const ENVIRONMENT = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

/** Who commits if Git does not know it, as in CI. */
const COMMITTER = ['-c', 'user.name=golden-path', '-c', 'user.email=golden-path@users.noreply.github.com'];

/** The Git commands of one folder. */
export class Git {
  public constructor(private readonly folder: string) {}

  /** Runs a command, whatever its status. Throws Trouble if there is no Git. */
  public run(...args: readonly string[]): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', ['--literal-pathspecs', ...args], {
        cwd: this.folder,
        env: { ...process.env, ...ENVIRONMENT },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: LONGEST,
        killSignal: 'SIGKILL',
      });
      const [out, err]: Buffer[][] = [[], []];
      child.stdout.on('data', (data: Buffer) => out.push(data));
      child.stderr.on('data', (data: Buffer) => err.push(data));
      child.on('error', ({ message }) => reject(new Trouble(show(message), 'the command git in the PATH', 'install Git')));
      child.on('close', (status, signal) => {
        const stderr = signal === null ? '' : `it was stopped after ${LONGEST / 1000} seconds\n`;
        resolve({
          status: status ?? 1,
          stdout: Buffer.concat(out).toString(),
          stderr: withoutCredentials(stderr + Buffer.concat(err).toString()),
        });
      });
    });
  }

  /** The output of a command. Throws Trouble with what Git said if it fails. */
  public async output(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(...args);
    if (status === 0) return stdout;
    throw new Trouble(`the Git error ${show(stderr.trim())}`, `git ${args[0]} without an error`, 'mend what Git says');
  }

  /** Commits all changes below a folder, in the name of whoever Git knows, or else of the command. */
  public async commit(folder: string, message: string): Promise<void> {
    await this.output('add', '--all', '--', folder);
    const known = (await this.run('config', 'user.email')).status === 0;
    await this.output(...(known ? [] : COMMITTER), 'commit', '--quiet', '--message', message);
  }
}

/** Git repeats the address of a remote, which may have a token in it. */
function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^/@\s]*@/g, '://***@');
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withoutGit } from '../argocd/git-tree';
import { freePort } from '../ports';

const LOOPBACK = '127.0.0.1';
const NAME = 'platform-apps.git';

/** Nobody's settings, and the same name for every commit. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a team', GIT_AUTHOR_EMAIL: 'team@acme.io', GIT_COMMITTER_NAME: 'a team', GIT_COMMITTER_EMAIL: 'team@acme.io',
};

/**
 * A repository that Git serves on loopback, and a checkout of it.
 *
 * @see https://git-scm.com/docs/git-daemon
 */
export class GitServer {
  public static async start(folder: string): Promise<GitServer> {
    const port = await freePort();
    const server = new GitServer(folder, `git://${LOOPBACK}:${port}/${NAME}`);
    mkdirSync(server.checkout, { recursive: true });
    git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', NAME);
    server.git('init', '--quiet', '--initial-branch', 'main');
    server.git('remote', 'add', 'origin', join(folder, NAME));
    // The daemon itself, since `git daemon` starts one and does not end it.
    const daemon = join(git(folder, '--exec-path').trim(), 'git-daemon');
    server.child = spawn(daemon, [`--listen=${LOOPBACK}`, `--port=${port}`, '--export-all', `--base-path=${folder}`], { stdio: 'ignore' });
    return server;
  }

  public readonly checkout: string;
  private child?: ChildProcess;

  private constructor(folder: string, public readonly url: string) {
    this.checkout = join(folder, 'checkout');
  }

  /** Merges what the checkout has as a pull request would, and gives back its commit. */
  public merge(title: string): string {
    this.git('add', '--all', '--force');
    this.git('commit', '--quiet', '--message', title);
    this.git('push', '--quiet', 'origin', 'main');
    return this.git('rev-parse', 'HEAD').trim();
  }

  public stop(): void {
    this.child?.kill('SIGKILL');
  }

  private git(...args: readonly string[]): string {
    return git(this.checkout, ...args);
  }
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...withoutGit(process.env), ...ENVIRONMENT } });
}

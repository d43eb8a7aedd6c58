import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { git } from '../workflows/runner/actions';
import type { Files } from './fixture';
import { write } from './fixture';

/** What the server answers before Git sees a request: nothing lets it through. */
export type Gate = (request: http.IncomingMessage) => { status: number; text?: string } | undefined;

/** The repositories that were made, by their files: a copy takes no processes of Git's. */
const MADE = new Map<string, string>();

/** A bare repository with these files on its branch main. */
function repositoryOf(files: Files): string {
  const key = JSON.stringify(files);
  const made = MADE.get(key) ?? newRepository(files);
  MADE.set(key, made);
  return made;
}

function newRepository(files: Files): string {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-repository-'));
  const [bare, first] = [path.join(root, 'bare.git'), path.join(root, 'first')];
  fs.mkdirSync(first);
  git(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  git(bare, 'config', 'http.receivepack', 'true');
  git(first, 'init', '--quiet', '--initial-branch=main');
  write(first, files);
  git(first, 'add', '--all');
  git(first, '-c', 'user.name=Team', '-c', 'user.email=team@example.com', 'commit', '--quiet', '--message', 'as it is');
  git(first, 'push', '--quiet', bare, 'main');
  return bare;
}

/** A repository behind Git's own HTTP server, on loopback. */
export class GitServer {
  /** Serves a repository with these files on its branch main. */
  public static async with(root: string, files: Files): Promise<GitServer> {
    const bare = path.join(root, 'gitops.git');
    fs.cpSync(repositoryOf(files), bare, { recursive: true });
    const server = new GitServer(root, bare);
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  private clones = 0;
  private readonly http = http.createServer((request, response) => this.answer(request, response));

  private constructor(
    private readonly root: string,
    public readonly bare: string,
  ) {}

  /** What is let through. */
  public gate: Gate = () => undefined;

  /** A clone of its own, with a token in its address. */
  public clone(...options: string[]): string {
    this.clones += 1;
    const folder = path.join(this.root, `clone-${this.clones}`);
    const { port } = this.http.address() as AddressInfo;
    // Its own process would wait for this one, which answers it: the files are copied, and the address is set afterwards.
    git(this.root, 'clone', '--quiet', ...options, `file://${this.bare}`, folder);
    git(folder, 'remote', 'set-url', 'origin', `http://x-access-token:secret-token@127.0.0.1:${port}/gitops.git`);
    return folder;
  }

  /** The text of a file on the branch main. */
  public read(file: string): string {
    return git(this.bare, 'show', `main:${file}`);
  }

  public log(format = '%s'): string[] {
    return git(this.bare, 'log', `--format=${format}`, 'main').trim().split('\n');
  }

  /** Has every push to main refused as a protected branch does. */
  public protect(): void {
    const hook = '#!/bin/sh\necho "error: GH006: Protected branch update failed for refs/heads/main." >&2\nexit 1\n';
    fs.writeFileSync(path.join(this.bare, 'hooks', 'pre-receive'), hook, { mode: 0o755 });
  }

  public async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const refused = this.gate(request);
    if (refused) {
      response.writeHead(refused.status, refused.status === 401 ? { 'WWW-Authenticate': 'Basic realm="git"' } : {});
      response.end(refused.text);
      return;
    }
    const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1');
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: this.root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: searchParams.toString(),
        REQUEST_METHOD: request.method,
        REMOTE_USER: 'delivery',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(backend.stdin);
    backend.stdin.on('error', () => undefined);
    const said: Buffer[] = [];
    backend.stdout.on('data', (data: Buffer) => said.push(data));
    backend.on('close', () => {
      const all = Buffer.concat(said);
      const end = all.indexOf('\r\n\r\n');
      const headers = all.subarray(0, Math.max(end, 0)).toString().split('\r\n').map((line) => line.split(/: (.*)/s));
      const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
      const others = headers.filter(([name]) => name !== 'Status' && name !== '');
      response.writeHead(Number.parseInt(status, 10), Object.fromEntries(others));
      response.end(all.subarray(end + 4));
    });
  }
}

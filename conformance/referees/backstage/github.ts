import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { GithubServer } from '../../../test/backstage-actions/support/github-server';
import { answerGit } from './git-http';

/** A change that somebody asked of the API. */
export interface Change {
  readonly method: string;
  /** Below the API's address, such as `/repos/acme/orders/topics`. */
  readonly path: string;
  readonly body: unknown;
}

/** The organisation whose repositories are served. */
export const ORGANIZATION = 'acme';

/** The token that the API takes. */
export const TOKEN = 'conformance-token';

type Handler = (parts: readonly string[], body: Record<string, unknown>) => readonly [status: number, body?: unknown];

/** What a route does: its method, the pattern of its path, and its answer. */
type Route = readonly [method: string, pattern: RegExp, handler: Handler];

/**
 * GitHub, as far as a template and a catalog need it: repositories with Git over HTTP, their files, and the settings that are made.
 *
 * Files that exist before a template runs are read from folders; the first folder that has a file wins.
 *
 * @see https://docs.github.com/en/rest
 */
export class GitHub {
  public static async start(work: string, existing: GitHub['existing'] = {}, others: GitHub['others'] = []): Promise<GitHub> {
    const github = new GitHub(join(work, 'github'), existing, others);
    github.server.listen(0, '127.0.0.1');
    await once(github.server, 'listening');
    return github;
  }

  /** Changes, in the order in which they were asked for. */
  public readonly changes: Change[] = [];
  /** Requests that nothing here answers. */
  public readonly unexpected: string[] = [];

  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private readonly routes: readonly Route[] = [
    ['GET', /^\/users\/([^/]+)$/, ([login]) => [200, { login, id: 1, type: 'Organization' }]],
    ['POST', /^\/orgs\/([^/]+)\/repos$/, (_, { name }) => this.create(name as string)],
    ['GET', /^\/repos\/[^/]+\/([^/]+)$/, ([name]) => (this.has(name) ? [200, this.described(name)] : [404, NOT_FOUND])],
    ['GET', /^\/repos\/[^/]+\/([^/]+)\/contents\/(.+)$/, ([name, path]) => this.file(name, path)],
    ['GET', /^\/orgs\/[^/]+\/teams\/([^/]+)$/, ([slug]) => [200, { id: 7, slug, name: slug }]],
    ['PUT', /^\/orgs\/[^/]+\/teams\/([^/]+)\/repos\/[^/]+\/([^/]+)$/, ([, name]) => [this.has(name) ? 204 : 404]],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/collaborators\/([^/]+)$/, ([name]) => [this.has(name) ? 204 : 404]],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/topics$/, (_, { names }) => [200, { names }]],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/branches\/([^/]+)\/protection$/, ([name, branch]) => this.protect(name, branch)],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/environments\/([^/]+)$/, ([, name]) => [200, { id: 9, name }]],
    ['POST', /^\/repos\/[^/]+\/([^/]+)\/environments\/([^/]+)\/(variables|deployment-branch-policies)$/, () => [201, {}]],
    ['POST', /^\/repos\/[^/]+\/([^/]+)\/actions\/variables$/, () => [201, {}]],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/actions\/oidc\/customization\/sub$/, () => [201, {}]],
    ['PUT', /^\/repos\/[^/]+\/([^/]+)\/actions\/permissions\/access$/, () => [204]],
  ];

  private constructor(
    private readonly folder: string,
    private readonly existing: Readonly<Record<string, readonly string[]>>,
    /** Repositories that others keep, of which they know the objects and the pull requests. */
    private readonly others: readonly GithubServer[],
  ) {
    mkdirSync(join(folder, ORGANIZATION), { recursive: true });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public get apiUrl(): string {
    return `${this.url}/api`;
  }

  /** The settings with which Backstage takes this for github.com. */
  public get integration(): object {
    return { host: 'github.com', apiBaseUrl: this.apiUrl, rawBaseUrl: `${this.url}/raw`, token: TOKEN };
  }

  /** Writes what was pushed into a repository to a folder. */
  public checkOut(name: string, into: string): void {
    execFileSync('git', ['clone', '--quiet', this.bare(name), into], { stdio: 'pipe' });
  }

  public async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url!, this.url);
    if (pathname.startsWith('/git/')) {
      answerGit(this.folder, pathname.slice('/git'.length), search.slice(1), request, response);
      return;
    }
    const text = await textOf(request);
    const [status, body] = this.answerOther(request, text) ?? this.answerApi(request, decodeURIComponent(pathname.replace(/^\/api/, '')), text);
    const raw = Buffer.isBuffer(body);
    response.writeHead(status, { 'content-type': raw ? 'text/plain' : 'application/json' });
    response.end(raw || body === undefined ? body : JSON.stringify(body));
  }

  private answerOther({ method, url, headers }: IncomingMessage, text: string): readonly [status: number, body?: unknown] | undefined {
    const { pathname, searchParams: query } = new URL(url!, this.url);
    const path = pathname.replace(/^\/api/, '');
    const other = this.others.find(({ repository }) => `${path}/`.startsWith(`/repos/${repository}/`));
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const reply = other?.answer({ method: method!, path, query, headers, body });
    return reply && [reply.status, reply.json];
  }

  private answerApi(request: IncomingMessage, path: string, text: string): readonly [status: number, body?: unknown] {
    const method = request.method!;
    if (!request.headers.authorization?.endsWith(TOKEN)) return [401, { message: 'Bad credentials' }];
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    if (method !== 'GET') this.changes.push({ method, path, body });
    for (const [wanted, pattern, handler] of this.routes) {
      const found = wanted === method ? pattern.exec(path) : null;
      if (found) return handler(found.slice(1), body);
    }
    this.unexpected.push(`${method} ${path}`);
    return [404, NOT_FOUND];
  }

  private create(name: string): readonly [status: number, body: unknown] {
    if (this.has(name)) return [422, { message: 'Repository creation failed.', errors: [{ message: 'name already exists on this account' }] }];
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.bare(name)]);
    return [201, this.described(name)];
  }

  /** A branch that nobody pushed cannot be protected. */
  private protect(name: string, branch: string): readonly [status: number, body: unknown] {
    return existsSync(join(this.bare(name), 'refs', 'heads', branch)) ? [200, {}] : [404, { message: 'Branch not found' }];
  }

  private file(name: string, path: string): readonly [status: number, body: unknown] {
    for (const folder of this.existing[name] ?? []) {
      const file = join(folder, path);
      if (existsSync(file) && statSync(file).isFile()) return [200, readFileSync(file)];
    }
    if (!existsSync(this.bare(name))) return [404, NOT_FOUND];
    try {
      return [200, execFileSync('git', ['-C', this.bare(name), 'show', `HEAD:${path}`], { stdio: 'pipe' })];
    } catch {
      return [404, NOT_FOUND];
    }
  }

  private has(name: string): boolean {
    return name in this.existing || existsSync(this.bare(name));
  }

  private described(name: string): object {
    const fullName = `${ORGANIZATION}/${name}`;
    return {
      id: 42,
      name,
      full_name: fullName,
      default_branch: 'main',
      html_url: `https://github.com/${fullName}`,
      clone_url: `${this.url}/git/${fullName}.git`,
    };
  }

  private bare(name: string): string {
    return join(this.folder, ORGANIZATION, `${name}.git`);
  }
}

const NOT_FOUND = { message: 'Not Found' };

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

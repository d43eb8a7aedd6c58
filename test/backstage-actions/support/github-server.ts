import { createHash } from 'node:crypto';
import { Loopback } from './loopback';
import type { Reply, Seen } from './loopback';

export const TOKEN = 'ghs_secretOfTheIntegration';

const README = { 'README.md': '# GitOps\n' };

interface Entry {
  path: string;
  mode: string;
  type: string;
  sha: string;
}
interface Pull {
  number: number;
  html_url: string;
  state: string;
  title: string;
  body: string;
  head: { ref: string };
  base: { ref: string };
}
type Handler = (argument: string, request: Seen) => Reply;

/**
 * One repository behind GitHub's REST API: objects by their ids, as Git computes them, refs, and pull requests.
 *
 * @see https://docs.github.com/en/rest/git
 */
export class GithubServer {
  /** A repository whose branch main has these files, each with its text. */
  public static async start(files: Readonly<Record<string, string>> = README): Promise<GithubServer> {
    const server = new GithubServer('acme/gitops', TOKEN, files);
    server.loopback = await Loopback.start((request) => server.answer(request));
    return server;
  }

  public readonly blobs = new Map<string, Buffer>();
  public readonly trees = new Map<string, Entry[]>();
  public readonly commits = new Map<string, { message: string; tree: { sha: string }; parents: readonly string[] }>();
  public readonly refs = new Map<string, string>();
  public readonly pulls: Pull[] = [];
  public archived = false;
  public loopback!: Loopback;

  private readonly handlers: Readonly<Record<string, Handler>> = {
    'GET ': () => ({ status: 200, json: { full_name: this.repository, default_branch: 'main', archived: this.archived } }),
    'GET /git/ref/heads/': (name) => this.ref(name),
    'GET /git/commits/': (sha) => found(this.commits.get(sha)),
    'GET /git/trees/': (sha) => found(this.trees.has(sha) ? { sha, tree: this.trees.get(sha), truncated: false } : undefined),
    'POST /git/blobs': (_, { body }) => this.blob(body),
    'POST /git/trees': (_, { body }) => this.tree(body),
    'POST /git/commits': (_, { body }) => this.commit(body),
    'POST /git/refs': (_, { body }) => this.newRef(body),
    'GET /pulls': (_, { query }) => this.listPulls(query),
    'POST /pulls': (_, { body }) => this.newPull(body),
  };

  /** A repository without a port of its own, for a server that asks it for answers. */
  public constructor(
    public readonly repository: string,
    private readonly token: string,
    files: Readonly<Record<string, string>> = README,
  ) {
    this.push('main', files);
  }

  /** Gives a branch one more commit with these files. */
  public push(branch: string, files: Readonly<Record<string, string>>, mode = '100644'): void {
    const parent = this.refs.get(branch) ?? this.refs.get('main');
    const base = parent ? this.commits.get(parent)!.tree.sha : this.store([]);
    const entries = Object.entries(files).map(([path, text]) => ({ path, mode, type: 'blob', sha: this.storeBlob(Buffer.from(text)) }));
    const tree = this.write(base, entries);
    this.refs.set(branch, this.storeCommit('push', tree, parent ? [parent] : []));
  }

  /** The text of a file in a branch. */
  public read(branch: string, path: string): string | undefined {
    const entry = this.entry(this.commits.get(this.refs.get(branch)!)!.tree.sha, path.split('/'));
    return entry && this.blobs.get(entry.sha)!.toString();
  }

  public entry(tree: string, [first, ...rest]: readonly string[]): Entry | undefined {
    const entry = this.trees.get(tree)!.find(({ path }) => path === first);
    return rest.length === 0 || entry === undefined ? entry : this.entry(entry.sha, rest);
  }

  /** Merges a branch as GitHub does, and deletes it. */
  public merge(branch: string): void {
    this.refs.set('main', this.refs.get(branch)!);
    this.refs.delete(branch);
    for (const pull of this.pulls.filter(({ head }) => head.ref === branch)) pull.state = 'closed';
  }

  /** Answers a request of the API, whose path begins with `/repos`. */
  public answer(request: Seen): Reply {
    const { method, path, headers } = request;
    if (headers.authorization !== `Bearer ${this.token}`) return refusal(401, 'Bad credentials');
    if (!path.startsWith(`/repos/${this.repository}`)) return refusal(404, 'Not Found');
    const call = `${method} ${path.slice(`/repos/${this.repository}`.length)}`;
    const prefix = Object.keys(this.handlers).filter((key) => call === key || (key.endsWith('/') && call.startsWith(key))).at(-1);
    if (prefix === undefined) throw new Error(`this server knows no ${call}`);
    return this.handlers[prefix](decodeURIComponent(call.slice(prefix.length)), request);
  }

  private ref(name: string): Reply {
    const sha = this.refs.get(name);
    if (this.refs.size === 0) return refusal(409, 'Git Repository is empty.');
    return found(sha && { ref: `refs/heads/${name}`, object: { type: 'commit', sha } });
  }

  private blob(body: Seen['body']): Reply {
    const { content, encoding } = body as { content: string; encoding: BufferEncoding };
    return { status: 201, json: { sha: this.storeBlob(Buffer.from(content, encoding)) } };
  }

  private tree(body: Seen['body']): Reply {
    const { base_tree: base, tree } = body as { base_tree: string; tree: Entry[] };
    if (tree.some(({ sha }) => !this.blobs.has(sha))) return refusal(422, 'tree.sha is not a valid object');
    return { status: 201, json: { sha: this.write(base, tree) } };
  }

  private commit(body: Seen['body']): Reply {
    const { message, tree, parents } = body as { message: string; tree: string; parents: string[] };
    return { status: 201, json: { sha: this.storeCommit(message, tree, parents) } };
  }

  private newRef(body: Seen['body']): Reply {
    const { ref, sha } = body as { ref: string; sha: string };
    const name = ref.slice('refs/heads/'.length);
    if (this.refs.has(name)) return refusal(422, 'Reference already exists');
    this.refs.set(name, sha);
    return { status: 201, json: { ref, object: { sha } } };
  }

  private listPulls(query: URLSearchParams): Reply {
    const head = query.get('head')!.replace(/^[^:]*:/, '');
    const fits = (pull: Pull): boolean => pull.head.ref === head && pull.base.ref === query.get('base') && pull.state === query.get('state');
    return { status: 200, json: this.pulls.filter(fits).reverse() };
  }

  private newPull(body: Seen['body']): Reply {
    const { title, body: text, head, base } = body as { title: string; body: string; head: string; base: string };
    const open = this.pulls.some((pull) => pull.head.ref === head && pull.state === 'open');
    if (open) return validation(`A pull request already exists for ${this.repository.split('/')[0]}:${head}.`);
    if (!this.refs.has(head)) return validation('head is invalid');
    const number = this.pulls.length + 1;
    const html_url = `https://github.com/${this.repository}/pull/${number}`;
    this.pulls.push({ number, html_url, state: 'open', title, body: text, head: { ref: head }, base: { ref: base } });
    return { status: 201, json: this.pulls.at(-1) };
  }

  private storeBlob(content: Buffer): string {
    const sha = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
    this.blobs.set(sha, content);
    return sha;
  }

  private store(entries: Entry[]): string {
    const sha = createHash('sha1').update(JSON.stringify(entries)).digest('hex');
    this.trees.set(sha, entries);
    return sha;
  }

  private storeCommit(message: string, tree: string, parents: readonly string[]): string {
    const sha = createHash('sha1').update(`${message} ${tree} ${parents.join()} ${this.commits.size}`).digest('hex');
    this.commits.set(sha, { message, tree: { sha: tree }, parents });
    return sha;
  }

  /** A tree with further files; paths make folders. */
  private write(base: string, files: readonly Entry[]): string {
    const entries = new Map(this.trees.get(base)!.map((entry) => [entry.path, entry]));
    for (const file of files) {
      const [first, ...rest] = file.path.split('/');
      const folder = entries.get(first);
      const below = folder?.type === 'tree' ? folder.sha : this.store([]);
      const sha = rest.length === 0 ? file.sha : this.write(below, [{ ...file, path: rest.join('/') }]);
      entries.set(first, rest.length === 0 ? { ...file, path: first } : { path: first, mode: '040000', type: 'tree', sha });
    }
    return this.store([...entries.values()]);
  }
}

function found(json: unknown): Reply {
  return json === undefined ? refusal(404, 'Not Found') : { status: 200, json };
}

function refusal(status: number, message: string): Reply {
  return { status, json: { message, documentation_url: 'https://docs.github.com/rest' } };
}

function validation(message: string): Reply {
  return { status: 422, json: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }] } };
}

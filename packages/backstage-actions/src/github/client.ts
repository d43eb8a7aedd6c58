import { valueAt } from '../core/answer';
import type { HttpAnswer, HttpRequest, Timing } from '../core/http';
import { HttpClient } from '../core/http';
import { failure } from '../core/problems';
import type { ProposedFile } from './files';

/** Where a repository is, and with which headers of an integration it is reached. */
export interface GithubAccess {
  readonly apiUrl: string;
  readonly owner: string;
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the headers contain and no error may. */
  readonly token: string;
}

/** An entry of a folder in Git. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

export interface PullRequest {
  readonly url: string;
  readonly number: number;
}

/** An answer that GitHub also gives if the thing is there already. */
export type Made<T> = { readonly made: T } | { readonly refusal: Error };

/** One repository by GitHub's REST API. @see https://docs.github.com/en/rest/git */
export class GithubClient {
  private readonly http: HttpClient;

  public constructor(
    private readonly access: GithubAccess,
    signal?: AbortSignal,
    timing?: Timing,
  ) {
    const { owner, name } = access;
    const fixes = {
      401: 'check the token or app of integrations.github in app-config.yaml',
      403: `give the integration write access to contents and pull requests of ${owner}/${name}`,
      404: `check the name, and that the integration can see ${owner}/${name}`,
    };
    this.http = new HttpClient({ name: 'GitHub', baseUrl: access.apiUrl, fixes }, signal, timing);
    this.http.hide(access.token);
  }

  public get owner(): string {
    return this.access.owner;
  }

  public get repository(): string {
    return `${this.access.owner}/${this.access.name}`;
  }

  public async defaultBranch(): Promise<string> {
    const answer = await this.send({ method: 'GET', path: [] });
    if (valueAt(answer.json, 'archived') === true) {
      throw failure('conflict', {
        path: 'repository',
        got: `${this.repository}, which is archived`,
        allowed: 'a repository that takes changes',
        fix: 'choose another one',
      });
    }
    return answer.text('default_branch');
  }

  /** The commit of a branch. */
  public async branch(name: string): Promise<string | undefined> {
    const answer = await this.send({ method: 'GET', path: ['git', 'ref', 'heads', ...name.split('/')], expect: [404, 409] });
    // 409: the repository has no commit yet.
    return answer.status === 200 ? answer.text('object', 'sha') : undefined;
  }

  public async treeOf(commit: string): Promise<string> {
    const answer = await this.send({ method: 'GET', path: ['git', 'commits', commit] });
    return answer.text('tree', 'sha');
  }

  /** The entries of one folder. */
  public async entries(tree: string): Promise<readonly TreeEntry[]> {
    const answer = await this.send({ method: 'GET', path: ['git', 'trees', tree] });
    const entries = valueAt(answer.json, 'tree');
    if (Array.isArray(entries) && valueAt(answer.json, 'truncated') !== true) return entries as readonly TreeEntry[];
    throw failure('unavailable', {
      path: 'GitHub: a folder',
      got: 'a part of its entries',
      allowed: 'all of them',
      fix: 'propose files in a smaller folder',
    });
  }

  public async makeBlob({ content }: ProposedFile): Promise<string> {
    const body = { content: content.toString('base64'), encoding: 'base64' };
    const answer = await this.send({ method: 'POST', path: ['git', 'blobs'], body });
    return answer.text('sha');
  }

  public async makeTree(base: string, tree: readonly TreeEntry[]): Promise<string> {
    const answer = await this.send({ method: 'POST', path: ['git', 'trees'], body: { base_tree: base, tree } });
    return answer.text('sha');
  }

  public async makeCommit(message: string, tree: string, parent: string): Promise<string> {
    const answer = await this.send({ method: 'POST', path: ['git', 'commits'], body: { message, tree, parents: [parent] } });
    return answer.text('sha');
  }

  public async makeBranch(name: string, sha: string): Promise<Made<string>> {
    const body = { ref: `refs/heads/${name}`, sha };
    const answer = await this.send({ method: 'POST', path: ['git', 'refs'], body, expect: [422] });
    return answer.status === 422 ? { refusal: answer.refusal() } : { made: sha };
  }

  /** The newest pull request from a branch, of one state. */
  public async pullRequest(branch: string, base: string, state: 'closed' | 'open'): Promise<PullRequest | undefined> {
    const query = { state, head: `${this.owner}:${branch}`, base, sort: 'created', direction: 'desc', per_page: '1' };
    const answer = await this.send({ method: 'GET', path: ['pulls'], query });
    if (!Array.isArray(answer.json)) throw shapeless();
    return answer.json.length === 0 ? undefined : pullRequestOf(answer.json[0]);
  }

  public async makePullRequest(title: string, body: string, head: string, base: string): Promise<Made<PullRequest>> {
    const answer = await this.send({ method: 'POST', path: ['pulls'], body: { title, body, head, base }, expect: [422] });
    return answer.status === 422 ? { refusal: answer.refusal() } : { made: pullRequestOf(answer.json) };
  }

  private async send(request: HttpRequest): Promise<HttpAnswer> {
    const { owner, name, headers } = this.access;
    return this.http.send({ ...request, path: ['repos', owner, name, ...request.path], headers: { ...HEADERS, ...headers } });
  }
}

const HEADERS = {
  'Accept': 'application/vnd.github+json',
  'User-Agent': 'golden-path-backstage-actions',
  'X-GitHub-Api-Version': '2022-11-28',
};

function pullRequestOf(json: unknown): PullRequest {
  const [url, number] = [valueAt(json, 'html_url'), valueAt(json, 'number')];
  if (typeof url === 'string' && typeof number === 'number') return { url, number };
  throw shapeless();
}

function shapeless(): Error {
  const fix = 'check apiBaseUrl of integrations.github in app-config.yaml';
  return failure('unavailable', {
    path: 'GitHub: a pull request',
    got: 'an answer of another shape',
    allowed: 'html_url and number',
    fix,
  });
}

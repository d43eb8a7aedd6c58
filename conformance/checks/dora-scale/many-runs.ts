import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const MINUTE = 60_000;
const PAGE = 100;

/** The first run of each repository; the others follow at even distances over sixty days. */
const BEGIN = Date.parse('2026-01-29T00:00:00Z');
const SPAN = 60 * 24 * 60 * MINUTE;

/** A server on loopback with many repositories, each with as many runs of a workflow, made up from their numbers. */
export class ManyRuns {
  public readonly requests: string[] = [];
  private readonly server: Server;

  public constructor(private readonly runs: number) {
    this.server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://127.0.0.1');
      this.requests.push(request.url!.slice('/github'.length));
      const { body, link } = this.answer(url);
      response.writeHead(200, { 'content-type': 'application/json', 'etag': '"1"', ...(link !== undefined && { link }) });
      response.end(JSON.stringify(body));
    });
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/github`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(url: URL): { readonly body: unknown; readonly link?: string } {
    const [, name, rest] = /^\/github\/repos\/acme\/([^/]+)(.*)$/.exec(url.pathname)!;
    if (rest === '') return { body: { full_name: `acme/${name}`, archived: false, html_url: `https://github.com/acme/${name}` } };
    if (rest === '/actions/workflows') {
      return { body: { total_count: 1, workflows: [{ id: 1, name: 'Deploy to Production', path: '.github/workflows/deploy.yml' }] } };
    }
    if (rest.endsWith('/runs')) return this.page(name, url);
    if (rest.startsWith('/compare/')) return { body: this.comparison(rest) };
    return { body: [] };
  }

  private page(name: string, url: URL): { readonly body: unknown; readonly link?: string } {
    const created = url.searchParams.get('created')!;
    const [from, until] = created.split('..').map((text) => Date.parse(text));
    const all = created.startsWith('<')
      ? []
      : Array.from({ length: this.runs }, (_, index) => index).filter((index) => {
          const at = this.at(index);
          return at >= from && at <= until;
        }).reverse();
    const page = Number(url.searchParams.get('page') ?? 1);
    const shown = all.slice((page - 1) * PAGE, page * PAGE);
    url.searchParams.set('page', String(page + 1));
    const link = page * PAGE < all.length ? `<http://${this.host()}${url.pathname}${url.search}>; rel="next"` : undefined;
    const body = { total_count: all.length, workflow_runs: shown.map((index) => this.run(name, index)) };
    return { body, ...(link !== undefined && { link }) };
  }

  private host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private at(index: number): number {
    return BEGIN + Math.floor((SPAN * index) / this.runs / MINUTE) * MINUTE;
  }

  /** Every tenth fails. */
  private run(name: string, index: number): object {
    const time = (minutes: number) => new Date(this.at(index) + minutes * MINUTE).toISOString();
    return {
      id: index + 1, run_attempt: 1, head_sha: shaOf(name, index), created_at: time(0), run_started_at: time(0), updated_at: time(10),
      conclusion: index % 10 === 9 ? 'failure' : 'success', status: 'completed', name: 'Deploy to Production',
    };
  }

  private comparison(path: string): object {
    const [base, head] = path.slice('/compare/'.length).split('...');
    const at = new Date(BEGIN).toISOString();
    const commits = ['a', 'b'].map((each) => ({
      sha: createHash('sha1').update(head + each).digest('hex'),
      parents: [{ sha: base }],
      commit: { message: `Change ${head.slice(0, 8)}${each}`, author: { email: 'dev@acme.example', date: at } },
    }));
    return { total_commits: commits.length, behind_by: 0, commits };
  }
}

function shaOf(name: string, index: number): string {
  return createHash('sha1').update(`${name} ${index}`).digest('hex');
}

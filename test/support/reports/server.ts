import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubAnswer } from './github-answers';
import type { Organization } from './organization';
import { pagerdutyAnswer } from './pagerduty-answers';

/** What a server answers to a request. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request instead of the server, or leaves it to the server. */
export type Fault = (request: IncomingMessage, response: ServerResponse, index: number, would: () => Reply) => boolean;

/** A server on loopback that answers as GitHub (below /github) and PagerDuty (below /pagerduty) do. */
export class ReportsServer {
  /** The requests so far, as method and path. */
  public readonly requests: string[] = [];
  /** The authorization of each request. */
  public readonly authorizations: string[] = [];
  private readonly server: Server;
  private first: { readonly answers: Fault } = { answers: () => false };

  public constructor(
    private readonly organization: Organization,
    /** The most that a page holds, so that small organisations have several. */
    private readonly mostPerPage = 100,
  ) {
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.keepAliveTimeout = 1000;
  }

  /** Who answers first. */
  public set fault(fault: Fault) {
    this.first = { answers: fault };
  }

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
    this.server.unref();
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => void this.server.close(resolve));
  }

  public get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What it would answer to a path of GitHub's. */
  public github(path: string): Reply {
    return githubAnswer(this.organization, new URL(path, 'http://127.0.0.1'), `${this.origin}/github`, this.mostPerPage);
  }

  /** What it would answer to a path of PagerDuty's. */
  public pagerduty(path: string): Reply {
    return pagerdutyAnswer(this.organization, new URL(path, 'http://127.0.0.1'));
  }

  /** The body of an answer of GitHub's, without a network. */
  public answerOf(path: string): unknown {
    return githubAnswer(this.organization, new URL(path, 'http://127.0.0.1'), 'http://127.0.0.1/github', this.mostPerPage).body;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url!;
    this.requests.push(`${request.method} ${url}`);
    this.authorizations.push(request.headers.authorization ?? '');
    const would = () => (url.startsWith('/github/') ? this.github(url.slice('/github'.length)) : this.pagerduty(url.slice('/pagerduty'.length)));
    if (this.first.answers(request, response, this.requests.length, would)) return;
    const { body, headers, status } = would();
    send(response, status, body, headers, request.headers['if-none-match']);
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Reply['headers'], known?: string): void {
  const text = JSON.stringify(body);
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  if (status === 200 && known === etag) {
    response.writeHead(304, { ...headers, etag }).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(status === 200 && { etag }), ...headers }).end(text);
}

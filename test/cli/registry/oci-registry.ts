import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a registry asks who somebody is. */
export type Challenge = 'none' | 'basic' | 'bearer';

/** The only account, as the header of a request has it. */
export const ACCOUNT = `Basic ${Buffer.from('ci:secret:1').toString('base64')}`;

const TOKEN = 'token-for-a-while';

/** A registry in memory: what https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md says of a push. */
export class OciRegistry {
  /** Manifests by `<repository>:<tag>`, and blobs by digest. */
  public readonly manifests = new Map<string, Buffer>();
  public readonly blobs = new Map<string, Buffer>();
  public readonly asked: string[] = [];
  /** Answers in place of its own, by method and a part of the path. */
  public readonly answers: { readonly asked: string; readonly status: number; readonly body?: string; readonly headers?: object }[] = [];
  public host = '';
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  public constructor(private readonly challenge: Challenge = 'none') {}

  public async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.host;
  }

  public stop(): void {
    this.server.close().closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [body, url] = [Buffer.concat(chunks), new URL(request.url!, `http://${this.host}`)];
    this.asked.push(`${request.method} ${request.url}`);
    const own = this.answers.find(({ asked }) => `${request.method} ${request.url}`.includes(asked));
    if (own) return void response.writeHead(own.status, { ...own.headers }).end(own.body ?? '');
    if (url.pathname === '/token') return this.token(request, response);
    if (!this.knows(request)) return this.ask(response);
    const [, repository, kind, key] = /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(url.pathname)!;
    if (kind === 'blobs') return this.upload(`/v2/${repository}/blobs/uploads/1`, body, url, response);
    const name = `${repository}:${key}`;
    if (request.method === 'PUT') {
      this.manifests.set(name, body);
      return void response.writeHead(201).end();
    }
    const found = this.manifests.get(name);
    return void response.writeHead(found ? 200 : 404).end(found ?? '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  }

  private upload(location: string, body: Buffer, { searchParams }: URL, response: ServerResponse): void {
    const digest = searchParams.get('digest');
    if (digest === null) return void response.writeHead(202, { location: `${location}?state=a` }).end();
    const isRight = digest === `sha256:${createHash('sha256').update(body).digest('hex')}` && searchParams.get('state') === 'a';
    if (isRight) this.blobs.set(digest, body);
    return void response.writeHead(isRight ? 201 : 400).end();
  }

  private token({ headers, url }: IncomingMessage, response: ServerResponse): void {
    const isFor = url!.includes('service=registry&scope=repository%3A');
    if (headers.authorization !== ACCOUNT || !isFor) return void response.writeHead(401).end();
    response.end(JSON.stringify({ access_token: TOKEN }));
  }

  private knows({ headers: { authorization } }: IncomingMessage): boolean {
    return this.challenge === 'none' || authorization === (this.challenge === 'basic' ? ACCOUNT : `Bearer ${TOKEN}`);
  }

  private ask(response: ServerResponse): void {
    const asks = this.challenge === 'basic' ? 'Basic realm="modules"' : `Bearer realm="http://${this.host}/token",service="registry",scope="x"`;
    response.writeHead(401, { 'www-authenticate': asks }).end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
  }
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The only account of the registry. */
export const ACCOUNT = { user: 'ci', password: 'password-of-ci-0123456789' };

const TOKEN = 'token-of-the-registry-0123456789';

/** What a front does to requests. */
export interface Manner {
  /** How it asks who somebody is; it takes everybody without. */
  readonly challenge?: 'Basic' | 'Bearer';
  /** Whether it changes a byte of each module that is fetched. */
  readonly damages?: boolean;
}

/** A registry with a certificate and an account, in front of one that has neither. */
export interface Front {
  readonly host: string;
  stop(): void;
}

/** Serves what a registry on loopback has, by HTTPS: OpenTofu fetches modules in no other way. */
export async function serveFront(behind: string, certificates: string, { challenge, damages = false }: Manner): Promise<Front> {
  const [key, cert] = ['tls.key', 'tls.crt'].map((file) => readFileSync(join(certificates, file)));
  const server = createServer({ key, cert }, (request, response) => {
    const { authorization } = request.headers;
    const host = request.headers.host!;
    if (request.url!.startsWith('/token?')) return giveToken(authorization, response);
    if (challenge !== undefined && authorization !== (challenge === 'Basic' ? basic() : `Bearer ${TOKEN}`)) {
      const realm = challenge === 'Basic' ? 'Basic realm="modules"' : `Bearer realm="https://${host}/token",service="modules"`;
      return void response.writeHead(401, { 'www-authenticate': realm }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
    }
    return pass(request, response, behind, damages);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, stop: () => void server.close().closeAllConnections() };
}

function basic(): string {
  return `Basic ${Buffer.from(`${ACCOUNT.user}:${ACCOUNT.password}`).toString('base64')}`;
}

function giveToken(authorization: string | undefined, response: ServerResponse): void {
  if (authorization === basic()) response.end(JSON.stringify({ token: TOKEN }));
  else response.writeHead(401).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
}

function pass(request: IncomingMessage, response: ServerResponse, behind: string, damages: boolean): void {
  const { headers, method, url } = request;
  const forwarded = ask(`http://${behind}${url}`, { method, headers: { ...headers, host: behind } }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    const isModule = damages && method === 'GET' && url!.includes('/blobs/');
    answer.on('data', (chunk: Buffer) => void response.write(isModule ? changed(chunk) : chunk));
    answer.on('end', () => response.end());
  });
  request.pipe(forwarded);
}

function changed(chunk: Buffer): Buffer {
  const other = Buffer.from(chunk);
  other[0] += 1;
  return other;
}

import * as http from 'node:http';
import { answer, failed } from './answer';
import type { Answer, Registry } from './answer';
import { routeOf } from './route';
import type { Route } from './route';
import { Damaged, Unavailable } from './store';

/** A line of the log. */
export type Log = (entry: Readonly<Record<string, string | number | undefined>>) => void;

const LONGEST_PATH = 200;
const CONNECTIONS = 512;

/**
 * A server that only reads.
 *
 * @param timeout the milliseconds that a client has to send a request, and then to read the answer
 */
export function serverOf(registry: Registry, log: Log, timeout: number): http.Server {
  const server = http.createServer(
    {
      requestTimeout: timeout,
      headersTimeout: timeout,
      keepAliveTimeout: timeout,
      connectionsCheckingInterval: Math.min(1000, timeout / 4),
      maxHeaderSize: 8192,
    },
    (request, response) => void handle(registry, log, timeout, request, response),
  );
  server.maxConnections = CONNECTIONS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    log({ level: 'warn', message: 'request refused', status: Number.parseInt(status), error: error.code });
    // An end alone waits for the client, which would keep one of the connections for itself.
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
  });
  return server;
}

async function handle(
  registry: Registry,
  log: Log,
  timeout: number,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const start = registry.now();
  const [path, query = ''] = splitOnce(request.url ?? '/');
  const route = routeOf(path);
  const served: { token?: string; isLate?: boolean } = {};
  const deadline = setTimeout(() => {
    // A response that was destroyed says of itself that it was finished.
    served.isLate = true;
    response.destroy();
  }, timeout);
  response.on('close', () => {
    clearTimeout(deadline);
    const ms = registry.now() - start;
    const { statusCode: status, writableFinished } = response;
    registry.metrics.add(request.method, route.kind, status, ms / 1000);
    const isSent = writableFinished && !served.isLate;
    const outcome = isSent ? { level: 'info', message: 'request' } : { level: 'warn', message: 'client was too slow or left' };
    // The query has signatures.
    log({ ...outcome, method: request.method, path: path.slice(0, LONGEST_PATH), status, ms, token: served.token });
  });
  const result = await safely(registry, log, route, query, request);
  served.token = result.token;
  send(response, result, request.method === 'HEAD');
}

async function safely(registry: Registry, log: Log, route: Route, query: string, request: http.IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return failed(405, 'only GET and HEAD are allowed', { Allow: 'GET, HEAD' });
  try {
    return await answer(registry, { route, query, authorization: request.headers.authorization });
  } catch (error) {
    if (error instanceof Damaged) registry.metrics.addDamaged();
    const { status, message, text } = FAILURES.find(({ of }) => error instanceof of)!;
    log({ level: 'error', message, error: (error as Error).message });
    return failed(status, text);
  }
}

/** What is logged and answered for each kind of error; the last is every other one. */
const FAILURES = [
  { of: Damaged, status: 500, message: 'damaged', text: 'what is published is damaged; tell the platform team' },
  { of: Unavailable, status: 503, message: 'unavailable', text: 'what is published cannot be read now; try again later' },
  { of: Error, status: 500, message: 'failed', text: 'the registry failed' },
];

function send(response: http.ServerResponse, { body, headers, status, type }: Answer, isHead: boolean): void {
  const content = Buffer.from(body ?? '');
  response.writeHead(status, {
    ...type && { 'Content-Type': type, 'Content-Length': content.length },
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(isHead ? undefined : content);
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('?');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timing } from '../../../packages/backstage-actions/src/core/http';

/** Patience for tests: the same number of attempts, and hardly a pause. */
export const QUICK: Timing = { timeoutMs: 10_000, attempts: 4, pauseMs: 2, longestPauseMs: 2_000 };

/** A request as a server saw it. */
export interface Seen {
  readonly method: string;
  /** As it was sent, with its encoding. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  /** A body that is not JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong with the next request that it fits. */
export interface Fault {
  /** `METHOD /path`, of which the end may be left out. */
  readonly on: string;
  /** How many requests; 1 by default. */
  readonly times?: number;
  /** `cut` closes the connection; `lost` does what was asked and then closes it; `slow` never answers. */
  readonly how: Reply | 'cut' | 'lost' | 'slow';
}

/** A server on 127.0.0.1 that answers in the shape of an API and can fail on request. */
export class Loopback {
  public static async start(answer: (request: Seen) => Reply): Promise<Loopback> {
    const loopback = new Loopback(answer);
    await new Promise<void>((resolve) => loopback.server.listen(0, '127.0.0.1', resolve));
    return loopback;
  }

  public readonly seen: Seen[] = [];
  private readonly server: Server;
  private readonly faults: { fault: Fault; left: number }[] = [];
  private noticed?: () => void;

  private constructor(private readonly answer: (request: Seen) => Reply) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public fail(fault: Fault): void {
    this.faults.push({ fault, left: fault.times ?? 1 });
  }

  /** The requests so far, each as `METHOD /path`. */
  public get calls(): readonly string[] {
    return this.seen.map(({ method, path }) => `${method} ${path}`);
  }

  /** Those of the requests that write. */
  public get writes(): readonly string[] {
    return this.calls.filter((call) => !call.startsWith('GET '));
  }

  /** Waits until the next request is there. */
  public async next(): Promise<void> {
    return new Promise((resolve) => {
      this.noticed = resolve;
    });
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = await readRequest(request);
    this.seen.push(seen);
    this.noticed?.();
    const how = this.nextFault(seen);
    if (how === 'slow') return;
    if (how === 'cut') return void response.destroy();
    if (how === 'lost') {
      this.answer(seen);
      return void response.destroy();
    }
    const { status, json, text, headers = {} } = how ?? this.answer(seen);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
  }

  private nextFault({ method, path }: Seen): Fault['how'] | undefined {
    const entry = this.faults.find(({ fault, left }) => left > 0 && `${method} ${path}`.startsWith(fault.on));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault.how;
  }
}

async function readRequest(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url!, 'http://127.0.0.1');
  const text = Buffer.concat(chunks).toString();
  const body = (text === '' ? {} : JSON.parse(text)) as Seen['body'];
  return { method: request.method!, path: request.url!.split('?')[0], query: url.searchParams, headers: request.headers, body };
}

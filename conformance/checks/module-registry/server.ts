import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a client has, in seconds. */
export const TIMEOUT = 2;

/** A server that runs as a process of its own. */
export interface Running {
  readonly port: number;
  /** What the server has logged. */
  log(): string;
  /** Ends the server as a cluster does, and gives back its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `golden-path registry serve` on a free port. */
export async function start(root: string, ...options: string[]): Promise<Running> {
  const args = ['--import', 'tsx', 'lib/cli/main.ts', 'registry', 'serve', '--root', root, '--listen', '127.0.0.1:0'];
  const child = spawn(process.execPath, [...args, '--timeout', String(TIMEOUT), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const ended = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += String(chunk);
      const found = /"message":"listening".*"port":(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
  return {
    port,
    log: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      return ((await ended) as [number | null])[0];
    },
  };
}

/** What an attacker between a client and the server sees, and changes. */
export interface Between {
  readonly port: number;
  /** Of each request for an archive: whether a token came with it. */
  readonly archives: boolean[];
  stop(): void;
}

/** Passes requests on, and changes one byte of each archive. */
export async function changeArchives(target: number): Promise<Between> {
  const archives: boolean[] = [];
  const server = createServer((asked, response) => {
    const isArchive = asked.url?.includes('module.tar.gz') ?? false;
    if (isArchive) archives.push(asked.headers.authorization !== undefined);
    request({ port: target, host: '127.0.0.1', path: asked.url, method: asked.method, headers: asked.headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.on('data', (chunk: Buffer) => {
        // In the header of gzip, the system is a byte that no reader looks at.
        const other = Buffer.from(chunk).fill(3, 9, 10);
        response.write(isArchive ? other : chunk);
      });
      answer.on('end', () => response.end());
    }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, archives, stop: () => void server.close().closeAllConnections() };
}

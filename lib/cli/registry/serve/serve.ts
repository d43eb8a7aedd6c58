import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import * as path from 'node:path';
import { showPath } from '../../../core/problems';
import { Status } from '../../decide';
import { visible } from '../../output';
import type { Output } from '../../output';
import { Refusal, Trouble } from '../../refusal';
import { DISCOVERY_FILE } from '../layout';
import { Bucket, isBucket } from './bucket';
import { Folder } from './folder';
import { Metrics } from './metrics';
import { serverOf } from './server';
import type { Log } from './server';
import { Store } from './store';
import type { Files } from './store';
import { tokensIn } from './tokens';
import type { Token } from './tokens';

/** The options of `golden-path registry serve`. */
export interface ServeOptions {
  readonly root: string;
  readonly listen: string;
  readonly tokens?: string;
  readonly public?: boolean;
  readonly signingKey?: string;
  /** The seconds that a client has. */
  readonly timeout: number;
}

const SHORTEST_KEY = 32;

/** Serves a registry until SIGTERM or SIGINT. Requests that have begun are answered then. */
export async function serveRegistry(options: ServeOptions, output: Output): Promise<Status> {
  const refusal = new Refusal('registry serve');
  const listen = refusal.attempt('--listen', () => addressIn(options.listen));
  const files = refusal.attempt(showPath(options.root), () => filesIn(options.root));
  const tokens = refusal.attempt('--tokens', () => tokensOf(options));
  const key = refusal.attempt('--signing-key', () => keyOf(options.signingKey));
  refusal.throwIfAny();
  const log: Log = (entry) => output.print(`${visible(JSON.stringify({ time: new Date().toISOString(), ...entry }))}\n`);
  const registry = { store: new Store(files!), metrics: new Metrics(), tokens, key: key!, now: Date.now };
  const timeout = options.timeout * 1000;
  const server = serverOf(registry, log, timeout);
  await listening(server, listen!);
  const { address, port } = server.address() as AddressInfo;
  log({ level: 'info', message: 'listening', address, port, tokens: tokens?.length ?? 0 });
  const signal = await stopped();
  log({ level: 'info', message: 'stopping', signal });
  await closed(server, timeout);
  return Status.DONE;
}

function addressIn(text: string): { host: string; port: number } {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(text);
  if (found === null || Number(found[2]) > 65535) throw new Trouble(text.slice(0, 80), 'an address and a port', 'write 127.0.0.1:8080');
  return { host: found[1].replace(/[[\]]/g, ''), port: Number(found[2]) };
}

function filesIn(root: string): Files {
  if (isBucket(root)) return new Bucket(root, process.env, Date.now);
  if (fs.existsSync(path.join(root, DISCOVERY_FILE))) return new Folder(root);
  throw new Trouble(`a folder without ${DISCOVERY_FILE}`, 'what golden-path registry build wrote', 'check --root');
}

function tokensOf(options: ServeOptions): readonly Token[] | undefined {
  if (options.public) return undefined;
  if (options.tokens !== undefined) return tokensIn(options.tokens);
  throw new Trouble('nothing', 'a file of tokens', 'add --tokens <file>, or --public if everybody may read the modules');
}

function keyOf(file: string | undefined): Buffer {
  if (file === undefined) return randomBytes(SHORTEST_KEY);
  const key = fs.readFileSync(file);
  if (key.length >= SHORTEST_KEY) return key;
  throw new Trouble(`${key.length} bytes`, `at least ${SHORTEST_KEY}`, `write them with openssl rand -hex ${SHORTEST_KEY}`);
}

async function listening(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function stopped(): Promise<string> {
  return new Promise((resolve) => {
    const signals: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
    const stop = (signal: NodeJS.Signals): void => {
      for (const each of signals) process.removeListener(each, stop);
      resolve(signal);
    };
    for (const each of signals) process.on(each, stop);
  });
}

/** Ends a server: idle connections at once, others when they are answered or have taken too long. */
async function closed(server: ReturnType<typeof serverOf>, timeout: number): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), timeout);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(late);
}

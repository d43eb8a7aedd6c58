import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../ports';
import { refOf, type Entity } from './entity';

/** The program that is the backend. */
const PROGRAM = join(__dirname, '..', '..', 'backstage', 'backend.mjs');

const START_SECONDS = 90;
const STOP_SECONDS = 5;
/** Relations are joined after the entities; nothing says when the last one is. */
const QUIET_SECONDS = 3;
const INGEST_SECONDS = 60;

/** What a backend reads and is allowed. */
export interface BackendOptions {
  /** Where its packages are. */
  readonly installed: string;
  /** A folder for its configuration and for what tasks write. */
  readonly work: string;
  /** Files of entities. */
  readonly files: readonly string[];
  /** Further configuration, such as of integrations. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Folders of further modules. */
  readonly modules?: readonly string[];
}

/** An answer of the backend. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** A Backstage backend on a free port of 127.0.0.1, with its data in memory. */
export class Backend {
  private static readonly KINDS = ['Component', 'API', 'Resource', 'System', 'Domain', 'Group', 'User', 'Location', 'Template'];

  /** Starts one, and waits until it answers. */
  public static async start(options: BackendOptions): Promise<Backend> {
    const port = await freePort();
    const { installed, work, modules = [] } = options;
    const config = join(work, 'app-config.json');
    writeFileSync(config, JSON.stringify(configurationOf(options, port, Backend.KINDS)));
    const args = ['--no-node-snapshot', PROGRAM, '--config', config, ...modules.flatMap((folder) => ['--module', folder])];
    const env = { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'info', NO_COLOR: '1' };
    const child = spawn(process.execPath, args, { cwd: installed, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const backend = new Backend(`http://127.0.0.1:${port}`, child);
    try {
      await backend.ready();
    } catch (error) {
      await backend.stop();
      throw error;
    }
    return backend;
  }

  private readonly lines: string[] = [];

  private constructor(
    private readonly url: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8');

      stream.on('data', (text: string) => void this.lines.push(...text.replace(/\u001b\[\d*m/g, '').split('\n').filter(Boolean)));
    }
  }

  /** All that it printed. */
  public get printed(): readonly string[] {
    return this.lines;
  }

  /** What it printed of warnings and errors. */
  public get complaints(): string[] {
    return this.lines.filter((line) => /^\S+ \S+ (warn|error) /.test(line));
  }

  public async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${this.url}${path}`, { method, ...sent });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** As `ask`, where anything but success is an error. */
  public async need<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const answer = await this.ask<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** All entities but those that stand for the places that they come from, once nothing is added any more. */
  public async entities(): Promise<Entity[]> {
    const end = Date.now() + INGEST_SECONDS * 1000;
    let before = '';
    for (let since = Date.now(); Date.now() - since < QUIET_SECONDS * 1000 || before === '[]';) {
      if (Date.now() > end) throw new Error(`the catalog is not at rest after ${INGEST_SECONDS} seconds`);
      const now = JSON.stringify(await this.readEntities());
      if (now !== before) since = Date.now();
      before = now;
      await wait(250);
    }
    return JSON.parse(before) as Entity[];
  }

  /** Has what the catalog holds now indexed. */
  public async index(): Promise<void> {
    await this.need('POST', '/api/search/.backstage/scheduler/v1/tasks/search_index_software_catalog/trigger');
  }

  /** The references of the entities that a search finds. */
  public async search(term: string): Promise<string[]> {
    interface Found { readonly results: readonly { readonly document: { readonly location: string } }[] }
    const { results } = await this.need<Found>('GET', `/api/search/query?term=${encodeURIComponent(term)}`);
    // Such as /catalog/default/component/payment-service.
    return results.map(({ document }) => document.location.split('/').slice(-3)).map(([namespace, kind, name]) => `${kind}:${namespace}/${name}`);
  }

  /** Ends the backend, whatever it is doing. */
  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_SECONDS * 1000);
    await closed;
    clearTimeout(timer);
  }

  private async readEntities(): Promise<Entity[]> {
    const all = await this.need<Entity[]>('GET', '/api/catalog/entities?order=asc:metadata.uid');
    const named = all.filter(({ kind, metadata }) => kind !== 'Location' || !metadata.name.startsWith('generated-'));
    return named.sort((one, other) => (refOf(one) < refOf(other) ? -1 : 1));
  }

  private async ready(): Promise<void> {
    const end = Date.now() + START_SECONDS * 1000;
    while (Date.now() < end) {
      if (this.child.exitCode !== null) break;
      const response = await fetch(`${this.url}/.backstage/health/v1/readiness`).catch(() => undefined);
      if (response?.ok) return;
      await wait(200);
    }
    throw new Error(`Backstage does not start; it printed:\n${this.lines.slice(-20).join('\n')}`);
  }
}

function configurationOf({ work, files, config = {} }: BackendOptions, port: number, kinds: readonly string[]): object {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    ...config,
    app: { title: 'conformance', baseUrl },
    organization: { name: 'acme' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
      workingDirectory: work,
    },
    catalog: {
      rules: [{ allow: kinds }],
      locations: files.map((target) => ({ type: 'file', target })),
    },
  };
}

import { readLock } from '../../../lib/cli/dora/read-lock';
import { send } from '../../../lib/cli/dora/send';
import type { Store } from '../../../lib/reports/cache/cache';
import { Client } from '../../../lib/reports/client/client';
import type { ClientOptions } from '../../../lib/reports/client/client';
import type { Clock, HttpRequest, HttpResponse } from '../../../lib/reports/client/transport';
import type { ReportsConfig } from '../../../lib/reports/config/config';
import { collect } from '../../../lib/reports/facts/collect';
import type { Fact, Missing, ServiceFacts } from '../../../lib/reports/facts/facts';
import { withToken } from '../../../lib/reports/github/app-token';
import { GOLDEN_WINDOW } from './golden-figures';
import type { ReportsServer } from './server';

/** The time at which the golden organisation is looked at. */
export const NOW = Date.parse('2026-03-30T06:00:00Z');

/** A clock that passes only when somebody sleeps. */
export class TestClock implements Clock {
  public slept = 0;
  private time: number;

  public constructor(start = NOW) {
    this.time = start;
  }

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number): Promise<void> {
    this.slept += milliseconds;
    this.time += milliseconds;
    return Promise.resolve();
  }
}

/** A store in memory. */
export class MemoryStore implements Store {
  public readonly files = new Map<string, string[]>();

  public read(name: string): Promise<readonly string[]> {
    return Promise.resolve([...(this.files.get(name) ?? [])]);
  }

  public append(name: string, line: string): Promise<void> {
    const lines = this.files.get(name) ?? [];
    lines.push(line);
    this.files.set(name, lines);
    return Promise.resolve();
  }

  public replace(name: string, lines: readonly string[]): Promise<void> {
    this.files.set(name, [...lines]);
    return Promise.resolve();
  }
}

export interface Collected {
  readonly facts: Fact[];
  readonly services: ServiceFacts[];
  readonly missing: Missing[];
}

interface Options extends Partial<ClientOptions> {
  readonly store?: Store;
  readonly timeoutMs?: number;
  readonly window?: typeof GOLDEN_WINDOW;
}

/** Reads the facts of a configuration from a server. */
export async function collected(server: ReportsServer, config: ReportsConfig, options: Options = {}): Promise<Collected> {
  const services: ServiceFacts[] = [];
  const clock = options.clock ?? new TestClock();
  const client = (baseUrl: string) => new Client({
    send: async (request: HttpRequest): Promise<HttpResponse> => send(request, options.timeoutMs ?? 2000),
    clock,
    authorize: withToken('the-token'),
    baseUrl,
    headers: {},
    atOnce: 4,
    freshSince: Infinity,
    isOffline: false,
    ...options,
  });
  const missing = await collect({
    github: client(`${server.origin}/github`),
    pagerduty: client(`${server.origin}/pagerduty`),
    store: options.store ?? new MemoryStore(),
    config,
    readLock,
    window: options.window ?? GOLDEN_WINDOW,
    now: NOW,
    take: (facts) => void services.push(facts),
  });
  services.sort((one, other) => (one.service < other.service ? -1 : 1));
  const facts = services.flatMap(({ deployments, changes, incidents }) => [...deployments, ...changes, ...incidents]);
  return { services, missing, facts };
}

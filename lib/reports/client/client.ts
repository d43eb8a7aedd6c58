import type { Entry, Partition } from '../cache/cache';
import { iso } from '../metrics/time';
import { isLimited, waitAfter, waitBeforeNext } from './limits';
import { nextPage, originOf, pathOf } from './links';
import { WrongShape } from './shape';
import type { Pick } from './shape';
import { Slots } from './slots';
import type { Authorize, Clock, HttpResponse, Send } from './transport';
import { Unavailable } from './unavailable';

/** How often a request is sent before it is given up. */
const ATTEMPTS = 5;

/** The first wait after a fault, which doubles. */
const FIRST_WAIT = 1000;

/** A longer wait for a limit is not a wait: GitHub's is an hour. */
const LONGEST_WAIT = 65 * 60_000;

/** The last time that a Date can hold: a header may name a later one. */
const LATEST = 8_640_000_000_000_000;

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 307, 308];

/** Answers that are final words, and no faults: there is no such thing, or nothing to compare. */
const ABSENT = [404, 409, 410, 422, 451];

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'the token is not accepted (HTTP 401)',
  403: 'the token may not read it (HTTP 403)',
};

/** What a client works with. */
export interface ClientOptions {
  readonly send: Send;
  readonly clock: Clock;
  readonly authorize: Authorize;
  /** The address of the API, without a slash at its end. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests may be on their way at once. */
  readonly atOnce: number;
  /** Answers that were cached since this time need no second look, in milliseconds. */
  readonly freshSince: number;
  /** Whether only the cache may answer. */
  readonly isOffline: boolean;
  /** Hears of each request that was answered, and of waits. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a client did so far. */
export interface Progress {
  readonly requests: number;
  readonly cached: number;
  /** Until when it waits for a limit, in milliseconds. */
  readonly waitingUntil?: number;
}

/** What is read, and what is known of it. */
export interface Reading<T> {
  readonly pick: Pick<T>;
  /** Whether what was read can never change. */
  readonly isFinal?: (body: T) => boolean;
  /** What the entry of the cache is called, if not by its address: it then changes with what it depends on. */
  readonly key?: string;
}

/** What was read; nothing if there is no such thing. */
export interface Answer<T> {
  readonly body?: T;
  readonly next?: string;
}

/**
 * Reads an API through a cache: a bounded number of requests at a time, again after a fault, slower when the API says so, and only
 * once. What cannot be read is Unavailable; nothing is ever half read.
 */
export class Client {
  private readonly slots: Slots;
  private requests = 0;
  private cached = 0;
  private pausedUntil = 0;

  public constructor(private readonly options: ClientOptions) {
    this.slots = new Slots(options.atOnce);
  }

  /** Reads one page at a path. */
  public async read<T>(partition: Partition, path: string, reading: Reading<T>): Promise<Answer<T>> {
    const key = reading.key ?? path;
    const before = partition.get(key);
    const { freshSince, isOffline } = this.options;
    if (before && (before.isFinal || before.at >= freshSince || isOffline)) {
      this.cached += 1;
      return answerOf<T>(before);
    }
    if (isOffline) throw new Unavailable(path, 'it is not in the cache, and nothing is asked with --offline');
    return this.slots.run(() => this.ask(partition, key, path, reading, before));
  }

  /** Reads all pages from a path on, until one says that it is enough. */
  public async readAll<T>(
    partition: Partition,
    path: string,
    reading: Omit<Reading<T[]>, 'key'>,
    isEnough: (page: readonly T[]) => boolean = () => false,
  ): Promise<T[] | undefined> {
    const all: T[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const { body, next: following }: Answer<T[]> = await this.read(partition, next, reading);
      if (body === undefined) return next === path ? undefined : failPage(next);
      all.push(...body);
      next = isEnough(body) ? undefined : following;
    }
    return all;
  }

  private async ask<T>(partition: Partition, key: string, path: string, reading: Reading<T>, before?: Entry): Promise<Answer<T>> {
    let why = '';
    let { renew } = this.options.authorize;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const result = await this.attempt(path, before?.etag);
      if (typeof result === 'string') why = result;
      else if (result.status === 401 && renew) {
        // Clocks differ: the token ended before it was expected to.
        renew();
        renew = undefined;
        continue;
      } else if (isLimited(result)) {
        why = 'too many requests';
        this.pause(waitAfter(result, attempt, this.options.clock.now()));
        continue;
      } else {
        const done = await this.settle(partition, key, result, reading, before);
        if (typeof done !== 'string') return done;
        why = done;
        if (isRefusal(result.status)) throw new Unavailable(path, why);
      }
      if (attempt < ATTEMPTS) await this.options.clock.sleep(FIRST_WAIT * 2 ** (attempt - 1));
    }
    throw new Unavailable(path, `${why}, ${ATTEMPTS} times`);
  }

  /** Sends one request and its redirects. Returns what went wrong on the way as text. */
  private async attempt(path: string, etag?: string): Promise<HttpResponse | string> {
    const { authorize, baseUrl, clock, headers, send } = this.options;
    const conditional: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    let url = path.startsWith('/') ? `${baseUrl}${path}` : path;
    try {
      for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
        await this.waitForPause(path);
        const response = await send({ method: 'GET', url, headers: { ...headers, ...conditional, ...(await authorize()) } });
        this.requests += 1;
        this.pause(waitBeforeNext(response, clock.now()));
        if (!REDIRECTS.includes(response.status)) return response;
        url = new URL(response.headers.location ?? '', url).href;
        // The token is for this API and for nobody else.
        if (originOf(url) !== originOf(baseUrl)) throw new Unavailable(path, 'it was moved to another server');
      }
      return 'redirected without end';
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      return `no whole response (${(error as Error).message})`;
    }
  }

  /** Takes a response into the cache. Returns what is wrong with it as text. */
  private async settle<T>(
    partition: Partition,
    key: string,
    response: HttpResponse,
    { pick, isFinal }: Reading<T>,
    before?: Entry,
  ): Promise<Answer<T> | string> {
    const at = this.options.clock.now();
    const { headers, status } = response;
    if (status === 304 && before) {
      await partition.confirm(key, at);
      return answerOf<T>(before);
    }
    if (ABSENT.includes(status)) {
      await partition.put(key, { status, body: undefined, at, isFinal: false });
      return {};
    }
    if (status !== 200) return REFUSALS[status] ?? `HTTP ${status}`;
    try {
      const body = pick(JSON.parse(response.text));
      const next = nextPage(headers.link, this.options.baseUrl);
      const entry = { status, body, etag: headers.etag, next, at, isFinal: isFinal?.(body) ?? false };
      await partition.put(key, entry);
      return answerOf<T>(entry);
    } catch (error) {
      if (error instanceof WrongShape) return `an answer that is not what the API describes: ${error.message}`;
      if (error instanceof SyntaxError) return 'an answer that is not whole';
      throw error;
    }
  }

  private pause(milliseconds: number): void {
    this.pausedUntil = Math.min(LATEST, Math.max(this.pausedUntil, this.options.clock.now() + milliseconds));
    this.report();
  }

  /** Waits for the end of a limit. Throws Unavailable if that is further away than a limit of GitHub's can be. */
  private async waitForPause(path: string): Promise<void> {
    for (let left = this.pausedUntil - this.options.clock.now(); left > 0; left = this.pausedUntil - this.options.clock.now()) {
      if (left > LONGEST_WAIT) {
        const why = `too many requests until ${iso(this.pausedUntil)}, which is more than an hour away`;
        throw new Unavailable(path, `${why}; run again then, or correct the clock`);
      }
      await this.options.clock.sleep(left);
    }
  }

  private report(): void {
    const { requests, cached, pausedUntil } = this;
    const isWaiting = pausedUntil > this.options.clock.now();
    this.options.onProgress?.({ requests, cached, ...(isWaiting && { waitingUntil: pausedUntil }) });
  }
}

/** Whether asking again would be answered in the same way. */
function isRefusal(status: number): boolean {
  return status >= 300 && status < 500 && status !== 408;
}

function answerOf<T>({ body, next, status }: Entry): Answer<T> {
  return status === 200 ? { body: body as T, ...(next !== undefined && { next }) } : {};
}

function failPage(path: string): never {
  throw new Unavailable(pathOf(path), 'a page of the list is missing');
}

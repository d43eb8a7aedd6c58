import { setTimeout as sleep } from 'node:timers/promises';
import { isRateLimit, messageOf, valueAt, waitOf } from './answer';
import type { ActionFailure } from './problems';
import { failure } from './problems';

/** How patient a client is. */
export interface Timing {
  /** For one attempt, with its whole answer. */
  readonly timeoutMs: number;
  readonly attempts: number;
  /** The pause before the second attempt; it doubles from one to the next. */
  readonly pauseMs: number;
  /** If an API asks for a longer pause, the action fails and says so. */
  readonly longestPauseMs: number;
}

export const TIMING: Timing = { timeoutMs: 15_000, attempts: 4, pauseMs: 500, longestPauseMs: 60_000 };

const LONGEST_MESSAGE = 300;

/** What the client has to know of a system. */
export interface HttpSystem {
  /** As errors call it. */
  readonly name: string;
  readonly baseUrl: string;
  /** What to do about an answer of this status. */
  readonly fixes: Readonly<Record<number, string>>;
  /** Further answers that a later attempt may turn into a success. */
  readonly retried?: readonly number[];
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Each segment is encoded on its own. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Answers outside of 2xx that the caller handles. */
  readonly expect?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined if the answer has no body. */
  readonly json: unknown;
  /** For an error, if this answer is not what was hoped for. */
  readonly refusal: () => ActionFailure;
  /** The text below some keys; an error if the answer has none. */
  readonly text: (...keys: string[]) => string;
}

/**
 * Sends JSON to one system and reads its JSON, with a bound on time and attempts.
 *
 * Every request may be sent again after a cut connection, although the system may have done it: what the actions create has unique
 * names, so that the second request finds out, or is content-addressed, so that it does not matter.
 */
export class HttpClient {
  private readonly system: HttpSystem;
  private readonly secrets = new Set<string>();

  public constructor(
    system: HttpSystem,
    private readonly signal?: AbortSignal,
    private readonly timing: Timing = TIMING,
  ) {
    this.system = { ...system, baseUrl: system.baseUrl.replace(/\/+$/, '') };
  }

  /** Registers a text that no error may contain. */
  public hide(secret: string): void {
    if (secret !== '') this.secrets.add(secret);
  }

  public async send(request: HttpRequest): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.attempt(request);
      if (!(result instanceof Again)) return result;
      if (attempt >= this.timing.attempts) throw result.reason;
      await this.pause(result, attempt);
    }
  }

  private async attempt(request: HttpRequest): Promise<HttpAnswer | Again> {
    if (this.signal?.aborted) throw this.cancelled(request);
    const url = this.urlOf(request);
    let response: Response;
    let body: string;
    try {
      response = await fetch(url, this.optionsOf(request));
      body = await response.text();
    } catch (error) {
      if (this.signal?.aborted) throw this.cancelled(request);
      return new Again(this.unreachable(request, error));
    }
    return this.judge(request, response, body);
  }

  private judge(request: HttpRequest, response: Response, body: string): HttpAnswer | Again {
    const { status, headers } = response;
    const json = parsed(body);
    const refusal = (): ActionFailure => this.refusal(request, status, messageOf(json));
    const passing = isRateLimit(status, headers) || status >= 500 || this.system.retried?.includes(status);
    if (!response.ok && !request.expect?.includes(status)) {
      if (passing) return new Again(refusal(), waitOf(headers, Date.now()));
      throw refusal();
    }
    if (response.ok && json === NOT_JSON) throw this.unreadable(request, `an answer with status ${status} that is not JSON`);
    return {
      status,
      headers,
      json: json === NOT_JSON ? undefined : json,
      refusal,
      text: (...keys) => {
        const value = valueAt(json, ...keys);
        if (typeof value === 'string' && value !== '') return value;
        throw this.unreadable(request, `an answer without the text '${keys.join('.')}'`);
      },
    };
  }

  private async pause({ reason, waitMs }: Again, attempt: number): Promise<void> {
    const { pauseMs, longestPauseMs } = this.timing;
    if (waitMs !== undefined && waitMs > longestPauseMs) {
      const [problem] = reason.problems;
      const got = `${problem.got}, and a request to wait ${Math.ceil(waitMs / 1000)} s`;
      throw failure('unavailable', {
        path: problem.path,
        got,
        allowed: `a pause of at most ${longestPauseMs / 1000} s`,
        fix: 'run the step again after that time',
      });
    }
    const doubled = pauseMs * 2 ** (attempt - 1);
    // Half of it by chance, so that tasks that failed together do not come back together.
    const waited = waitMs ?? doubled / 2 + (Math.random() * doubled) / 2;
    await sleep(waited, undefined, { signal: this.signal }).catch(() => undefined);
  }

  private urlOf({ path, query = {} }: HttpRequest): string {
    // A URL would drop them, and be another one.
    const lost = path.find((segment) => ['', '.', '..'].includes(segment));
    if (lost !== undefined) {
      const where = `${this.system.name}: /${path.join('/')}`;
      throw failure('input', { path: where, got: `a segment '${lost}'`, allowed: 'names', fix: 'correct the name' });
    }
    const search = new URLSearchParams(query).toString();
    return `${this.system.baseUrl}/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
  }

  private optionsOf({ method, headers = {}, body }: HttpRequest): RequestInit {
    const timeout = AbortSignal.timeout(this.timing.timeoutMs);
    return {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      // fetch would take a header such as X-Vault-Token along to another host.
      redirect: 'manual',
      signal: this.signal ? AbortSignal.any([this.signal, timeout]) : timeout,
    };
  }

  private refusal(request: HttpRequest, status: number, message: string): ActionFailure {
    const kind = status === 401 || status === 403 ? 'denied' : status === 429 || status >= 500 ? 'unavailable' : 'conflict';
    const got = message === '' ? `status ${status}` : `status ${status}: ${this.clean(message)}`;
    const moved = status >= 300 && status < 400;
    const fix = moved ? 'it moved: give its present name or address' : (this.system.fixes[status] ?? this.fixFor(status));
    return failure(kind, { path: this.pathOf(request), got, allowed: 'a status from 200 to 299', fix });
  }

  private fixFor(status: number): string {
    return status >= 500 || status === 429
      ? `run the step again when ${this.system.name} answers: it continues where it stopped`
      : `correct what ${this.system.name} refuses`;
  }

  private unreachable(request: HttpRequest, error: unknown): ActionFailure {
    const { name, cause } = error as Error;
    const code = valueAt(cause, 'code') ?? (cause instanceof Error ? cause.message : name);
    const got = name === 'TimeoutError' ? `no answer within ${this.timing.timeoutMs / 1000} s` : `no answer (${this.clean(String(code))})`;
    return failure('unavailable', {
      path: this.pathOf(request),
      got,
      allowed: 'an answer',
      fix: `check that ${this.system.name} is reachable from Backstage's backend`,
    });
  }

  private unreadable(request: HttpRequest, got: string): ActionFailure {
    return failure('unavailable', {
      path: this.pathOf(request),
      got,
      allowed: `the JSON that ${this.system.name} documents`,
      fix: 'check the address in app-config.yaml',
    });
  }

  private cancelled(request: HttpRequest): ActionFailure {
    return failure('cancelled', {
      path: this.pathOf(request),
      got: 'a cancelled task',
      allowed: 'a running task',
      fix: 'run the step again: it continues where it stopped',
    });
  }

  private pathOf({ method, path }: HttpRequest): string {
    return `${this.system.name}: ${method} /${path.join('/')}`;
  }

  /** Without secrets, and then short: half a secret would not be found. */
  private clean(text: string): string {
    const cleaned = [...this.secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    return cleaned.length <= LONGEST_MESSAGE ? cleaned : `${cleaned.slice(0, LONGEST_MESSAGE)}…`;
  }
}

/** An attempt that may be made again. */
class Again {
  public constructor(
    public readonly reason: ActionFailure,
    public readonly waitMs?: number,
  ) {}
}

const NOT_JSON = Symbol('not JSON');

function parsed(body: string): unknown {
  if (body.trim() === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return NOT_JSON;
  }
}

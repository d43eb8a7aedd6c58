import type { RunningService } from './running-service';

/** A request, how it has to be answered, and how it has to be seen. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  /** Absent if there is no such route. */
  readonly route?: string;
}

/** What a user typed, which nobody may find in logs and metrics. */
export const TYPED = 'Grace-Hopper';

const REQUESTS: readonly (Sent & { readonly times: number })[] = [
  { times: 20, method: 'GET', path: `/greetings/${TYPED}?token=${TYPED}`, status: 200, route: '/greetings/{name}' },
  { times: 15, method: 'POST', path: '/greetings', body: { name: TYPED }, status: 201, route: '/greetings' },
  { times: 5, method: 'POST', path: '/greetings', body: { name: TYPED.repeat(10) }, status: 400, route: '/greetings' },
  { times: 5, method: 'POST', path: '/greetings', body: { name: 5 }, status: 400, route: '/greetings' },
  { times: 5, method: 'GET', path: `/nowhere/${TYPED}`, status: 404 },
];

/** Fifty requests. */
export const SENT: readonly Sent[] = REQUESTS.flatMap(({ times, ...sent }) => Array.from({ length: times }, () => sent));

/** The trace that request `index` says it belongs to. */
export function traceOf(index: number): string {
  return (index + 1).toString(16).padStart(32, 'a');
}

/** Sends them all, and says what was answered otherwise than it should be. */
export async function sendAll(service: RunningService): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, { method, path, body, status }] of SENT.entries()) {
    const headers = { 'content-type': 'application/json', 'traceparent': `00-${traceOf(index)}-00f067aa0ba902b7-01` };
    const answer = await service.request(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (answer.status !== status) problems.push(`${method} ${path}: answered ${answer.status}, not ${status}`);
    const expected = status < 300 ? 'message' : 'error';
    if (!(expected in (JSON.parse(answer.body) as object))) problems.push(`${method} ${path}: the answer has no ${expected}`);
  }
  return problems;
}

import type { HttpResponse } from './transport';

/** What GitHub asks for if a response says no time. @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_WAIT = 60_000;

const SECOND = 1000;

/** Whether a response says that there were too many requests: a 429, or GitHub's 403 of either limit. */
export function isLimited({ status, headers, text }: HttpResponse): boolean {
  if (status === 429) return true;
  return status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(text));
}

/**
 * How long to wait after such a response, in milliseconds: as long as it says, else until the limit is reset, else a minute that
 * doubles.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function waitAfter({ headers }: HttpResponse, attempt: number, now: number): number {
  const asked = retryAfter(headers['retry-after'], now);
  if (asked !== undefined) return asked;
  if (headers['x-ratelimit-remaining'] === '0') return untilReset(headers, now) ?? SECONDARY_WAIT;
  // PagerDuty. @see https://developer.pagerduty.com/docs/rest-api-rate-limits
  const seconds = Number(headers['ratelimit-reset']);
  return headers['ratelimit-reset'] !== undefined && seconds >= 0 ? seconds * SECOND : SECONDARY_WAIT * 2 ** (attempt - 1);
}

/** How long to wait before the next request, since this one was the last of the hour; 0 if it was not. */
export function waitBeforeNext({ headers }: HttpResponse, now: number): number {
  return headers['x-ratelimit-remaining'] === '0' ? (untilReset(headers, now) ?? 0) : 0;
}

function untilReset(headers: HttpResponse['headers'], now: number): number | undefined {
  const reset = Number(headers['x-ratelimit-reset']);
  // A second more: clocks differ.
  return Number.isFinite(reset) ? Math.max(0, reset * SECOND - now) + SECOND : undefined;
}

/** Seconds, or a date. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * SECOND;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

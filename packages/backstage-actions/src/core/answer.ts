import { isObject } from './checks';

/**
 * What an API says is wrong, on one line: PagerDuty's `error.message` and `error.errors`, Vault's `errors`, GitHub's `message` and
 * `errors`. Gives '' if it says nothing.
 */
export function messageOf(json: unknown): string {
  if (!isObject(json)) return '';
  const error = isObject(json.error) ? json.error : json;
  const texts = [error.message, ...(Array.isArray(error.errors) ? (error.errors as unknown[]).map(itemText) : [])];
  const text = texts.filter((part): part is string => typeof part === 'string' && part !== '').join('; ');

  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

function itemText(item: unknown): unknown {
  return isObject(item) ? (item.message ?? item.code) : item;
}

/** How long the API asks to wait, in milliseconds; undefined if it does not say. */
export function waitOf(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    const seconds = Number(after);
    const until = Date.parse(after);
    if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
    if (Number.isFinite(until)) return Math.max(0, until - now);
  }
  // PagerDuty: seconds to wait. https://support.pagerduty.com/main/docs/rest-api-rate-limits
  const seconds = numberIn(headers, 'ratelimit-reset');
  if (seconds !== undefined) return seconds * 1000;
  // GitHub: seconds since 1970. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
  const reset = headers.get('x-ratelimit-remaining') === '0' ? numberIn(headers, 'x-ratelimit-reset') : undefined;
  return reset === undefined ? undefined : Math.max(0, reset * 1000 - now);
}

/** GitHub answers 403 both to a request it forbids and to one too many; only the second says how long to wait. */
export function isRateLimit(status: number, headers: Headers): boolean {
  return status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'));
}

function numberIn(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  const number = value === null || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** The value below some keys of an answer, or undefined. */
export function valueAt(json: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
}

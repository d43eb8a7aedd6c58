import { isDay } from '../../core/day';
import { show } from '../../core/problems';
import type { Window } from '../../reports/facts/facts';
import { DAY, iso } from '../../reports/metrics/time';
import { Trouble } from '../refusal';

/** The days before a day, in UTC; before today if none is given. Throws Trouble if it is no day. */
export function windowOf({ until, days }: { readonly until?: string; readonly days: number }, now: Date): Window {
  const last = until ?? now.toISOString().slice(0, 10);
  if (!isDay(last)) throw new Trouble(show(last), 'a day as YYYY-MM-DD', 'correct the date');
  const end = Date.parse(`${last}T00:00:00Z`);
  return { since: iso(end - days * DAY), until: iso(end) };
}

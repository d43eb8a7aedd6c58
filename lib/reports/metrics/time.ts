/** Milliseconds. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_MONDAY = 4 * DAY;

/** A time in milliseconds as facts have it, without fractions of a second. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The Monday, 00:00 UTC, of the week that a time is in. */
export function mondayOf(milliseconds: number): number {
  return milliseconds - ((((milliseconds - FIRST_MONDAY) % WEEK) + WEEK) % WEEK);
}

/**
 * The week of a Monday, such as `2026-W10`.
 *
 * @see https://en.wikipedia.org/wiki/ISO_week_date
 */
export function weekName(monday: number): string {
  const year = new Date(monday + 3 * DAY).getUTCFullYear();
  const first = mondayOf(Date.UTC(year, 0, 4));
  return `${year}-W${String(1 + Math.round((monday - first) / WEEK)).padStart(2, '0')}`;
}

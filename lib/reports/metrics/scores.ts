/** Fewer observations than this are no sample: they get neither a score nor a tier. */
export const TOO_FEW = 5;

/** DORA's categories from the lowest; a value is in the last one whose limit it reaches. Deployments a day. */
const FREQUENCIES = [0, 2 / 365, 1 / 30, 1 / 7, 1, 24];

/** The same for hours, from the best; a value is in the first one whose limit it is under. */
const DURATIONS = [1, 24, 7 * 24, 30 * 24, 182.5 * 24, Infinity];

/**
 * DORA's quick check: the score of a category from 1 to 6, 0 to 10. Two of its answers may describe one frequency, `on demand` and
 * `between once per hour and once per day`; this takes the lower one.
 *
 * @see https://dora.dev/quickcheck/
 */
export function frequencyScore(perDay: number): number {
  return (FREQUENCIES.filter((limit) => perDay >= limit).length - 1) * 2;
}

/** The score of a lead time or recovery time. */
export function durationScore(hours: number): number {
  return (5 - DURATIONS.findIndex((limit) => hours < limit)) * 2;
}

/** The score of a rate in percent. */
export function rateScore(percent: number): number {
  return 10 - percent / 10;
}

/** The tiers of 2023, which DORA's report of 2025 no longer has. */
export type Tier = 'Elite' | 'High' | 'Medium' | 'Low';

/** The tier of a deployment frequency, a day. */
export function frequencyTier(perDay: number): Tier {
  if (perDay >= 1) return 'Elite';
  if (perDay >= 0.14) return 'High';
  return perDay >= 0.03 ? 'Medium' : 'Low';
}

/** The tier of a median lead time, in hours. */
export function leadTimeTier(hours: number): Tier {
  if (hours < 1) return 'Elite';
  if (hours < 24) return 'High';
  return hours < 168 ? 'Medium' : 'Low';
}

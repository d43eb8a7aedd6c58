import { quantile } from './metrics/statistics';
import { DAY, HOUR } from './metrics/time';

/** The middle value, or nothing if there is none. */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

/** A duration in the unit that readers expect, from milliseconds. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const [unit, length] = UNITS.find(([, each]) => milliseconds >= each) ?? UNITS[UNITS.length - 1];
  return `${Math.round((milliseconds / length) * 10) / 10} ${unit}`;
}

const UNITS: readonly (readonly [unit: string, length: number])[] = [['days', DAY], ['h', HOUR], ['min', 60_000], ['s', 1000]];

/** A number with its sign, as a net promoter score is written. */
export function signed(value: number): string {
  const whole = Math.round(value);
  return whole > 0 ? `+${whole}` : String(whole === 0 ? 0 : whole).replace('-', '−');
}

/** The middle value, or nothing if there is none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A duration in the unit that readers expect, from milliseconds. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const [unit, length] = UNITS.find(([, each]) => milliseconds >= each) ?? UNITS[UNITS.length - 1];
  return `${Math.round((milliseconds / length) * 10) / 10} ${unit}`;
}

const UNITS = [
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
].map(([unit, length]) => [unit, length] as [string, number]);

/** A number with its sign, as a net promoter score is written. */
export function signed(value: number): string {
  const whole = Math.round(value);
  return whole > 0 ? `+${whole}` : String(whole === 0 ? 0 : whole).replace('-', '−');
}

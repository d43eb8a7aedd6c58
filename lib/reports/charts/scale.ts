/** A straight mapping of values to places in a picture. */
export type Scale = (value: number) => number;

/** Maps `from` to `to`, both given by their ends. A range without a length maps to the middle. */
export function linear([low, high]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  return (value) => (high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start));
}

/** The ends and steps of an axis that holds these values: at most five steps, each 1, 2 or 5 times a power of ten. */
export function axis(values: readonly number[]): { readonly range: readonly [number, number]; readonly ticks: readonly number[] } {
  const low = Math.min(0, ...values);
  const high = values.every((value) => value === 0) ? 1 : Math.max(0, ...values);
  const step = niceStep((high - low) / 4);
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
  return { range: [ticks[0], ticks[ticks.length - 1]], ticks };
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least * 0.999_999) ?? 10);
}

/** A number without the dust of binary fractions. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** A place in a picture, in tenths. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

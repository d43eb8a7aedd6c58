/** The ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;

/** What lies outside of the interval, at each end. */
const TAIL = 0.025;

/** A seed, so that the same facts give the same report. */
const SEED = 20_090_219;

/**
 * A quantile with linear interpolation between the two nearest values, as `quantile_cont` has it in SQL; nothing of no values.
 *
 * @see https://en.wikipedia.org/wiki/Quantile#Estimating_quantiles_from_a_sample
 */
export function quantile(values: readonly number[], share: number): number | undefined {
  // Typed arrays sort by number by themselves, many times as fast.
  return values.length === 0 ? undefined : ofSorted(new Float64Array(values).sort(), share);
}

function ofSorted(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** The mean, or nothing of no values. */
export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : total(values) / values.length;
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/**
 * A 95 % interval by the percentile bootstrap: the statistic of samples that are drawn from the values with replacement.
 *
 * @see https://en.wikipedia.org/wiki/Bootstrapping_(statistics)
 */
export function bootstrap(values: readonly number[], statistic: (sample: readonly number[]) => number | undefined): Interval | undefined {
  if (values.length === 0) return undefined;
  // Every sample of equal values is the values.
  if (values.every((value) => value === values[0])) return { low: statistic(values)!, high: statistic(values)! };
  const draw = generator(SEED);
  const sample = [...values];
  const results = new Float64Array(RESAMPLES);
  for (let round = 0; round < RESAMPLES; round += 1) {
    for (let index = 0; index < sample.length; index += 1) sample[index] = values[draw(values.length)];
    results[round] = statistic(sample)!;
  }
  results.sort();
  return { low: ofSorted(results, TAIL), high: ofSorted(results, 1 - TAIL) };
}

/**
 * Whole numbers from 0 up to a count that follow from a seed: mulberry32.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md
 */
function generator(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}

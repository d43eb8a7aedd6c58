import type { Measures } from './measures';
import { durationScore, frequencyScore, frequencyTier, leadTimeTier, rateScore, TOO_FEW } from './scores';
import type { Tier } from './scores';
import { bootstrap, mean, quantile } from './statistics';
import type { Interval } from './statistics';
import { DAY, HOUR } from './time';

/** From so many observations on, a figure needs no interval. */
const ENOUGH = 30;

/** What every figure has beside its value. */
interface Sampled {
  /** How many observations it stands for. */
  readonly n: number;
  /** A 95 % interval of the value; absent if n is 0, or 30 or more. */
  readonly interval?: Interval;
  /** DORA's quick-check score, 0 to 10; absent if n is under 5. */
  readonly score?: number;
}

/** Deployments that succeeded; n is their number, also 0. */
export interface Frequency extends Sampled {
  readonly perDay: number;
  readonly perWeek: number;
  readonly tier?: Tier;
}

/** A duration in hours; absent if n is 0. */
export interface Duration extends Sampled {
  readonly medianHours?: number;
  readonly p90Hours?: number;
}

/** The lead time of changes; n is the number of changes. */
export interface LeadTime extends Duration {
  readonly tier?: Tier;
  /** Changes that their author's clock has after their deployment; they count as 0 hours. */
  readonly skewed: number;
}

/** The time from a failed deployment to its end; n is the number of those that ended. */
export interface RecoveryTime extends Duration {
  /** Failed deployments that nothing ended yet. */
  readonly open: number;
}

/** A share of the deployments that reached production; n is their number. */
export interface Rate extends Sampled {
  readonly percent?: number;
  readonly count: number;
}

/** The five metrics of one scope in one span of time. */
export interface Figures {
  readonly days: number;
  readonly deploymentFrequency: Frequency;
  readonly changeLeadTime: LeadTime;
  readonly changeFailRate: Rate;
  readonly failedDeploymentRecoveryTime: RecoveryTime;
  readonly deploymentReworkRate: Rate;
  /** Deployments that never reached production and so are in no figure. */
  readonly cancelled: number;
  readonly notStarted: number;
}

/** The figures of measures that are all in one span of time, in milliseconds. */
export function figuresOf(measures: Measures, since: number, until: number): Figures {
  const { deployments, changes, cancelled, notStarted } = measures;
  const failed = deployments.filter((each) => each.failed);
  const recoveries = failed.flatMap(({ recovery }) => (recovery === undefined ? [] : [recovery / HOUR]));
  const leads = changes.map(({ lead }) => lead / HOUR);
  const median = quantile(leads, 0.5);
  return {
    days: (until - since) / DAY,
    deploymentFrequency: frequency(deployments.filter((each) => each.succeeded).map(({ at }) => at), since, until),
    changeLeadTime: {
      ...durationOf(leads),
      ...(median !== undefined && leads.length >= TOO_FEW && { tier: leadTimeTier(median) }),
      skewed: changes.filter(({ skewed }) => skewed).length,
    },
    changeFailRate: rateOf(deployments.map((each) => each.failed)),
    failedDeploymentRecoveryTime: { ...durationOf(recoveries), open: failed.length - recoveries.length },
    deploymentReworkRate: rateOf(deployments.map(({ unplanned }) => unplanned)),
    cancelled: cancelled.length,
    notStarted: notStarted.length,
  };
}

/** The interval comes from the numbers of deployments of the days. */
function frequency(times: readonly number[], since: number, until: number): Frequency {
  const days = (until - since) / DAY;
  const n = times.length;
  const perDay = n / days;
  const counts = new Array<number>(Math.ceil(days)).fill(0);
  for (const at of times) counts[Math.floor((at - since) / DAY)] += 1;
  return {
    n,
    perDay,
    perWeek: perDay * 7,
    ...interval(n, () => bootstrap(counts, mean)),
    ...(n >= TOO_FEW && { score: frequencyScore(perDay), tier: frequencyTier(perDay) }),
  };
}

function durationOf(hours: readonly number[]): Duration {
  const n = hours.length;
  const [medianHours, p90Hours] = [quantile(hours, 0.5), quantile(hours, 0.9)];
  if (medianHours === undefined) return { n };
  return {
    n,
    medianHours,
    p90Hours,
    ...interval(n, () => bootstrap(hours, (sample) => quantile(sample, 0.5))),
    ...(n >= TOO_FEW && { score: durationScore(medianHours) }),
  };
}

function rateOf(hits: readonly boolean[]): Rate {
  const [n, count] = [hits.length, hits.filter(Boolean).length];
  if (n === 0) return { n, count };
  const percent = (100 * count) / n;
  return {
    n,
    count,
    percent,
    ...interval(n, () => bootstrap(hits.map((hit) => (hit ? 100 : 0)), mean)),
    ...(n >= TOO_FEW && { score: rateScore(percent) }),
  };
}

function interval(n: number, make: () => Interval | undefined): { readonly interval?: Interval } {
  const made = n > 0 && n < ENOUGH ? make() : undefined;
  return made ? { interval: made } : {};
}

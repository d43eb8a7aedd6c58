import type { Figures } from '../metrics/figures';
import { TOO_FEW } from '../metrics/scores';
import type { Interval } from '../metrics/statistics';

/** A metric as a report shows it. */
export interface Shown {
  readonly title: string;
  readonly value: string;
  readonly n: number;
  readonly interval: string;
  readonly score: string;
  /** The tier of 2023, if the metric had one in the source that this follows. */
  readonly tier: string;
}

const NONE = 'no figure';

/** The five metrics in words, throughput first. */
export function shown(figures: Figures): readonly Shown[] {
  const { changeFailRate, changeLeadTime, deploymentFrequency, deploymentReworkRate, failedDeploymentRecoveryTime } = figures;
  const { open } = failedDeploymentRecoveryTime;
  const line = (
    title: string,
    value: string,
    { n, interval, score }: { readonly n: number; readonly interval?: Interval; readonly score?: number },
    unit: (each: number) => string,
    tier?: string,
  ): Shown => ({
    title,
    value,
    n,
    interval: interval ? `${unit(interval.low)} to ${unit(interval.high)}` : '–',
    score: n < TOO_FEW ? 'too few' : rounded(score!),
    tier: tier ?? '–',
  });
  const duration = (of: { readonly medianHours?: number; readonly p90Hours?: number }) =>
    of.medianHours === undefined ? NONE : `${hours(of.medianHours)}, 90 % within ${hours(of.p90Hours!)}`;
  const rate = ({ count, percent }: { readonly count: number; readonly percent?: number }) =>
    percent === undefined ? NONE : `${percentage(percent)} (${count})`;
  const tierOf = ({ n, tier }: { readonly n: number; readonly tier?: string }) => (n < TOO_FEW ? 'too few' : tier);
  return [
    line('Change lead time', duration(changeLeadTime), changeLeadTime, hours, tierOf(changeLeadTime)),
    line(
      'Deployment frequency',
      `${rounded(deploymentFrequency.perDay)} a day, ${rounded(deploymentFrequency.perWeek)} a week`,
      deploymentFrequency, (each) => `${rounded(each)} a day`, tierOf(deploymentFrequency),
    ),
    line(
      'Failed deployment recovery time',
      `${duration(failedDeploymentRecoveryTime)}${open > 0 ? `; ${open} not over` : ''}`,
      failedDeploymentRecoveryTime, hours,
    ),
    line('Change fail rate', rate(changeFailRate), changeFailRate, percentage),
    line('Deployment rework rate', rate(deploymentReworkRate), deploymentReworkRate, percentage),
  ];
}

/** A number to two places. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A duration in the unit that readers expect, from hours. */
export function hours(value: number): string {
  if (value < 1) return `${rounded(value * 60)} min`;
  return value < 48 ? `${rounded(value)} h` : `${rounded(value / 24)} days`;
}

/** A share as text. */
export function percentage(value: number): string {
  return `${Math.round(value * 10) / 10} %`;
}

import { Severity } from '../severity';
import { approximately, fraction, times } from './fraction';
import type { Fraction } from './fraction';

/** A window of time, as PromQL writes it. */
export interface Window {
  readonly text: string;
  readonly minutes: number;
}

/** When the error budget is used up too fast. */
export interface BurnWindow {
  /** The share of the budget that is gone after the long window. */
  readonly share: Fraction;
  /** What counts. */
  readonly long: Window;
  /** What has to be as bad still: it ends the alert soon after the cause has ended. */
  readonly short: Window;
  readonly severity: Severity;
}

/** What may be bad, and over which time. */
interface Budget {
  /** A share such as 0.001. */
  readonly budget: Fraction;
  readonly periodDays: number;
}

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;

function window(text: string): Window {
  return { text, minutes: Number.parseInt(text, 10) * MINUTES[text.at(-1) as keyof typeof MINUTES] };
}

function burn(percent: bigint, long: string, short: string, severity: Severity): BurnWindow {
  return { share: fraction(percent, 100n), long: window(long), short: window(short), severity };
}

/**
 * The windows of the SRE workbook: over 30 days, 2 % in an hour is 14.4 times as fast as the budget allows.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#recommended_parameters_for_an_slo_based_a
 */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  burn(2n, '1h', '5m', Severity.PAGE),
  burn(5n, '6h', '30m', Severity.PAGE),
  burn(10n, '1d', '2h', Severity.TICKET),
  burn(10n, '3d', '6h', Severity.TICKET),
];

/** Every window over which the share of bad events is recorded. */
export const RATIO_WINDOWS: readonly Window[] = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map(window);

/** How many times as fast as the budget allows: 14.4 for 2 % of 30 days in an hour. */
export function burnFactor({ long, share }: BurnWindow, periodDays: number): Fraction {
  return times(share, fraction(BigInt(periodDays * MINUTES.d), BigInt(long.minutes)));
}

/** The share of bad events above which an alert is raised. */
export function thresholdOf(burnWindow: BurnWindow, { budget, periodDays }: Budget): Fraction {
  return times(burnFactor(burnWindow, periodDays), budget);
}

/** The windows whose threshold can be exceeded: nothing is worse than bad events alone. */
export function attainable(objective: Budget): BurnWindow[] {
  return BURN_WINDOWS.filter((each) => approximately(thresholdOf(each, objective)) < 1);
}

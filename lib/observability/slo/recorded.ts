/** The labels of every recorded series and alert of an objective. */
export interface ObjectiveLabels {
  readonly environment: string;
  readonly service: string;
  /** The name of the objective. */
  readonly slo: string;
  readonly team: string;
}

/**
 * The names of the recorded series of an objective, one series each: dashboards and alerts read these and not the metrics of pods.
 *
 * @see https://prometheus.io/docs/practices/rules/
 */
export const RECORDED = {
  /** What is promised, as a ratio such as 0.999. */
  objective: 'slo:objective:ratio',
  /** The share of the error budget that is left: 1 is all of it, less than 0 is overspent. */
  budget: 'slo:error_budget_remaining:ratio',
  /** How fast the budget is used now, over 1h: 1 uses up exactly all of it in the period. */
  burnRate: 'slo:burn_rate:ratio_1h',
  /** All events per second, over 5 minutes. */
  events: 'slo:events:rate5m',
  /** Bad events per second, over 5 minutes. */
  badEvents: 'slo:bad_events:rate5m',
} as const;

/** The share of bad events over a window such as `1h`. */
export function errorRatio(window: string): string {
  return `slo:error_ratio:rate${window}`;
}

/** The number of bad events in a window such as `1h`. */
export function badCount(window: string): string {
  return `slo:bad_events:increase${window}`;
}

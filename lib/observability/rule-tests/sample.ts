/** A time with as many good and bad events every minute. */
export interface Phase {
  readonly minutes: number;
  readonly good: number;
  readonly bad: number;
  /** Whether the pods started again, so that their counters begin at 0. */
  readonly restarted?: boolean;
}

/** A series of a test, with one value for each minute. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** The same series, which go on as they end for as many minutes at least: an alert may wait longer than an example lasts. */
export function lasting(series: readonly InputSeries[], minutes: number): InputSeries[] {
  return series.map((each) => ({ ...each, values: lastingAtLeast(each.values, minutes) }));
}

/** The last part of the notation ends with how often its step is taken. */
function lastingAtLeast(values: string, minutes: number): string {
  const count = values.lastIndexOf('x') + 1;
  return values.slice(0, count) + String(Math.max(Number(values.slice(count)), minutes));
}

/** Shows good and bad events as the series that an objective is measured by. */
export interface Sample {
  /** The series of one pod, from the first minute on. */
  readonly history: (phases: readonly Phase[], pod?: string) => InputSeries[];
  /** Whether a minute is either good or bad. */
  readonly wholeMinutes: boolean;
}

/** The values of a counter that grows as a phase says, in the notation of promtool. */
export function counter(phases: readonly Phase[], perMinute: (phase: Phase) => number): string {
  let last: number | undefined;
  return phases
    .map((phase) => {
      const step = perMinute(phase);
      const start = last === undefined || phase.restarted ? 0 : last + step;
      last = start + step * (phase.minutes - 1);
      return `${start}+${step}x${phase.minutes - 1}`;
    })
    .join(' ');
}

/** The values of a gauge that is one of two, by whether the minutes are bad. */
export function gauge(phases: readonly Phase[], good: number, bad: number): string {
  return phases.map((phase) => `${phase.bad > 0 ? bad : good}x${phase.minutes - 1}`).join(' ');
}

/** The values of a gauge that has the time in good minutes, and the same old one in bad ones. */
export function clock(phases: readonly Phase[], old: number): string {
  let minute = 0;
  return phases
    .map(({ bad, minutes }) => {
      const values = bad > 0 ? `${old}x${minutes - 1}` : `${minute * 60}+60x${minutes - 1}`;
      minute += minutes;
      return values;
    })
    .join(' ');
}

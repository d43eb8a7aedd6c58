const MINUTES_OF_DAY = 24 * 60;

/** How often the short forms run that do not run at most once a day. */
const SHORT_GAPS: Readonly<Record<string, number>> = { '@hourly': 60 };

/**
 * The shortest time between two runs of a schedule, in minutes, if every day is one of its days. The schedule is one that Kubernetes
 * reads.
 */
export function shortestGap(schedule: string): number {
  if (schedule.startsWith('@')) return SHORT_GAPS[schedule] ?? MINUTES_OF_DAY;
  const [minutes, hours] = schedule.trim().split(/\s+/);
  const times = valuesOf(hours, 23).flatMap((hour) => valuesOf(minutes, 59).map((minute) => hour * 60 + minute));
  const gaps = times.map((time, index) => (times[index + 1] ?? times[0] + MINUTES_OF_DAY) - time);
  return Math.min(...gaps);
}

/** What a field means: values, ranges and everything, each with or without a step, in their order. */
function valuesOf(field: string, maximum: number): number[] {
  const all = field.split(',').flatMap((item) => {
    const [range, step] = item.split('/');
    const [first, last] = range === '*' || range === '?' ? [0, maximum] : range.split('-').map(Number);
    const end = last ?? (step === undefined ? first : maximum);
    return Array.from({ length: end - first + 1 }, (_, index) => first + index).filter(
      (value) => (value - first) % Number(step ?? 1) === 0,
    );
  });
  return [...new Set(all)].sort((one, other) => one - other);
}

import type { Sample } from './measured/meter';
import { median, medianRatio } from './statistics';

export type Value = (sample: Sample) => number;

/** What a measured process took for its work alone. */
export const workCpu: Value = ({ work }) => work.cpuMs;
export const workWall: Value = ({ work }) => work.wallMs;

/** What the whole process took, with its start and imports. */
export const cpu: Value = (sample) => sample.process.cpuMs;
export const wall: Value = (sample) => sample.process.wallMs;
export const peak: Value = ({ peakMb }) => peakMb;

/** The median of the rounds' ratios. */
export function ratioOf(samples: readonly Sample[], references: readonly Sample[], value: Value): number {
  return medianRatio(samples.map(value), references.map(value));
}

export function middle(samples: readonly Sample[], value: Value): number {
  return median(samples.map(value));
}

export function medianOf(rounds: number): string {
  return rounds === 1 ? 'One round.' : `Median of ${rounds} rounds; the lowest and the highest value are in brackets.`;
}

export function seconds(samples: readonly Sample[], value: Value): string {
  const values = samples.map(value);
  const [middling, least, most] = [median(values), Math.min(...values), Math.max(...values)].map((one) => (one / 1000).toFixed(2));
  return samples.length === 1 ? `${middling} s` : `${middling} s (${least}-${most})`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

export function megabytes(samples: readonly Sample[]): string {
  if (samples.some(({ peakMb }) => Number.isNaN(peakMb))) return 'not measured';
  return `${middle(samples, peak).toFixed(0)} MB`;
}

export function ratio(samples: readonly Sample[], references: readonly Sample[], value: Value): string {
  return ratioOf(samples, references, value).toFixed(2);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

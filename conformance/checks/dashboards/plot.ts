import type { Panel } from '../../../lib/observability/dashboards/grafana';
import type { Series } from '../../referees/prometheus/server';
import { text } from './svg';
import { written } from './units';

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The lines of a panel, and the moments that are marked. */
export interface Plot {
  readonly panel: Panel;
  readonly series: readonly { readonly name: string; readonly samples: Series['samples'] }[];
  readonly start: number;
  readonly end: number;
  readonly marks: readonly number[];
}

const COLOURS = ['#3274d9', '#e0752d', '#299c46', '#8f3bb8', '#c4162a', '#1f78c1', '#b877d9', '#56a64b', '#e02f44', '#64b0c8'];
const SMALL = { size: 10, fill: '#6e7079' };
const AXIS = 66;
const LEGEND_LINE = 15;
const MOST_IN_LEGEND = 4;

/** Lines in a box, with axes, thresholds, marks and a legend. */
export function plot(given: Plot, { height, width, x, y }: Box): string {
  const { unit } = given.panel.fieldConfig.defaults;
  const shown = Math.min(given.series.length, MOST_IN_LEGEND);
  const area = { x: x + AXIS, y: y + 4, width: width - AXIS - 8, height: height - 22 - shown * LEGEND_LINE };
  const lines = given.panel.fieldConfig.defaults.custom?.stacking ? stacked(given.series) : given.series;
  const [low, high] = rangeOf(given, lines.flatMap(({ samples }) => samples.map(([, value]) => value)));
  const px = (time: number) => round(area.x + ((time - given.start) / (given.end - given.start)) * area.width);
  const py = (value: number) => {
    const share = (Math.min(Math.max(value, low), high) - low) / (high - low);
    return round(area.y + area.height * (1 - share));
  };
  const path = (samples: Series['samples']) => (
    samples.map(([time, value], index) => `${index === 0 ? 'M' : 'L'}${px(time)} ${py(value)}`).join('')
  );
  const grid = [0, 0.5, 1].map((share) => {
    const value = low + share * (high - low);
    return `<path d="M${area.x} ${py(value)}H${area.x + area.width}" stroke="#e4e6eb"/>`
      + text(area.x - 6, py(value) + 4, written(value, unit), { anchor: 'end', ...SMALL });
  });
  const times = [0, 0.5, 1].map((share) => {
    const time = given.start + share * (given.end - given.start);
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    return text(px(time), area.y + area.height + 13, new Date(time * 1000).toISOString().slice(11, 16), { anchor, ...SMALL });
  });
  const thresholds = given.panel.fieldConfig.defaults.thresholds.steps
    .filter(({ value }) => value !== null && value > low && value < high)
    .map(({ color, value }) => ({ color, d: `M${area.x} ${py(value!)}H${area.x + area.width}` }))
    .map(({ color, d }) => `<path d="${d}" stroke="${color}" stroke-dasharray="5 3" opacity="0.6"/>`);
  const marks = given.marks
    .filter((time) => time >= given.start && time <= given.end)
    .map((time) => `<path d="M${px(time)} ${area.y}V${area.y + area.height}" stroke="#3274d9" stroke-dasharray="2 2"/>`);
  const drawn = lines.map(({ samples }, index) => (
    `<path d="${path(samples)}" fill="none" stroke="${COLOURS[index % COLOURS.length]}" stroke-width="1.5"/>`
  ));
  const legend = given.series.slice(0, shown).map(({ name, samples }, index) => {
    const at = y + height - (shown - index) * LEGEND_LINE + 8;
    const more = index === shown - 1 && given.series.length > shown ? ` and ${given.series.length - shown} more` : '';
    const last = written(samples.at(-1)?.[1] ?? NaN, unit);
    return `<path d="M${area.x} ${at - 4}h12" stroke="${COLOURS[index % COLOURS.length]}" stroke-width="3"/>`
      + text(area.x + 18, at, `${name}  ${last}${more}`, { size: 10.5 });
  });
  return [...grid, ...times, ...thresholds, ...drawn, ...marks, ...legend].join('');
}

/** Each line on top of those before it. */
function stacked(series: Plot['series']): Plot['series'] {
  const below = new Map<number, number>();
  return series.map(({ name, samples }) => ({
    name,
    samples: samples.map(([time, value]) => {
      const sum = (below.get(time) ?? 0) + value;
      below.set(time, sum);
      return [time, sum] as const;
    }),
  }));
}

function rangeOf({ panel }: Plot, values: readonly number[]): [number, number] {
  const { max, min } = panel.fieldConfig.defaults;
  const finite = values.filter(Number.isFinite);
  const low = min ?? Math.min(...finite, max ?? Infinity);
  const high = Math.max(...finite, max === undefined ? -Infinity : max);
  if (finite.length === 0) return [0, 1];
  return high > low ? [low, max ?? high + (high - low) * 0.08] : [low, low + 1];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

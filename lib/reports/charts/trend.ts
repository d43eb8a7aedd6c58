import { html } from '../html/html';
import type { Html, Part } from '../html/html';
import { svg } from './figure';
import type { Figure } from './figure';
import { axis, linear, place } from './scale';
import type { Scale } from './scale';

/** A value of a trend; a point without one is a gap. */
export interface TrendPoint {
  /** The time, such as a week or a quarter. */
  readonly label: string;
  readonly value?: number;
  /** The ends of its interval, drawn as a bar. */
  readonly low?: number;
  readonly high?: number;
  /** How many observations it stands for. */
  readonly n?: number;
}

/** A value over time. */
export interface Trend {
  readonly id: string;
  readonly title: string;
  /** The name of the column of times, such as `Week`. */
  readonly time: string;
  /** The name of the value, with its unit. */
  readonly unit: string;
  readonly points: readonly TrendPoint[];
  /** A line to compare with. */
  readonly target?: { readonly label: string; readonly value: number };
  /** A value as the table shows it. */
  readonly format: (value: number) => string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 240, 84, 16, 16, 36];

/** More labels would run into each other. */
const MOST_LABELS = 4;

/** A trend as a line with its points, and as a table. */
export function trendFigure(trend: Trend): Figure {
  const { id, title, time, unit, points, format } = trend;
  const known = points.filter(({ value }) => value !== undefined);
  const hasInterval = points.some(({ low }) => low !== undefined);
  const hasN = points.some(({ n }) => n !== undefined);
  const summary = summaryOf(trend, known);
  return {
    id,
    title,
    summary,
    picture: svg(`${title}. ${summary}`, WIDTH, HEIGHT, drawn(trend)),
    columns: [time, unit, ...(hasInterval ? ['95 % interval'] : []), ...(hasN ? ['n'] : [])],
    rows: points.map(({ label, value, low, high, n }) => [
      label,
      value === undefined ? 'no figure' : format(value),
      ...(hasInterval ? [low === undefined || high === undefined ? '–' : `${format(low)} to ${format(high)}`] : []),
      ...(hasN ? [String(n ?? 0)] : []),
    ]),
  };
}

function summaryOf({ points, format, target }: Trend, known: readonly TrendPoint[]): string {
  const last = known[known.length - 1];
  if (!last) return 'No figures yet.';
  const from = known.length > 1 ? `From ${format(known[0].value!)} (${known[0].label}) to` : 'So far';
  const goal = target ? ` ${target.label}: ${format(target.value)}.` : '';
  return `${from} ${format(last.value!)} (${last.label}); ${known.length} of ${points.length} with a figure.${goal}`;
}

function drawn({ points, target, format }: Trend): Part {
  const values = points.flatMap(({ value, low, high }) => [value, low, high].filter((each) => each !== undefined));
  const { range, ticks } = axis([...values, ...(target ? [target.value] : [])]);
  const y = linear(range, [HEIGHT - BOTTOM, TOP]);
  const x = linear([0, Math.max(points.length - 1, 1)], [LEFT + 12, WIDTH - RIGHT - 12]);
  return [
    ticks.map((tick) => gridLine(y(tick), format(tick))),
    target ? targetLine(y(target.value)) : [],
    html`<path class="line" d="${path(points, x, y)}"/>`,
    points.map((point, index) => marks(point, x(index), y)),
    labels(points, x),
  ];
}

function gridLine(y: number, label: string): Html {
  return html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(y)}" y2="${place(y)}"/>
<text class="tick" x="${LEFT - 8}" y="${place(y + 5)}" text-anchor="end">${label}</text>`;
}

function targetLine(y: number): Html {
  return html`<line class="target" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(y)}" y2="${place(y)}"/>`;
}

/** A line through the values, which a missing one interrupts. */
function path(points: readonly TrendPoint[], x: Scale, y: Scale): string {
  return points
    .map(({ value }, index) => {
      if (value === undefined) return '';
      return `${points[index - 1]?.value === undefined ? 'M' : 'L'}${place(x(index))} ${place(y(value))}`;
    })
    .join('');
}

function marks({ value, low, high }: TrendPoint, x: number, y: Scale): Part {
  if (value === undefined) return undefined;
  const interval = low !== undefined && high !== undefined
    ? html`<line class="interval" x1="${place(x)}" x2="${place(x)}" y1="${place(y(low))}" y2="${place(y(high))}"/>`
    : undefined;
  return [interval, html`<circle class="point" cx="${place(x)}" cy="${place(y(value))}" r="4"/>`];
}

function labels(points: readonly TrendPoint[], x: Scale): Part {
  const every = Math.max(1, Math.ceil((points.length - 1) / (MOST_LABELS - 1)));
  return points.map(({ label }, index) => {
    if (index % every !== 0) return undefined;
    const anchor = index === 0 ? 'start' : index === points.length - 1 ? 'end' : 'middle';
    const at = x(index) + { start: points.length > 1 ? -12 : 0, middle: 0, end: 12 }[anchor];
    return html`<text class="tick" x="${place(at)}" y="${HEIGHT - 12}" text-anchor="${anchor}">${label}</text>`;
  });
}

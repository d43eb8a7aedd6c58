import { html } from '../html/html';
import type { Html } from '../html/html';
import { svg } from './figure';
import type { Figure } from './figure';
import { linear, place } from './scale';

/** A share of something. */
export interface Bar {
  readonly label: string;
  /** Between 0 and 1; nothing if it is not measured. */
  readonly share?: number;
  /** Where it comes from, such as `3 of 4`. */
  readonly of: string;
}

/** Shares beside each other. */
export interface Bars {
  readonly id: string;
  readonly title: string;
  /** The name of the column of labels. */
  readonly name: string;
  readonly bars: readonly Bar[];
}

const [WIDTH, LEFT, RIGHT, ROW] = [480, 8, 64, 46];

/** Longer names end in an ellipsis in the picture; the table has them in full. */
const LONGEST_LABEL = 40;

/** Shares as bars from 0 to 100 %, and as a table. */
export function barsFigure({ id, title, name, bars }: Bars): Figure {
  const values = bars.map(({ label, share, of }) => `${label}: ${percent(share)} (${of})`);
  const summary = bars.length === 0 ? 'No figures yet.' : 'Each bar is a share of 100 %.';
  return {
    id,
    title,
    summary,
    picture: svg(`${title}. ${values.join('; ')}`, WIDTH, Math.max(bars.length, 1) * ROW + 4, bars.map(drawn)),
    columns: [name, 'Share', 'Count'],
    rows: bars.map(({ label, share, of }) => [label, percent(share), of]),
  };
}

/** A share in whole per cent. */
export function percent(share: number | undefined): string {
  return share === undefined ? 'not measured' : `${Math.round(share * 100)} %`;
}

function drawn({ label, share }: Bar, index: number): Html {
  const top = index * ROW;
  const x = linear([0, 1], [LEFT, WIDTH - RIGHT]);
  const text = [...label].length > LONGEST_LABEL ? `${[...label].slice(0, LONGEST_LABEL - 1).join('')}…` : label;
  const bar = share === undefined
    ? undefined
    : html`<rect class="bar" x="${LEFT}" y="${top + 22}" width="${place(x(Math.min(share, 1)) - LEFT)}" height="14"/>`;
  const value = share === undefined ? '–' : percent(share);
  return html`<text class="label" x="${LEFT}" y="${top + 16}">${text}</text><rect class="track" x="${LEFT}" y="${top + 22}" width="${
    WIDTH - RIGHT - LEFT
  }" height="14"/>${bar}<text class="label" x="${WIDTH - RIGHT + 8}" y="${top + 35}">${value}</text>`;
}

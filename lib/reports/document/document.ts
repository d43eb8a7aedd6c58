import type { Figure } from '../charts/figure';

/** How a value is judged; a word always says it too, since not everybody sees colours. */
export type Tone = 'good' | 'bad' | 'unknown';

/** A text in a report, as its users wrote it: each form of the report escapes it in its own way. */
export interface Cell {
  readonly text: string;
  /** The web address of what it says. */
  readonly href?: string;
  readonly tone?: Tone;
}

/** Rows below each other. The first cell of a row is its heading. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (Cell | string)[])[];
  /** What stands in the place of a table without rows. */
  readonly empty: string;
}

/** A sentence. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly tone?: Tone;
}

/** Texts below each other. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly (Cell | string)[];
}

/** Words of somebody else. */
export interface Quotes {
  readonly kind: 'quotes';
  readonly texts: readonly string[];
}

/** A picture with its figures. Forms that have no pictures show the figures. */
export interface Chart {
  readonly kind: 'chart';
  readonly figure: Figure;
}

/** A figure at a glance. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  /** Where the figure comes from, such as its n. */
  readonly note: string;
  readonly tone?: Tone;
  readonly href?: string;
}

/** Figures at a glance, beside each other. */
export interface Tiles {
  readonly kind: 'tiles';
  readonly caption: string;
  readonly tiles: readonly Tile[];
}

export type Block = Table | Paragraph | List | Quotes | Chart | Tiles;

/** A part of a report under a heading. */
export interface Section {
  /** Unique on its page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report, in no form yet. */
export interface Report {
  readonly title: string;
  /** What it is about and what time it covers. */
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** A cell by its text. */
export function cell(value: Cell | string): Cell {
  return typeof value === 'string' ? { text: value } : value;
}

/** A sentence of a report. */
export function paragraph(text: string, tone?: Tone): Paragraph {
  return { kind: 'paragraph', text, ...(tone && { tone }) };
}

/** Figures at a glance as a table, for forms that put nothing beside each other. */
export function tileTable({ caption, tiles }: Tiles): Table {
  const rows = tiles.map(({ label, value, note, tone, href }) => [{ text: label, href }, { text: value, ...(tone && { tone }) }, note]);
  return { kind: 'table', caption, columns: ['Figure', 'Value', 'From'], rows, empty: 'No figures yet.' };
}

/** The figures of a chart as a table. */
export function tableOf({ title, columns, rows }: Figure): Table {
  return { kind: 'table', caption: title, columns, rows, empty: 'No figures yet.' };
}

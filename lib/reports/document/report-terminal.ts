import { spelled } from '../html/html';
import { cell, tableOf, tileTable } from './document';
import type { Block, Report, Table } from './document';

const MARKS = { good: 'ok', bad: 'BAD', unknown: '?' } as const;

/** A longer cell is cut, so that a table fits. */
const WIDEST = 60;

/** A report for a terminal. */
export function reportText({ title, lead, sections }: Report): string {
  const parts = sections.map(({ title: heading, blocks }) => {
    const line = plain(heading);
    return `\n${line}\n${'-'.repeat([...line].length)}\n${blocks.map(blockText).join('')}`;
  });
  return `${plain(title)}\n${plain(lead)}\n${parts.join('')}`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'chart':
      return tableText(tableOf(block.figure));
    case 'list':
      return block.items.map((item) => `  - ${plain(cell(item).text)}\n`).join('');
    case 'paragraph':
      return `${block.tone === undefined ? '' : `${MARKS[block.tone]}: `}${plain(block.text)}\n`;
    case 'quotes':
      return block.texts.map((text) => `  "${plain(text)}"\n`).join('');
    case 'table':
      return tableText(block);
    case 'tiles':
      return tableText(tileTable(block));
  }
}

function tableText({ caption, columns, rows, empty }: Table): string {
  if (rows.length === 0) return `${plain(empty)}\n`;
  const lines = [columns, ...rows].map((row) => row.map((each) => cut(plain(cell(each).text))));
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => [...(line[index] ?? '')].length)));
  const text = lines.map((line) => `  ${line.map((each, index) => padded(each, widths[index])).join('  ').trimEnd()}\n`);
  return `${plain(caption)}\n${text.join('')}`;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST - 1).join('')}…` : text;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}

/** A text on one line, without characters that a terminal would obey. */
function plain(text: string): string {
  return spelled(text).replace(/\s+/g, ' ').trim();
}

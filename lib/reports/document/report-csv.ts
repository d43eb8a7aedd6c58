import { csvText } from './csv';
import { cell, tableOf, tileTable } from './document';
import type { Block, Report, Table } from './document';

/** Every figure of a report, one on a line: the section, the table, its row and column, and the value. */
export function reportCsv({ sections }: Report): string {
  const rows = sections.flatMap(({ title, blocks }) => blocks.flatMap((block) => values(block).map((value) => [title, ...value])));
  return csvText([['section', 'table', 'row', 'column', 'value'], ...rows]);
}

function values(block: Block): string[][] {
  const table = asTable(block);
  if (!table) return [];
  const { caption, columns, rows } = table;
  return rows.flatMap(([first, ...others]) =>
    others.map((each, index) => [caption, cell(first).text, columns[index + 1], cell(each).text]),
  );
}

function asTable(block: Block): Table | undefined {
  if (block.kind === 'chart') return tableOf(block.figure);
  if (block.kind === 'tiles') return tileTable(block);
  return block.kind === 'table' ? block : undefined;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** A page, as its path from the repository's root and its text. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** A comment such as `<!-- after: service -->`: what the tests do with the block or table below it. */
export interface Mark {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** A fenced block of code. */
export interface Block {
  readonly page: Page;
  /** The line of the page that the block's first line is. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A table, its cells as they stand on the page. */
export interface Table {
  readonly page: Page;
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly marks: readonly Mark[];
}

/** What a page holds besides its prose. */
export interface Content {
  readonly blocks: readonly Block[];
  readonly tables: readonly Table[];
  /** The page's lines, those inside of blocks empty. */
  readonly prose: readonly string[];
  /** Marks with neither a block nor a table below them. */
  readonly loose: readonly Mark[];
}

/** README.md and everything in docs/. */
export function readPages(): Page[] {
  const names = existsSync(join(ROOT, 'docs')) ? readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }) : [];
  const files = names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name.replaceAll('\\', '/')}`).sort();
  return ['README.md', ...files].map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** Reads the blocks, tables and marks of a page. */
export function contentOf(page: Page): Content {
  const lines = page.text.split('\n');
  const [blocks, tables, prose]: [Block[], Table[], string[]] = [[], [], []];
  let marks: Mark[] = [];
  const loose: Mark[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const mark = /^<!-- ([a-z-]+)(?:: (.+?))? -->$/.exec(lines[at]);
    const language = /^```(\w*)/.exec(lines[at])?.[1];
    if (mark) {
      marks.push({ name: mark[1], value: mark[2] ?? '', line: at + 1 });
    } else if (language !== undefined) {
      const end = lines.indexOf('```', at + 1);
      if (end < 0) throw new Error(`${page.file}:${at + 1} a block that does not end`);
      blocks.push({ page, line: at + 2, language, text: lines.slice(at + 1, end).join('\n'), marks });
      marks = [];
      prose.push(...lines.slice(at, end).map(() => ''));
      at = end;
    } else if (lines[at].startsWith('|')) {
      const end = lines.findIndex((line, index) => index > at && !line.startsWith('|'));
      const [header, , ...rows] = lines.slice(at, end < 0 ? lines.length : end).map(cellsOf);
      tables.push({ page, line: at + 1, header, rows, marks });
      marks = [];
      prose.push(...lines.slice(at, at + 1 + rows.length));
      at += 1 + rows.length;
    } else if (lines[at] !== '') {
      loose.push(...marks);
      marks = [];
    }
    prose.push(lines[at]);
  }
  return { blocks, tables, prose, loose: [...loose, ...marks] };
}

/** The value of a mark, or nothing where the block or table does not have it. */
export function markOf({ marks }: Pick<Block, 'marks'>, name: string): string | undefined {
  return marks.find((mark) => mark.name === name)?.value;
}

/** Where a block or table stands, as editors write it. */
export function placeOf({ page, line }: Pick<Block, 'page' | 'line'>): string {
  return `${page.file}:${line}`;
}

/** The text of a cell without its code marks. */
export function plain(cell: string): string {
  return cell.replaceAll('`', '').trim();
}

function cellsOf(line: string): string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

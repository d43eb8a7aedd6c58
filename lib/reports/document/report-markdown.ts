import { spelled, webAddress } from '../html/html';
import { cell, tableOf, tileTable } from './document';
import type { Block, Cell, Report, Table } from './document';

const WORDS = { good: 'good', bad: 'bad', unknown: 'unknown' } as const;

/** A report as Markdown in GitHub's flavour. */
export function reportMarkdown({ title, lead, sections }: Report): string {
  const parts = sections.map(({ title: heading, blocks }) => `## ${markdownText(heading)}\n\n${blocks.map(blockMarkdown).join('\n')}`);
  return `# ${markdownText(title)}\n\n${markdownText(lead)}\n\n${parts.join('\n')}`;
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'chart':
      return tableMarkdown(tableOf(block.figure));
    case 'list':
      return `${block.items.map((item) => `- ${cellMarkdown(cell(item))}`).join('\n')}\n`;
    case 'paragraph':
      return `${block.tone === undefined ? '' : `**${WORDS[block.tone]}:** `}${markdownText(block.text)}\n`;
    case 'quotes':
      return block.texts.map((text) => `> ${markdownText(text)}\n`).join('\n');
    case 'table':
      return tableMarkdown(block);
    case 'tiles':
      return tableMarkdown(tileTable(block));
  }
}

function tableMarkdown({ caption, columns, rows, empty }: Table): string {
  if (rows.length === 0) return `${markdownText(empty)}\n`;
  const lines = [columns.map(markdownText), columns.map(() => '---'), ...rows.map((row) => row.map((each) => cellMarkdown(cell(each))))];
  return `**${markdownText(caption)}**\n\n${lines.map((row) => `| ${row.join(' | ')} |\n`).join('')}`;
}

function cellMarkdown({ text, href }: Cell): string {
  const address = webAddress(href);
  if (address === undefined) return markdownText(text);
  return `[${markdownText(text)}](<${address.replace(/[<>|\\]/g, encodeURIComponent)}>)`;
}

/**
 * A text on one line that Markdown shows as it is: everything that could begin a form of Markdown or HTML, a mention or an
 * autolink is escaped.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function markdownText(text: string): string {
  return spelled(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#!|~$&^]/g, (character) => `\\${character}`)
    // A backslash does not keep GitHub from these.
    .replace(/@/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}\u200b.`)
    // Lists, and the line below a heading.
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

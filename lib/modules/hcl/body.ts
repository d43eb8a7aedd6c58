import { assignments, print } from './expression';
import type { Expression } from './expression';
import { quoted } from './text';

/** What stands in a file or a block: arguments, blocks and comments. */
export type Item = Argument | Block | Comment;

interface Argument {
  readonly kind: 'argument';
  readonly name: string;
  readonly value: Expression;
}

interface Block {
  readonly kind: 'block';
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: readonly Item[];
}

interface Comment {
  readonly kind: 'comment';
  readonly text: string;
}

export const argument = (name: string, value: Expression): Item => ({ kind: 'argument', name, value });
export const block = (type: string, labels: readonly string[], body: readonly Item[]): Item => ({ kind: 'block', type, labels, body });
/** A comment on one line. */
export const comment = (text: string): Item => ({ kind: 'comment', text });

/** A file, as `terraform fmt` leaves it. */
export function file(items: readonly Item[]): string {
  return `${printItems(items, 0)}\n`;
}

/** Arguments stand before blocks, a blank line around each block and each argument of several lines. */
function printItems(items: readonly Item[], indent: number): string {
  const pieces: { readonly text: string; readonly glued: boolean }[] = [];
  for (let start = 0; start < items.length;) {
    const item = items[start];
    if (item.kind === 'argument') {
      let end = start;
      while (end < items.length && items[end].kind === 'argument') end += 1;
      const entries = items.slice(start, end) as Argument[];
      pieces.push({ text: paragraphs(entries, indent), glued: false });
      start = end;
    } else {
      const glued = item.kind === 'comment';
      pieces.push({ text: item.kind === 'comment' ? printComment(item, indent) : printBlock(item, indent), glued });
      start += 1;
    }
  }
  return pieces.map(({ text }, index) => (index === 0 ? text : `${pieces[index - 1].glued ? '\n' : '\n\n'}${text}`)).join('');
}

function paragraphs(entries: readonly Argument[], indent: number): string {
  const texts = entries.map(({ name, value }) => [name, print(value, indent)] as const);
  const groups: (readonly [string, string])[][] = [];
  texts.forEach((entry, index) => {
    const isLong = entry[1].includes('\n');
    if (index === 0 || isLong || texts[index - 1][1].includes('\n')) groups.push([entry]);
    else groups.at(-1)!.push(entry);
  });
  return groups.map((group) => assignments(group, indent).join('\n')).join('\n\n');
}

function printComment({ text }: Comment, indent: number): string {
  return `${' '.repeat(indent)}# ${text.replace(/\s+/g, ' ')}`;
}

function printBlock({ type, labels, body }: Block, indent: number): string {
  const margin = ' '.repeat(indent);
  const head = [type, ...labels.map(quoted)].join(' ');
  return body.length === 0 ? `${margin}${head} {}` : `${margin}${head} {\n${printItems(body, indent + 2)}\n${margin}}`;
}

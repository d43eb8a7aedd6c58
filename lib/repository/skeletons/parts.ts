import { GoldenPathError } from '../../core/errors';
import { listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { NewFile } from '../infrastructure/new-file';
import { isOption, OPTIONS } from './service-values';
import type { Option, ValueName } from './service-values';
import { Written } from './words';
import type { Words } from './words';

/** A part of a file: text as it is, a value, or parts that only some services have. */
export type Part = string | ValuePart | OptionalParts;

/** A value in a file. */
export interface ValuePart {
  readonly value: ValueName;
  readonly isJson: boolean;
}

/** Whole lines that only services with an option have. */
export interface OptionalParts {
  readonly option: Option;
  readonly parts: readonly Part[];
}

/** A file of a skeleton, in parts. */
export interface SkeletonFile {
  readonly path: readonly Part[];
  readonly parts: readonly Part[];
  readonly executable: boolean;
  /** Absent if every service has the file. */
  readonly option?: Option;
}

/** Where a part begins and ends: a line that is a comment and nothing else, in whichever syntax. */
const MARK = /^(?:#|\/\/|--|;|\/\*|<!--|\{\/\*)[ \t]*golden-path:(begin|end) ([a-z-]+)(?:[ \t]*(?:\*\/\}?|-->))?$/;

/** A line that is meant to be one, but may not be read as one. */
const NEARLY = /golden-path:(?:begin|end)/;

/** A placeholder that is written in a way that nothing replaces. */
const STRAY = /skeleton[-_ ]?(?:service|team|org|description)/i;

/** Files in which a text of one line may stand as it is written there. */
const MARKDOWN = /\.md$/;

/** Files in which it may stand in quotes. */
const QUOTED = /\.(?:json|jsonc|json5|toml|ya?ml)$/;

/**
 * Reads a file of a skeleton. One that is a single part as a whole is there only in services with its option.
 *
 * Throws `InvalidRule` if a part does not end, or a placeholder stands where its value could be read as something else.
 */
export function skeletonFile({ path, text, executable = false }: NewFile, words: Words): SkeletonFile {
  const reader = new Reader(path, words);
  const parts = reader.read(linesOf(text));
  const place = reader.read([path]);
  reader.throwIfAny();
  const [first, second] = parts;
  const isWhole = second === undefined && typeof first === 'object' && 'option' in first;
  return { path: place, executable, ...(isWhole ? first : { parts }) };
}

/** A line of a file, with what ends it. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Open {
  readonly option: string;
  readonly parts: Part[];
  readonly line: number;
}

class Reader {
  private readonly problems: Problem[] = [];

  public constructor(
    private readonly file: string,
    private readonly words: Words,
  ) {}

  public read(lines: readonly string[]): Part[] {
    const root: Open = { option: '', parts: [], line: 0 };
    const open = [root];
    lines.forEach((line, index) => {
      const [, kind, option] = MARK.exec(line.trim()) ?? [];
      const inner = open.at(-1)!;
      if (kind === undefined) inner.parts.push(...this.inLine(line, index + 1));
      else if (kind === 'begin') open.push({ option, parts: [], line: index + 1 });
      else if (inner.option === option) this.close(open);
      else this.add(index + 1, `the end of ${show(option)}`, 'the end of what began last', 'write the lines in pairs');
    });
    for (const { option, line } of open.slice(1)) {
      this.add(line, `${show(option)} without an end`, 'a line with golden-path:end for each', `end it with golden-path:end ${option}`);
    }
    return root.parts;
  }

  public throwIfAny(): void {
    if (this.problems.length > 0) throw new GoldenPathError('InvalidRule', `skeleton ${show(this.file)}`, this.problems);
  }

  private close(open: Open[]): void {
    const { option, parts, line } = open.pop()!;
    const outer = open.at(-1)!;
    if (isOption(option)) outer.parts.push({ option, parts });
    else this.add(line, show(option), `one of ${listed(Object.keys(OPTIONS))}`, 'use one of these');
  }

  private inLine(line: string, number: number): Part[] {
    if (NEARLY.test(line)) this.add(number, show(line.trim()), 'golden-path:begin and end alone in a comment line', 'give it a line');
    const parts: Part[] = [];
    let rest = 0;
    for (const match of line.matchAll(this.words.pattern)) {
      const [found, before, name, after] = match;
      const { value, written } = this.words.table[name];
      const isText = written === Written.TEXT && MARKDOWN.test(this.file);
      const isPlain = written === Written.PLAIN || isText;
      const keep = isPlain ? before : '';
      parts.push(line.slice(rest, match.index) + keep);
      parts.push(isText ? { value: 'descriptionMarkdown', isJson: false } : { value, isJson: !isPlain });
      rest = match.index + found.length - (isPlain ? after.length : 0);
      if (!isPlain) this.checkQuotes({ number, name, written, isQuoted: before !== '' && before === after });
    }
    parts.push(line.slice(rest));
    this.checkStrays(parts, number);
    return parts.filter((part) => part !== '');
  }

  /** What a user writes may stand only where its whole string is replaced. */
  private checkQuotes({ number, name, written, isQuoted }: { number: number; name: string; written: Written; isQuoted: boolean }): void {
    if (written === Written.TEXT && !(isQuoted && QUOTED.test(this.file))) {
      const allowed = 'in Markdown, or as a whole string in quotes in JSON, TOML or YAML';
      this.add(number, show(name), allowed, 'leave it out here: it is what a user writes');
    }
  }

  private checkStrays(parts: readonly Part[], number: number): void {
    for (const part of parts) {
      const found = typeof part === 'string' ? STRAY.exec(part)?.[0] : undefined;
      if (found) this.add(number, show(found), `the placeholders ${listed(Object.keys(this.words.table))}`, 'write it as one of these');
    }
  }

  private add(line: number, got: string, allowed: string, fix: string): void {
    this.problems.push({ path: `line ${line}`, got, allowed, fix });
  }
}

import { examplesOf } from '../../test/docs/examples';
import type { Example } from '../../test/docs/examples';
import { contentOf, markOf, readPages } from '../../test/docs/pages';
import type { Block } from '../../test/docs/pages';

export const PAGE = readPages().find(({ file }) => file === 'docs/runbooks.md')!;

const content = contentOf(PAGE);
const headings = PAGE.text
  .split('\n')
  .flatMap((text, index) => (text.startsWith('## ') ? [{ text: text.slice(3), line: index + 1 }] : []));

/** What says of a block that it talks to what is running. */
const ELSEWHERE = /^# needs (AWS|the cluster)\n/;

/** The headings of the page that have something to do. */
export const RUNBOOKS = headings.map(({ text }) => text).filter((heading) => stepsOf(heading).length > 0);

/** The blocks under a heading, in their order: code to synthesise, lines to write down, commands to run. */
export function stepsOf(heading: string): Block[] {
  const index = headings.findIndex(({ text }) => text === heading);
  if (index === -1) throw new Error(`${PAGE.file} has no heading '${heading}'`);
  const [{ line: from }, to] = [headings[index], headings[index + 1]?.line ?? Number.POSITIVE_INFINITY];
  return content.blocks.filter(({ line, language }) => line > from && line < to && ['sh', 'ts', 'yaml'].includes(language));
}

export function isElsewhere({ text }: Block): boolean {
  return ELSEWHERE.test(`${text}\n`);
}

/** The commands of a block, each in one line; a loop of the shell is one command. */
export function commandsOf({ text }: Block): string[] {
  const lines = text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => !line.startsWith('# '));
  return lines.reduce<string[]>((all, line) => {
    const open = all.length > 0 && all[all.length - 1].startsWith('for ') && !all[all.length - 1].endsWith('\ndone');
    return open ? [...all.slice(0, -1), `${all[all.length - 1]}\n${line}`] : [...all, line];
  }, []);
}

/** A program of the page by its name. */
export function exampleOf(name: string): Example {
  const example = examplesOf(content).find(({ block }) => markOf(block, 'block') === name);
  if (!example) throw new Error(`${PAGE.file} has no block '${name}'`);
  return example;
}

export const EXAMPLES = examplesOf(content);

/** The lines for `retired.yaml` that the page shows under a name. */
export function retiredLines(name: string): string {
  const block = content.blocks.find((each) => markOf(each, 'retired') === name);
  if (!block) throw new Error(`${PAGE.file} has no lines '${name}'`);
  return `${block.text}\n`;
}

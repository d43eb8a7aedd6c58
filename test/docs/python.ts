import type { Example } from './examples';
import { examplesOf } from './examples';
import type { Block, Content } from './pages';
import { markOf, placeOf } from './pages';

/** A program in Python, with the blocks that it continues before it. */
export interface Program {
  /** The example in TypeScript that says the same, if there is one. */
  readonly example?: Example;
  /** The block of Python itself. */
  readonly block: Block;
  readonly text: string;
  readonly linesBefore: number;
}

/** How a page folds a block of Python below the one of TypeScript that says the same. */
const FOLDED = { before: ['<details><summary>Python</summary>', ''], after: ['', '</details>'] };

/** The programs in Python of a page: each says what the block of TypeScript above it says. */
export function programsOf(content: Content): (Program & { example: Example })[] {
  return examplesOf(content).flatMap((example) => {
    const [block, ...before] = [example.block, ...example.before].map((each) => pythonBelow(content, each));
    return block && !before.includes(undefined) ? [{ example, ...programOf(block, before as Block[]) }] : [];
  });
}

/** The programs of a page that is about Python alone. A block that makes no app continues the one before it. */
export function loneProgramsOf(content: Content): Program[] {
  const paired = content.blocks.map((block) => pythonBelow(content, block));
  const alone = content.blocks.filter((block) => block.language === 'python' && !paired.includes(block));
  return alone.map((block, index) => {
    const starts = alone.map(({ text }, at) => (at <= index && /^app = App\(/m.test(text) ? at : 0));
    return programOf(block, alone.slice(Math.max(...starts), index));
  });
}

function programOf(block: Block, before: readonly Block[]): Program {
  const start = before.map(({ text }) => `${text}\n\n`).join('');
  return { block, text: `${start}${block.text}\n`, linesBefore: start.split('\n').length - 1 };
}

/** Why blocks of a page are in TypeScript alone, one reason for each such block. */
export function reasonsOn({ blocks }: Content): string[] {
  return blocks.flatMap((block) => markOf(block, 'typescript-only') ?? []);
}

/** Where a page shows TypeScript and neither the same in Python nor why not; and where it shows both. */
export function oneSided(content: Content): string[] {
  const { blocks, prose } = content;
  const typescript = blocks.filter(({ language }) => language === 'ts');
  const lost = blocks.filter((block) => !typescript.includes(block) && markOf(block, 'typescript-only') !== undefined);
  const paired = typescript.filter((block) => pythonBelow(content, block)).length;
  const folds = prose.filter((line) => line === FOLDED.before[0]).length;
  return [
    ...typescript.flatMap((block) => oneSide(block, pythonBelow(content, block) !== undefined)),
    ...lost.map((block) => `${placeOf(block)} is no TypeScript`),
    ...paired < folds ? [`${blocks[0].page.file} folds ${folds} blocks, of which ${paired} are Python below TypeScript`] : [],
  ];
}

function oneSide(block: Block, paired: boolean): string[] {
  const reason = markOf(block, 'typescript-only');
  if (paired) return reason === undefined ? [] : [`${placeOf(block)} has Python below it, and a reason for having none`];
  if (reason === undefined) return [`${placeOf(block)} has no Python below it`];
  return reason === '' ? [`${placeOf(block)} is in TypeScript alone for no reason`] : [];
}

function pythonBelow({ blocks }: Content, block: Block): Block | undefined {
  const next = blocks[blocks.indexOf(block) + 1] as Block | undefined;
  if (block.language !== 'ts' || next?.language !== 'python') return undefined;
  const lines = block.page.text.split('\n');
  const [start, end] = [block, next].map((each) => each.line - 1 + each.text.split('\n').length);
  const between = lines.slice(start + 1, next.line - 2).join('\n');
  const below = lines.slice(end + 1, end + 1 + FOLDED.after.length).join('\n');
  return between === ['', ...FOLDED.before].join('\n') && below === FOLDED.after.join('\n') ? next : undefined;
}

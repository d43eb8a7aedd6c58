import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import ts from 'typescript';
import type { Block, Content } from './pages';
import { markOf, placeOf } from './pages';

/** A block of TypeScript, with the blocks that it continues before it. */
export interface Example {
  readonly block: Block;
  /** The blocks that it continues, the first of them first. */
  readonly before: readonly Block[];
  readonly text: string;
  readonly linesBefore: number;
  /** What the page shows of its outcome. */
  readonly shown: readonly Block[];
}

/** What running an example did. */
export interface Outcome {
  readonly error?: Error;
  /** What it wrote with console.log. */
  readonly printed: string;
  /** What it wrote into the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** The marks of a block that shows what the TypeScript block before it gives. */
export const SHOWING = ['output', 'prints', 'throws'];

/** The examples of a page. Throws where a block continues one that is not there. */
export function examplesOf({ blocks }: Content): Example[] {
  const shownBelow = new Map<Block, Block[]>();
  let last: Block | undefined;
  for (const block of blocks) {
    if (block.language === 'ts') last = block;
    else if (last && block.marks.some(({ name }) => SHOWING.includes(name))) shownBelow.set(last, [...(shownBelow.get(last) ?? []), block]);
  }
  return blocks.filter(({ language }) => language === 'ts').map((block) => {
    const before = blocksBefore(blocks, block);
    const start = before.map(({ text }) => `${text}\n`).join('');
    return { block, before, text: start + block.text, linesBefore: start.split('\n').length - 1, shown: shownBelow.get(block) ?? [] };
  });
}

/** Runs an example as `node` runs a file, its output in a folder of its own; an app that it makes is synthesised at the end. */
export function run(example: Example): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-docs-'));
  try {
    // Through jest, so that the package's name means the sources here too.
    return { ...runInto(folder, example, (name) => jest.requireActual<object>(name)), files: filesBelow(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs an example, whose modules are loaded by a function, with its output in a folder. */
export function runInto(folder: string, { text }: Example, load: (name: string) => unknown): Omit<Outcome, 'files'> {
  const { CDKTF_OUTDIR: outdir } = process.env;
  process.env.CDKTF_OUTDIR = folder;
  const printed: string[] = [];
  try {
    const error = evaluate(text, load, (...values) => printed.push(format(...values)));
    return { error, printed: printed.join('\n') };
  } finally {
    if (outdir === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = outdir;
  }
}

function evaluate(text: string, load: (name: string) => unknown, log: (...values: unknown[]) => void): Error | undefined {
  const withSynth = /^const app = /m.test(text) && !text.includes('app.synth(') ? `${text}\napp.synth();` : text;
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(withSynth, { compilerOptions: options });
  const module = { exports: {} };
  const require = Object.assign((name: string) => load(name), { main: module });
  try {
    const execute = new Function('require', 'module', 'exports', 'console', outputText);
    execute(require, module, module.exports, { ...console, log });
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function blocksBefore(blocks: readonly Block[], block: Block): Block[] {
  const name = markOf(block, 'after');
  if (name === undefined) return [];
  const before = blocks.find((other) => other.line < block.line && markOf(other, 'block') === name);
  if (!before) throw new Error(`${placeOf(block)} continues a block '${name}', which is not above it`);
  return [...blocksBefore(blocks, before), before];
}

function filesBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]));
}

import { loadAll } from 'js-yaml';
import { filesIn } from '../../support/golden';
import type { Door } from './doors';
import { World } from './world';

/** What must stand in no output, in whatever letters. */
const LEFTOVERS = /TfToken|\[object |\bundefined\b|\bNaN\b|\bInfinity\b|e\+29\d|\[native code\]|=>/i;

/** What became of a call: what was written, or why it was refused. */
export type Outcome = { readonly files: Record<string, string> } | { readonly refused: string };

/** Calls a door with what was planted, and synthesises. Gives words for what is wrong with the refusal. */
export function outcomeOf(
  door: Door,
  argumentsIn: (world: World) => readonly unknown[],
  after?: (given: readonly unknown[]) => void,
): Outcome {
  const world = new World();
  const given = argumentsIn(world);
  try {
    door.open(world, given as never[]);
    after?.(given);
    world.app.synth();
  } catch (error) {
    const files = Object.keys(filesIn(world.outdir));
    return { refused: files.length > 0 ? `files were written: ${files.join(', ')}` : faultOf(error) };
  }
  return { files: filesIn(world.outdir) };
}

/** What is wrong with an error; nothing if it is one of ours and says all that it has to. */
export function faultOf(error: unknown): string {
  const { name, code, problems, message } = error as { name?: string; code?: string; problems?: readonly object[]; message?: string };
  if (name !== 'GoldenPathError' || !code || !problems?.length) return `${String(name)}: ${String(message)}\n${String((error as Error).stack)}`;
  const parts = problems.flatMap((problem) => ['path', 'got', 'allowed', 'fix'].map((key) => (problem as Record<string, unknown>)[key]));
  if (parts.some((part) => typeof part !== 'string' || part === '')) return `a problem without a part: ${String(message)}`;
  if (/\[object |TfToken|is not a function|Cannot (read|convert)|is not iterable|call stack|Invalid (array|string)/.test(message!)) return `words of JavaScript: ${message}`;
  return '';
}

/** What of an output nobody meant. */
export function leftoversIn(files: Record<string, string>, plain: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const found = LEFTOVERS.exec(text);
    return found && !LEFTOVERS.test(plain[file] ?? '') ? [`${file}: ${text.slice(Math.max(0, found.index - 60), found.index + 60)}`] : [];
  });
}

/** Whether a text stands in an output, as a reader of its language reads it. */
export function isWritten(files: Record<string, string>, text: string): boolean {
  return Object.entries(files).some(([file, content]) => stringsIn(read(file, content)).some((found) => found.includes(text)));
}

function read(file: string, content: string): unknown {
  if (!/\.(json|ya?ml)$/.test(file) || content.includes('{{')) return content;
  return loadAll(content);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return withinText(value);
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, part]) => [key, ...stringsIn(part)]);
}

/** A text as it is and as Terraform reads it; also what it holds if it is JSON. */
function withinText(text: string): string[] {
  const meant = text.replace(/([$%])\1\{/g, '$1{');
  try {
    return [text, meant, ...(meant.startsWith('{') ? stringsIn(JSON.parse(meant)) : [])];
  } catch {
    return [text, meant];
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

const SKELETONS = join(ROOT, 'lib/repository/skeletons');

/** What stands for the placeholders in every service that is tried. */
export const WORDS: Readonly<Record<string, string>> = {
  'skeleton-service': 'order-intake',
  'skeleton_service': 'order_intake',
  'skeleton-team': 'orders',
  'skeleton-org': 'acme',
  'skeleton-description': 'Takes orders',
};

/** The names of the files that npm does not pack. */
const DOTTED: Readonly<Record<string, string>> = { gitignore: '.gitignore', npmrc: '.npmrc' };

/** What tools leave in a folder in which somebody worked. */
const LEFT_BY_TOOLS = new Set(['node_modules', 'dist', 'site', '.venv', '__pycache__', '.ruff_cache', '.mypy_cache', '.pytest_cache']);

const MARK = /^\s*(?:#|\/\/|--|<!--)\s*golden-path:(begin|end) (\S+)/;

/** Writes a service that begins as a skeleton, with its options or without them. */
export function newService(language: string, options: readonly string[], to: string): string[] {
  const without = join(SKELETONS, 'without-database', language);
  const sources = [join(SKELETONS, language), ...(options.includes('database') ? [] : [without])];
  const written = sources.filter((folder) => existsSync(folder)).flatMap((folder) =>
    filesBelow(folder).flatMap((file) => {
      const text = rendered(readFileSync(file, 'utf8'), options);
      if (text === undefined) return [];
      const path = join(dirname(relative(folder, file)), DOTTED[basename(file)] ?? basename(file));
      mkdirSync(dirname(join(to, path)), { recursive: true });
      writeFileSync(join(to, path), text);
      return [path];
    }));
  return [...new Set(written)];
}

/** The text of a file in a service, or nothing if the service has none of it. */
function rendered(text: string, options: readonly string[]): string | undefined {
  let kept = true;
  const lines = text.split(/(?<=\n)/).filter((line) => {
    const [, kind, option] = MARK.exec(line) ?? [];
    if (kind) kept = kind === 'end' || options.includes(option);
    return kept && !kind;
  });
  if (lines.length === 0) return undefined;
  return Object.entries(WORDS).reduce((result, [word, value]) => result.replaceAll(word, value), lines.join(''));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !LEFT_BY_TOOLS.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

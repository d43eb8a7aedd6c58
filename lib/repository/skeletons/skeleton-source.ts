import * as fs from 'node:fs';
import * as path from 'node:path';
import { GoldenPathError } from '../../core/errors';
import { show } from '../../core/problems';
import { skeletonFile } from './parts';
import type { SkeletonFile } from './parts';
import { WORDS } from './words';

/** The skeletons, which lie beside this file's source and are published with the library. */
export const SKELETONS = path.join(__dirname, '../../../lib/repository/skeletons');

/** What tools leave in a skeleton that somebody works on. */
const LEFT_BY_TOOLS = new Set(
  'node_modules dist coverage site .venv __pycache__ .mypy_cache .pytest_cache .ruff_cache .coverage .DS_Store'.split(' '),
);

/** Where the files of services without a database stand, instead of those of the same path: JSON has no comments to mark a part. */
const WITHOUT_DATABASE = 'without-database';

/** Files that npm does not pack by their own names. */
const DOTTED: Readonly<Record<string, string>> = { gitignore: '.gitignore', npmrc: '.npmrc' };

/**
 * The files of a skeleton, in the order of their paths.
 *
 * Throws `InvalidRule` with what cannot be rendered.
 */
export function skeletonFiles(language: string, folder: string = SKELETONS): SkeletonFile[] {
  const without = new Map(filesOf(path.join(folder, WITHOUT_DATABASE, language)).map((file) => [String(file.path), file]));
  return filesOf(path.join(folder, language)).map((file) => {
    const other = without.get(String(file.path));
    return other ? { ...file, parts: [{ option: 'database', parts: file.parts }, { option: 'no-database', parts: other.parts }] } : file;
  });
}

function filesOf(root: string): SkeletonFile[] {
  if (!fs.existsSync(root)) return [];
  return filesBelow(root, '').sort().map((name) => {
    const target = path.join(root, name);
    const parts = name.split('/');
    const dotted = [...parts.slice(0, -1), DOTTED[parts.at(-1)!] ?? parts.at(-1)!].join('/');
    const executable = (fs.statSync(target).mode & 0o111) !== 0;
    return skeletonFile({ path: dotted, text: textOf(target, name), executable }, WORDS);
  });
}

function filesBelow(root: string, folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !LEFT_BY_TOOLS.has(name))
    .flatMap((entry) => {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, name) : [name];
    });
}

/** The text of a file. What is no text would not survive a template. */
function textOf(target: string, name: string): string {
  const bytes = fs.readFileSync(target);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes) || text.includes('\0')) throw refusal(name, 'a file that is no text in UTF-8', 'text in UTF-8');
  return text;
}

function refusal(file: string, got: string, allowed: string): GoldenPathError {
  return new GoldenPathError('InvalidRule', `skeleton ${show(file)}`, [{ path: file, got, allowed, fix: 'mend the skeleton' }]);
}

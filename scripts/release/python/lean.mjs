import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../support/files.mjs';
import { run } from '../../support/run.mjs';

/** What jsii's runtime does not read: types and pages for people who write TypeScript. */
const UNREAD = /\.d\.ts$|(^|\/)README\.md$/;

/** A source map that stands in the code itself, which is most of a provider's code. */
const SOURCE_MAP = /^\/\/# sourceMappingURL=data:.*$/m;

/** A module that the root of a package loads, all of them at once. */
const EAGER = /^exports\.(\w+) = require\("(\.\/[^"]+)"\);$/gm;

/** What is said of a type to people. Python's own code has its docs. */
const SPOKEN = ['docs', 'locationInModule', 'readme', 'symbolId'];

/** Makes the npm package in generated Python code quick to start: a module is loaded when it is used, and nothing is left that nobody reads. */
export async function makeLean(folder) {
  const archive = filesBelow(folder).find((file) => file.endsWith('.jsii.tgz'));
  if (!archive) throw new Error(`jsii-pacmak wrote no npm package into ${folder}`);
  const file = join(folder, archive);
  const content = join(folder, '.npm');
  mkdirSync(content);
  await run(['tar', '--extract', '--gzip', '--file', file, '--directory', content]);
  slim(join(content, 'package'));
  // Sorted, and without times and owners, so that the same content gives the same bytes.
  const same = ['--sort=name', '--mtime=1980-01-01T00:00:00Z', '--owner=0', '--group=0', '--numeric-owner'];
  await run(['tar', '--create', ...same, '--use-compress-program=gzip -n', '--file', file, '--directory', content, 'package']);
  rmSync(content, { recursive: true });
}

function slim(folder) {
  for (const name of filesBelow(folder)) {
    const file = join(folder, name);
    if (UNREAD.test(name)) rmSync(file);
    else if (name.endsWith('.js')) writeFileSync(file, readFileSync(file, 'utf8').replace(SOURCE_MAP, ''));
  }
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  edit(join(folder, main), lazily);
  edit(join(folder, '.jsii'), unspoken);
}

/** The root of a package, which loads each of its modules when it is asked for it. */
export function lazily(code) {
  const lazy = code.replace(EAGER, 'Object.defineProperty(exports, "$1", { enumerable: true, get: () => require("$2") });');
  if (lazy === code) throw new Error('the root of the package loads its modules in another way than jsii compiles it');
  return lazy;
}

/** An assembly without what is for people. */
export function unspoken(text) {
  return JSON.stringify(JSON.parse(text, (key, value) => (SPOKEN.includes(key) ? undefined : value)));
}

function edit(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../support/files.mjs';
import { editPackage } from './package.mjs';

/** What jsii's runtime does not read: types and pages for people who write TypeScript. */
const UNREAD = /\.d\.ts$|(^|\/)README\.md$/;

/** A source map that stands in the code itself, which is most of a provider's code. */
const SOURCE_MAP = /^\/\/# sourceMappingURL=data:.*$/m;

/** A module that the root of a package loads, all of them at once. */
const EAGER = /^exports\.(\w+) = require\("(\.\/[^"]+)"\);$/gm;

/** What an assembly says of a type for people, whose docs are in the Python code. */
const SPOKEN = ['docs', 'locationInModule', 'readme', 'symbolId'];

/** Makes the npm package in generated Python code quick to start: a module is loaded when it is used, and what nobody reads is gone. */
export async function makeLean(folder) {
  await editPackage(folder, slim);
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

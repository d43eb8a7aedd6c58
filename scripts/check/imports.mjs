import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { filesBelow } from '../support/files.mjs';

const FOLDERS = ['lib', 'apps', 'test', 'scripts', 'conformance', 'bench'];
const NO_SOURCES = /(^|\/)(node_modules|cdktf\.out|golden)\//;
const SOURCE = /\.(ts|mjs)$/;
const IMPORT = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*'([^']+)'/g;
const ENDINGS = ['', '.ts', '.mjs', '/index.ts'];

/** Names of packages that mean sources of this repository (tsconfig.json, `paths`). */
const PACKAGES = {
  '@golden-path/constructs': 'lib/index.ts',
  '@golden-path/constructs/testing': 'lib/testing/index.ts',
  '@acme/platform': 'apps/acme/index.ts',
};

/** Every source file with the sources that it imports. */
export function readImports(root) {
  const sources = FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => SOURCE.test(file) && !NO_SOURCES.test(file));
  const known = new Set(sources);
  return new Map(sources.map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'), file, known)]));
}

/** The number of imports between each file and the nearest of the changed ones; files that reach none are left out. */
export function distances(imports, changed) {
  const importers = new Map();
  for (const [file, targets] of imports) {
    for (const target of targets) importers.set(target, [...importers.get(target) ?? [], file]);
  }
  const distance = new Map(changed.map((file) => [file, 0]));
  // A Map gives what is added while it is walked: breadth first.
  for (const [file, hops] of distance) {
    for (const importer of importers.get(file) ?? []) {
      if (!distance.has(importer)) distance.set(importer, hops + 1);
    }
  }
  return distance;
}

function importsOf(text, file, known) {
  return [...text.matchAll(IMPORT)].map(([, name]) => resolved(name, file, known)).filter(Boolean);
}

function resolved(name, file, known) {
  if (name in PACKAGES) return PACKAGES[name];
  if (!name.startsWith('.')) return undefined;
  const path = posix.join(dirname(file), name);
  return ENDINGS.map((ending) => path + ending).find((candidate) => known.has(candidate));
}

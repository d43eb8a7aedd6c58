import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type * as Constructs from '@golden-path/constructs';
import { transformSync } from '@swc/core';
import type * as Cdktf from 'cdktf';
import { ROOT } from '../examples';

/** The library as an app imports it, with the CDKTF that it was loaded with. */
export interface Library {
  readonly constructs: typeof Constructs;
  readonly cdktf: typeof Cdktf;
}

/** One edit of a source: what stands there once, and what somebody writes instead. */
export interface Edit {
  /** Relative to lib/. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Loads the library from its sources, as they are once somebody has edited them. */
export function libraryWith(edits: readonly Edit[]): Library {
  const files = [...new Set(edits.map(({ file }) => file))];
  jest.resetModules();
  for (const file of files) {
    const path = join(ROOT, 'lib', file);
    jest.doMock(path, () => moduleOf(path, edits.filter((edit) => edit.file === file).reduce(edited, readFileSync(path, 'utf8'))));
  }
  try {
    return { constructs: require('@golden-path/constructs'), cdktf: require('cdktf') };
  } finally {
    for (const file of files) jest.dontMock(join(ROOT, 'lib', file));
    jest.resetModules();
  }
}

function edited(source: string, { file, from, to }: Edit): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`expected ${JSON.stringify(from)} once in ${file}, found it ${parts.length - 1} times`);
  return parts.join(to);
}

function moduleOf(path: string, source: string): unknown {
  const { code } = transformSync(source, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  const module = { exports: {} };
  const load = (id: string): unknown => require(id.startsWith('.') ? resolve(dirname(path), id) : id);
  new Function('module', 'exports', 'require', code)(module, module.exports, load);
  return module.exports;
}

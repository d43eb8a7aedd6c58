import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../core/json';
import { filesBelow, hashOf } from './file-hashes';
import { GITOPS } from './gitops-tree';
import { heldByManifest, heldByTerraform } from './held-data';
import type { HeldData } from './held-data';
import { STACKS } from './moves';

/** How tokens of each form begin in a text, and what all of them have. */
const TOKENS = ['${TfToken[', '#{TfToken[', '&{TfToken['];
const TOKEN = 'TfToken[';

/** The file of a stack that Terraform reads. */
const OF_STACK = /^stacks\/[^/]+\/cdk\.tf\.json$/;

/** What the record has of a file of the output. */
export interface ReadFile {
  readonly hash: string;
  /** Whether it has a token that nobody resolved. */
  readonly unresolved: boolean;
  /** What is in it that holds data. */
  readonly held: readonly HeldData[];
}

/** Files by their paths in the output. */
export type ReadFiles = Readonly<Record<string, ReadFile>>;

/** Reads a file of an output, which is not kept. */
export function readFile(output: string, file: string): ReadFile {
  const content = fs.readFileSync(path.join(output, file));
  const unresolved = content.includes(TOKEN) && TOKENS.some((token) => content.includes(token));
  return { hash: hashOf(file, content), unresolved, held: heldBy(file, content) };
}

/** Reads the files of all stacks that are in an output. */
export function readStacks(output: string): ReadFiles {
  return Object.fromEntries(filesBelow(output, STACKS).map((file) => [file, readFile(output, file)]));
}

function heldBy(file: string, content: Buffer): readonly HeldData[] {
  if (OF_STACK.test(file)) return heldByTerraform(JSON.parse(content.toString()) as Json);
  return file.startsWith(`${GITOPS}/`) ? heldByManifest(file, content.toString()) : [];
}

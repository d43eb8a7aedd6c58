import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { canonical } from '../../core/canonical';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import type { Checkout } from '../checkout';

/** The number of name levels between a section of Terraform's JSON and its blocks; 1 for sections that are not listed. */
const NAMES_ABOVE_BLOCKS: Readonly<Record<string, number>> = { data: 2, ephemeral: 2, locals: 0, resource: 2, terraform: 0 };

/** The folder of a stack's assets, each in a subfolder named after its content. */
const ASSETS = 'assets';

/** The fingerprint of Terraform's input for a stack: its JSON, and the files that the JSON names. */
export function terraformHash(output: Checkout, directory: string, json: Json): string {
  const text = canonical(withoutState(withoutComments(json)));
  const hash = createHash('sha256').update(text);
  for (const file of assetsOf(output, directory, text)) addFile(hash, file, fs.readFileSync(path.join(output.root, directory, file)));
  return `sha256:${hash.digest('hex')}`;
}

/** Adds a file so that different lists of files always give different bytes. */
export function addFile(hash: ReturnType<typeof createHash>, file: string, content: Buffer): void {
  hash.update(`\0${file}\0${content.length}\0`).update(content);
}

/** The files of a stack that its JSON names. Other files belong to Terraform or to an earlier synth. */
function assetsOf(output: Checkout, directory: string, text: string): string[] {
  const files = output.files(`${directory}/${ASSETS}`).map((file) => file.slice(directory.length + 1));
  return files.filter((file) => text.includes(file.split('/').slice(0, 3).join('/')));
}

/**
 * A stack's JSON without the comments, which Terraform does not read: CDKTF's version and the paths of its constructs.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
function withoutComments(json: Json): Json {
  return mapped(withoutComment(json), (section, name) => blocksOf(section, NAMES_ABOVE_BLOCKS[name] ?? 1));
}

function blocksOf(value: unknown, names: number): unknown {
  if (Array.isArray(value)) return value.map((each) => blocksOf(each, names));
  if (!isPlainObject(value)) return value;
  return names === 0 ? withoutComment(value) : mapped(value, (inner) => blocksOf(inner, names - 1));
}

function withoutComment(block: Json): Json {
  return Object.fromEntries(Object.entries(block).filter(([name]) => name !== '//'));
}

/** Removes the folder of local state, because it is an absolute path that differs between machines. */
function withoutState(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutState);
  if (isPlainObject(value)) return mapped(value, withoutState);
  return typeof value === 'string' ? value.replace(/^(?:\/|[A-Za-z]:[\\/]).*[\\/]([^\\/]+\.tfstate)$/, '$1') : value;
}

function mapped(value: Json, change: (inner: unknown, name: string) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));
}

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../../core/problems';
import { filesBelow, hashOf, isSealed } from '../../output/file-hashes';
import { foreignFiles } from '../../output/foreign-files';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import type { SynthRecord } from '../../output/record';

const STACKS = 'stacks';

/** What is in the way of trusting an output; its paths are relative to the output. */
type Found = Pick<Problem, 'path' | 'got'>;

/**
 * What of an output is not as the synth left it: a record or a file that was changed, a file that is gone, and one that Terraform
 * or Argo CD would get and that no synth wrote.
 *
 * @param names the stacks in CDKTF's manifest
 */
export function changedSinceSynth(root: string, record: SynthRecord, names: readonly string[]): Problem[] {
  if (!isSealed(record)) return [problemOf({ path: RECORD, got: 'a record that was changed since' })];
  const files = new Map(Object.entries(record.files));
  return [
    ...[...files].flatMap(([file, hash]) => changedFile(root, file, hash)),
    ...unlistedStacks(files, names),
    ...filesBelow(root, GITOPS).filter((file) => !files.has(file)).map(added),
    ...foldersIn(root).flatMap((folder) => foreignFiles(path.join(root, folder)).map((file) => added(`${folder}/${file}`))),
    ...filesBelow(root, STACKS).filter((file) => !files.has(file) && isBesideListed(file, files)).map(added),
  ].map(problemOf);
}

function changedFile(root: string, file: string, hash: string): Found[] {
  const at = path.join(root, file);
  const stat = fs.lstatSync(at, { throwIfNoEntry: false });
  if (!stat) return [{ path: file, got: 'nothing' }];
  if (!stat.isFile()) return [{ path: file, got: 'something else than a file' }];
  return hashOf(file, fs.readFileSync(at)) === hash ? [] : [{ path: file, got: 'a file that was changed since' }];
}

/** The manifest and the files name the same stacks. */
function unlistedStacks(files: ReadonlyMap<string, string>, names: readonly string[]): Found[] {
  const inFiles = [...files.keys()].flatMap((file) => /^stacks\/([^/]+)\/cdk\.tf\.json$/.exec(file)?.[1] ?? []);
  return [
    ...names.filter((name) => !inFiles.includes(name)).map((name) => ({ path: `${STACKS}/${name}`, got: 'a stack that it did not write' })),
    ...inFiles.filter((name) => !names.includes(name)).map((name) => ({ path: 'manifest.json', got: `no stack ${name}` })),
  ];
}

/** Every folder of a stack, of one that is no longer in the code too: somebody may plan there. */
function foldersIn(root: string): string[] {
  const stacks = path.join(root, STACKS);
  if (!fs.existsSync(stacks)) return [];
  return fs.readdirSync(stacks, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${STACKS}/${name}`);
}

/** Whether a file was put beside those that a stack brings along. What an earlier synth left has another folder. */
function isBesideListed(file: string, files: ReadonlyMap<string, string>): boolean {
  const [, asset] = /^(stacks\/[^/]+\/assets\/[^/]+\/[^/]+\/)/.exec(file) ?? [];
  return asset !== undefined && [...files.keys()].some((listed) => listed.startsWith(asset));
}

function added(file: string): Found {
  return { path: file, got: 'a file that it did not write' };
}

function problemOf({ path: at, got }: Found): Problem {
  const allowed = 'what the synth left, and what Terraform itself keeps beside it';
  return { path: at, got, allowed, fix: 'move it away, and synthesise again' };
}

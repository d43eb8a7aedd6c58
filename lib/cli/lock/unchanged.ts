import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../../core/problems';
import { filesBelow, hashOf } from '../../output/file-hashes';
import { foreignFiles } from '../../output/foreign-files';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import { REPOSITORY } from '../../output/repository-tree';
import type { RecordOf } from './read-record';

const STACKS = 'stacks';

/** A reason not to trust an output. Its path is relative to the output. */
type Found = Pick<Problem, 'path' | 'got'>;

/**
 * The differences between an output and the files that the synth wrote: a changed record or file, a missing file, and a file
 * that Terraform, Argo CD or a repository would get but no synth wrote.
 *
 * @param names the stacks in CDKTF's manifest
 */
export function changedSinceSynth(root: string, record: RecordOf<unknown>, names: readonly string[]): Problem[] {
  if (!record.isSealed) return [problemOf({ path: RECORD, got: 'a record that was changed after the synth' })];
  const files = new Map(Object.entries(record.files));
  const isBesideListed = besideListed(files);
  return [
    ...[...files].flatMap(([file, hash]) => changedFile(root, file, hash)),
    ...unlistedStacks(files, names),
    ...[GITOPS, REPOSITORY].flatMap((area) => filesBelow(root, area)).filter((file) => !files.has(file)).map(added),
    ...foldersIn(root).flatMap((folder) => foreignFiles(path.join(root, folder)).map((file) => added(`${folder}/${file}`))),
    ...filesBelow(root, STACKS).filter((file) => !files.has(file) && isBesideListed(file)).map(added),
  ].map(problemOf);
}

function changedFile(root: string, file: string, hash: string): Found[] {
  const at = path.join(root, file);
  const stat = fs.lstatSync(at, { throwIfNoEntry: false });
  if (!stat) return [{ path: file, got: 'nothing' }];
  if (!stat.isFile()) return [{ path: file, got: 'something other than a file' }];
  return hashOf(file, fs.readFileSync(at)) === hash ? [] : [{ path: file, got: 'a file that was changed after the synth' }];
}

/** The stacks that are only in the manifest, or only in the files. */
function unlistedStacks(files: ReadonlyMap<string, string>, names: readonly string[]): Found[] {
  const inFiles = new Set([...files.keys()].flatMap((file) => /^stacks\/([^/]+)\/cdk\.tf\.json$/.exec(file)?.[1] ?? []));
  const inManifest = new Set(names);
  return [
    ...names.filter((name) => !inFiles.has(name)).map((name) => ({ path: `${STACKS}/${name}`, got: 'a stack without files' })),
    ...[...inFiles].filter((name) => !inManifest.has(name)).map((name) => ({ path: 'manifest.json', got: `no stack ${name}` })),
  ];
}

/** Every folder of a stack, even if the stack was removed from the code, because somebody may run a plan there. */
function foldersIn(root: string): string[] {
  const stacks = path.join(root, STACKS);
  if (!fs.existsSync(stacks)) return [];
  return fs.readdirSync(stacks, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${STACKS}/${name}`);
}

/** Says whether a file was added beside the assets of a stack. Assets of an earlier synth have other folders. */
function besideListed(files: ReadonlyMap<string, string>): (file: string) => boolean {
  const assetOf = (file: string) => /^stacks\/[^/]+\/assets\/[^/]+\/[^/]+\//.exec(file)?.[0];
  const listed = new Set([...files.keys()].map(assetOf));
  return (file) => assetOf(file) !== undefined && listed.has(assetOf(file));
}

function added(file: string): Found {
  return { path: file, got: 'a file that the synth did not write' };
}

function problemOf({ path: at, got }: Found): Problem {
  const allowed = 'the files of the synth, and files that Terraform itself writes beside them';
  return { path: at, got, allowed, fix: 'move it away, and run npm run synth again' };
}

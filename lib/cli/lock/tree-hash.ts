import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { groupedBy } from '../../core/grouped-by';
import { GITOPS } from '../../output/gitops-tree';
import type { RecordedStack } from '../../output/record';
import { REPOSITORY } from '../../output/repository-tree';
import { ownersOfTree } from '../../output/tree-owners';
import { PLATFORM } from '../../platform/ownership';
import type { Checkout } from '../checkout';
import type { RecordOf } from './read-record';
import { addFile } from './terraform-hash';

/** What of a stack says whose files are its own. */
type Owning = Pick<RecordedStack, 'environment' | 'service'>;

/** The fingerprints of stacks, by name; a stack without files has none. */
type Fingerprints = ReadonlyMap<string, string>;

/** The fingerprint of each stack's files in the GitOps tree. */
export function gitopsHashes(output: Checkout, { stacks }: RecordOf<Owning>): Fingerprints {
  return hashesBelow(output, GITOPS, ownersOfTree(new Map(Object.entries(stacks))), (file) => file);
}

/** The fingerprint of each stack's files for the repository of its code: their texts, and how each is kept. */
export function repositoryHashes(output: Checkout, { repositories = {}, stacks }: RecordOf<Owning>): Fingerprints {
  const managed = new Set(Object.entries(repositories).flatMap(([name, files]) => files.managed.map((file) => `${name}/${file}`)));
  const nameOf = (file: string) => (managed.has(file) ? file : `given once: ${file}`);
  // The files of a service, or of the platform, are for all environments together.
  const owners = groupedBy(Object.keys(stacks), (name) => stacks[name].service ?? PLATFORM);
  return hashesBelow(output, REPOSITORY, (file) => owners.get(file.split('/')[0]) ?? [], nameOf);
}

function hashesBelow(
  output: Checkout,
  area: string,
  ownersOf: (file: string) => readonly string[],
  nameOf: (file: string) => string,
): Fingerprints {
  const hashes = new Map<string, Hash>();
  for (const file of output.files(area).map((each) => each.slice(area.length + 1))) {
    const content = fs.readFileSync(path.join(output.root, area, file));
    for (const owner of ownersOf(file)) hashes.set(owner, added(hashes.get(owner), nameOf(file), content));
  }
  return new Map([...hashes].map(([stack, hash]) => [stack, `sha256:${hash.digest('hex')}`]));
}

function added(hash: Hash | undefined, file: string, content: Buffer): Hash {
  const sum = hash ?? createHash('sha256');
  addFile(sum, file, content);
  return sum;
}

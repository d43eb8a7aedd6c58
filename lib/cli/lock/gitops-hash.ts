import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { GITOPS } from '../../output/gitops-tree';
import type { RecordedStack } from '../../output/record';
import { ownersOfTree } from '../../output/tree-owners';
import type { Checkout } from '../checkout';
import { addFile } from './terraform-hash';

/** The fingerprint of each stack's files in the GitOps tree; a stack without files has none. */
export function gitopsHashes(output: Checkout, stacks: ReadonlyMap<string, RecordedStack>): ReadonlyMap<string, string> {
  const ownersOf = ownersOfTree(stacks);
  const hashes = new Map<string, Hash>();
  for (const file of output.files(GITOPS).map((each) => each.slice(GITOPS.length + 1))) {
    const content = fs.readFileSync(path.join(output.root, GITOPS, file));
    for (const owner of ownersOf(file)) hashes.set(owner, added(hashes.get(owner), file, content));
  }
  return new Map([...hashes].map(([stack, hash]) => [stack, `sha256:${hash.digest('hex')}`]));
}

function added(hash: Hash | undefined, file: string, content: Buffer): Hash {
  const sum = hash ?? createHash('sha256');
  addFile(sum, file, content);
  return sum;
}

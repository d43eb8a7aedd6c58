import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { GITOPS } from '../../output/gitops-tree';
import type { RecordedStack } from '../../output/record';
import { PLATFORM } from '../../platform/ownership';
import type { Checkout } from '../checkout';
import { environmentOf } from '../gitops/layout';
import { addFile } from './terraform-hash';

/** Which stacks the files of an area's folder belong to, by the folder's name and the file's path in it. */
type Owners = (name: string, file: string) => readonly string[];

/** The fingerprint of what each stack has in the GitOps tree; a stack that has nothing there has none. */
export function gitopsHashes(output: Checkout, stacks: ReadonlyMap<string, RecordedStack>): ReadonlyMap<string, string> {
  const areas: Readonly<Record<string, Owners>> = { apps: ownersOfServices(stacks), platform: (name) => [`${PLATFORM}-${name}`] };
  const hashes = new Map<string, Hash>();
  for (const file of output.files(GITOPS).map((each) => each.slice(GITOPS.length + 1))) {
    const [area, name, ...rest] = file.split('/');
    const owners = areas[area]?.(name, rest.join('/')) ?? [];
    const content = fs.readFileSync(path.join(output.root, GITOPS, file));
    for (const owner of owners) hashes.set(owner, added(hashes.get(owner), file, content));
  }
  return new Map([...hashes].map(([stack, hash]) => [stack, `sha256:${hash.digest('hex')}`]));
}

/** A file for one environment belongs to the service's stack there, every other one to all of the service's stacks. */
function ownersOfServices(stacks: ReadonlyMap<string, RecordedStack>): Owners {
  const services = new Map<string, { readonly stack: string; readonly environment: string }[]>();
  for (const [stack, { service, environment }] of stacks) {
    if (service !== undefined) services.set(service, [...(services.get(service) ?? []), { stack, environment }]);
  }
  return (service, file) => {
    const all = services.get(service) ?? [];
    const own = all.filter(({ environment }) => environment === environmentOf(file));
    return (own.length > 0 ? own : all).map(({ stack }) => stack);
  };
}

function added(hash: Hash | undefined, file: string, content: Buffer): Hash {
  const sum = hash ?? createHash('sha256');
  addFile(sum, file, content);
  return sum;
}

import { canonical } from '../core/canonical';
import { show } from '../core/problems';
import { movedAddress } from './held-data';
import type { HeldData, HoldingStack, HoldingStacks } from './held-data';

/** What becomes of a resource, where its data does not stay. */
export function lostResource(held: HeldData, now: HoldingStack | undefined): string | undefined {
  if (!now) return 'its stack is gone from the code, and nothing plans or removes it any more';
  const address = movedAddress(held.address!, now.moves ?? []);
  const same = (now.data ?? []).find((other) => other.address !== undefined && isSameAddress(other.address, address));
  if (!same) return `${address} is gone from the code, and Terraform would destroy or forget it`;
  const changed = (['kind', 'name', 'namespace'] as const).find((field) => held[field] !== same[field]);
  if (changed) return `its ${changed} becomes ${show(same[changed])}, and Terraform would replace it`;
  return shrunk(held, same);
}

/** The objects that Argo CD applies, by their environment and then by what they are: each of many is looked up. */
export type AppliedObjects = ReadonlyMap<string | undefined, ReadonlyMap<string, HeldData>>;

/** The objects that stacks have for Argo CD; of several that are the same, the first one. */
export function appliedObjects(stacks: HoldingStacks): AppliedObjects {
  const objects = new Map<string | undefined, Map<string, HeldData>>();
  for (const { environment, data = [] } of stacks.values()) {
    const there = objects.get(environment) ?? new Map<string, HeldData>();
    objects.set(environment, there);
    for (const held of data) if (held.file !== undefined && !there.has(identity(held))) there.set(identity(held), held);
  }
  return objects;
}

/** What becomes of an object that Argo CD applies: it stays one in whatever file of the environment's it is written. */
export function lostFile(held: HeldData, environment: string | undefined, after: AppliedObjects): string | undefined {
  const there = after.get(environment);
  const same = there?.get(identity(held));
  if (same) return shrunk(held, same);
  const objects = [...(there?.values() ?? [])];
  const plain = (kind: string) => kind.replace(/\..*/, '');
  const alike = objects.filter(({ kind, name }) => plain(kind) === plain(held.kind) && name === held.name);
  const other = alike.find(({ namespace }) => namespace === held.namespace) ?? alike[0];
  if (!other) return 'it is gone from the code, and nothing owns what it stands for';
  const change = other.namespace === held.namespace ? `kind becomes ${show(other.kind)}` : `namespace becomes ${show(other.namespace)}`;
  return `its ${change}, which is another object with data of its own`;
}

function identity({ kind, name, namespace }: HeldData): string {
  return canonical([kind, name, namespace]);
}

/** Terraform itself moves a resource that gets or loses its count. */
function isSameAddress(one: string, other: string): boolean {
  return one === other || one === `${other}[0]` || other === `${one}[0]`;
}

/** What would have to become smaller, or older, than it can. */
function shrunk(before: HeldData, after: HeldData): string | undefined {
  if (isOlder(after.version, before.version)) return `its version goes from ${before.version} down to ${after.version}`;
  if (after.storage !== undefined && before.storage !== undefined && after.storage < before.storage) {
    return `its storage goes from ${before.storage} down to ${after.storage} GiB`;
  }
  return undefined;
}

/** Whether a version is before another one, as far as both say: 16 is not before 16.4. */
export function isOlder(version: string | undefined, than: string | undefined): boolean {
  if (version === undefined || than === undefined) return false;
  const [one, other] = [version, than].map((text) => text.split('.').map(Number));
  const index = one.findIndex((part, place) => place < other.length && part !== other[place]);
  return index !== -1 && one[index] < other[index];
}

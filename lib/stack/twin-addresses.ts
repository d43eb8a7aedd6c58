import { TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { fixedAddresses } from '../core/fixed-address';
import type { Problem } from '../core/problems';
import { addressOf } from '../guardrails/expectations';

/**
 * Resources of a stack that share an address with one of the library's: CDKTF would silently write them as one
 * resource.
 *
 * @param nodes the tree of the stack
 */
export function twinAddresses(stack: TerraformStack, nodes: readonly IConstruct[]): Problem[] {
  const ours = new Set<IConstruct>(fixedAddresses(stack).map(({ resource }) => resource));
  const sharing = new Map<string, TerraformResource[]>([...ours].map((resource) => [addressOf(resource as TerraformResource), []]));
  for (const node of nodes) {
    if (TerraformResource.isTerraformResource(node) && node.cdktfStack === stack) sharing.get(addressOf(node))?.push(node);
  }
  const addresses = new Map<string, string[]>();
  for (const [address, twins] of sharing) {
    if (twins.length < 2) continue;
    const path = pathsOf(twins, ours);
    addresses.set(path, [...(addresses.get(path) ?? []), address]);
  }
  return [...addresses].map(([path, shared]) => ({
    path,
    got: `the same address in Terraform: ${shared.join(', ')}`,
    allowed: 'an address for each resource, those that the library fixes among them',
    fix: 'remove one of the two, or give it another name: call overrideLogicalId on a resource of your own',
  }));
}

/** Twins that only the library creates are named after their constructs, which share more than one address. */
function pathsOf(twins: readonly TerraformResource[], ours: ReadonlySet<IConstruct>): string {
  const named = twins.every((twin) => ours.has(twin)) ? twins.map(({ node }) => node.scope!) : twins;
  return named.map(({ node }) => node.path).join(', ');
}

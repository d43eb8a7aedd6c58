import type { TerraformStack } from 'cdktf';
import { fixedAddresses } from '../core/fixed-address';
import type { Json } from '../core/json';
import { addressOf } from '../guardrails/expectations';
import { blocksOfSection, pieces } from '../guardrails/model/sections';

/** Where Terraform finds in its state what has another address now. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Tells Terraform of a stack's resources by the addresses that earlier versions gave them, which followed the paths of their
 * constructs.
 *
 * A team's own moves come first: Terraform takes one to and from each address, and none from where a resource still is.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 */
export function addMoves(stack: TerraformStack, json: Json): void {
  const present = new Set(blocksOfSection(json.resource).map(([type, name]) => `${type}.${name}`));
  const moved = pieces(json.moved);
  const [sources, targets] = [new Set(moved.map(({ from }) => from)), new Set(moved.map(({ to }) => to))];
  for (const move of movesIn(stack, present)) {
    if (sources.has(move.from) || targets.has(move.to)) continue;
    sources.add(move.from);
    moved.push({ ...move });
  }
  if (moved.length > 0) Object.assign(json, { moved });
}

function movesIn(stack: TerraformStack, present: ReadonlySet<string>): Move[] {
  return fixedAddresses(stack)
    .filter(({ resource }) => present.has(addressOf(resource)))
    .flatMap(({ resource, name }) => {
      const type = resource.terraformResourceType;
      const earlier = [`${type}.${stack.getLogicalId(resource)}`, `${type}.${name}`].filter((address) => !present.has(address));
      const steps = [...new Set([...earlier, addressOf(resource)])];
      return steps.slice(1).map((to, index) => ({ from: steps[index], to }));
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}

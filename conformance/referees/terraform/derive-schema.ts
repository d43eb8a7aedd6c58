import { computedType, simpleType } from './derive-types';
import type { Member } from './generated-members';
import { mainMembers, structMembers } from './generated-members';
import type { GeneratedSource } from './generated-source';
import type { StructUse } from './hcl-entries';
import type { Attribute, Block, NestedAttributes, NestedBlock } from './schema';

/**
 * The schema of one resource, data source or provider.
 *
 * Exact where the generated code is: which arguments exist, their types, who sets them, how blocks nest. Not in that code,
 * and so not checked: numbers of blocks other than 0, 1 and many, conflicts between arguments, sensitivity, patterns.
 */
export function deriveBlock(source: GeneratedSource): Block {
  return blockOf(source, mainMembers(source));
}

function blockOf(source: GeneratedSource, members: readonly Member[]): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  for (const member of members) {
    const struct = member.hcl?.struct;
    if (struct && isBlock(member, struct)) {
      blocks[member.name] = nestedBlock(source, member, struct);
    } else {
      attributes[member.name] = attribute(source, member);
    }
  }
  return { attributes, blocks };
}

function isBlock(member: Member, { nesting, repeats }: StructUse): boolean {
  if (nesting === 'map') return false;
  return nesting === 'single' ? member.documentedAsBlock : repeats !== 'attribute';
}

/**
 * Terraform names the values of a list block `metadata[0].name`, also where it takes only one; and so does cdktf
 * (`super(terraformResource, terraformAttribute, false, 0)`). Those of a single block are named `timeouts.create`.
 */
function nestedBlock(source: GeneratedSource, { required }: Member, { name, nesting, repeats }: StructUse): NestedBlock {
  const block = blockOf(source, structMembers(source, name));
  if (nesting === 'map') throw new Error(`${name} is a map of blocks, which no provider in use has`);
  // cdktf calls a single block required if all its parts are; that says nothing about the block.
  if (nesting === 'single') return { nesting, minItems: 0, maxItems: 0, block };
  return { nesting, minItems: required ? 1 : 0, maxItems: repeats ? 0 : 1, block };
}

function attribute(source: GeneratedSource, member: Member): Attribute {
  const { required, optional, hcl } = member;
  if (!hcl) return { type: computedType(source, member), required: false, optional: false, computed: true };
  // Where an attribute is computed as a whole, cdktf says so of its required parts too. Terraform refuses both at once.
  const flags = { required, optional, computed: member.computed && !required };
  return hcl.struct ? { nested: nestedAttributes(source, hcl.struct), ...flags } : { type: simpleType(hcl), ...flags };
}

function nestedAttributes(source: GeneratedSource, { name, nesting }: StructUse): NestedAttributes {
  const { attributes, blocks } = blockOf(source, structMembers(source, name));
  const [block] = Object.keys(blocks);
  if (block) throw new Error(`${name} is an attribute and holds the block ${block}, which Terraform does not allow`);
  return { nesting, attributes };
}

import type { TerraformElement } from 'cdktf';
import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import type { Rendered } from './rendered';

/** An element that has an address in Terraform. */
export type Addressed = TerraformElement & { readonly terraformResourceType: string };

/** One thing that must hold of one element's synthesised form, whichever way it may have been changed. */
export interface Guard {
  /** The element, as it stands in the output. */
  readonly element: Addressed;
  /** What must hold, in words. */
  readonly rule: string;
  /** What is there instead, or nothing where the rule holds; the block is absent where the element was taken out. */
  readonly breach: (block: Json | undefined) => string | undefined;
}

/** The address of an element inside its stack. */
export function addressOf(element: Addressed): string {
  return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
}

/** The problems of the guarded elements in a stack's JSON. */
export function brokenGuards(guards: readonly Guard[], { resources }: Rendered): Problem[] {
  const blocks = new Map(resources.map(({ type, name, body }) => [`${type}.${name}`, body]));
  return guards.flatMap(({ element, rule, breach }) => {
    const got = breach(blocks.get(addressOf(element)));
    if (got === undefined) return [];
    const fix = 'remove the override, aspect or removal that changes it; this is not up for change';
    return [{ path: element.node.path, got, allowed: rule, fix }];
  });
}

/** An element that has to be there: once, in the environment's own cluster and account, and kept as it is written. */
export function presentGuard(element: Addressed, rule: string, breach: (block: Json) => string | undefined): Guard {
  return { element, rule, breach: (block) => (block ? (loosened(block) ?? breach(block)) : 'no such resource in the output') };
}

function loosened(block: Json): string | undefined {
  const argument = ['count', 'for_each', 'provider'].find((name) => block[name] !== undefined && block[name] !== null);
  if (argument) return `the argument ${argument}`;
  const { ignore_changes: ignored } = (block.lifecycle ?? {}) as Json;
  return ignored === undefined ? undefined : 'changes that Terraform ignores';
}

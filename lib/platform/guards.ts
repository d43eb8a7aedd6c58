import type { TerraformElement } from 'cdktf';
import type { Problem } from '../core/problems';

/** A synthesised block, as it stands in the JSON of a stack. */
export type Json = Record<string, unknown>;

/** One thing that must hold of one element's synthesised form, whichever way it may have been changed. */
export interface Guard {
  /** The element's construct path. */
  readonly path: string;
  /** The element, as it stands in the output. */
  readonly element: TerraformElement & { readonly terraformResourceType: string };
  /** What must hold, in words. */
  readonly rule: string;
  /** What is there instead, or nothing where the rule holds; the block is absent where the element was taken out. */
  readonly breach: (block: Json | undefined) => string | undefined;
}

/** The problems of the guarded elements in a stack's JSON. */
export function brokenGuards(guards: readonly Guard[], json: Json): Problem[] {
  const resources = (json.resource ?? {}) as Record<string, Record<string, Json>>;
  return guards.flatMap((guard) => {
    const block = resources[guard.element.terraformResourceType]?.[guard.element.friendlyUniqueId];
    const got = guard.breach(block ?? undefined);
    if (got === undefined) return [];
    return [
      {
        path: guard.path,
        got,
        allowed: guard.rule,
        fix: 'remove the override, aspect or removal that changes it; this is not up for change',
      },
    ];
  });
}

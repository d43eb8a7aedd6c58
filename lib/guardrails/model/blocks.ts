import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { isUnreadable, Unreadable } from './unreadable';

/**
 * The blocks of a name, however they were nested: Terraform reads `{…}`, `[{…}]` and `[[{…}]]` alike.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping
 */
export function blocksOf(value: unknown): (Json | Unreadable)[] {
  return list(value)
    .flat(Infinity)
    .filter((each): each is Json | Unreadable => isUnreadable(each) || isPlainObject(each));
}

/** The one block of a name: nothing if there is none, unreadable if there may be several. */
export function blockOf(value: unknown): Json | Unreadable | undefined {
  if (isUnreadable(value) || isPlainObject(value)) return value;
  const blocks = blocksOf(value);
  return blocks.length > 1 ? new Unreadable(`${blocks.length} blocks`) : blocks[0];
}

/** The value at a path of blocks and attributes; unreadable if a block on the way is. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body;
  for (const step of stepsOf(path)) {
    const block = blockOf(value);
    if (block === undefined || isUnreadable(block)) return block;
    value = block[step];
  }
  return value ?? undefined;
}

const STEPS = new Map<string, readonly string[]>([['', []]]);

/** The steps of a path; there are few paths, and each is asked of every resource. */
function stepsOf(path: string): readonly string[] {
  const known = STEPS.get(path);
  if (known) return known;
  const steps = path.split('.');
  STEPS.set(path, steps);
  return steps;
}

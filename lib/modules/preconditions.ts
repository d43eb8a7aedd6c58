import { argument, block } from './hcl/body';
import type { Item } from './hcl/body';
import { onLines } from './hcl/condition';
import type { MessagedRule } from './messages';

/** The resources with the preconditions of the rules that no variable can have. */
export function withPreconditions(items: readonly Item[], rules: readonly MessagedRule[]): Item[] {
  return items.map((item) => {
    if (item.kind !== 'block' || item.type !== 'resource') return item;
    const own = rules.filter(({ at }) => 'resource' in at && at.resource === item.labels.join('.'));
    if (own.length === 0) return item;
    const conditions = own.map(({ condition, message }) =>
      block('precondition', [], [argument('condition', onLines(condition)), argument('error_message', message)]));
    const present = item.body.find((part) => part.kind === 'block' && part.type === 'lifecycle');
    const before = present?.kind === 'block' ? present.body : [];
    return { ...item, body: [...item.body.filter((part) => part !== present), block('lifecycle', [], [...before, ...conditions])] };
  });
}

import { GoldenPathError } from '../../core/errors';
import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { argument, block } from '../hcl/body';
import type { Item } from '../hcl/body';
import { raw } from '../hcl/expression';
import type { Derivation } from './derivation';
import { dynamicBlock, withAllKeys } from './dynamic-block';
import { underivable } from './underivable';

/** Meta-arguments, which are read by Terraform and not by a provider: their lists have references without quotes. */
const BARE = ['depends_on', 'ignore_changes', 'replace_triggered_by'];

/** The blocks that every resource may have. */
const OF_EVERY_RESOURCE = ['lifecycle', 'lifecycle.postcondition', 'lifecycle.precondition'];

/** Whether a path of a type of resource is a block. */
export type IsBlock = (path: string) => boolean;

export function blocksIn(known: ReadonlySet<string>): IsBlock {
  return (path) => known.has(path) || OF_EVERY_RESOURCE.includes(path);
}

/** What stands in a resource, or in a block of it: its arguments, then its blocks. */
export function bodyOf(derivation: Derivation, isBlock: IsBlock, path = '', ignored: readonly string[] = ['//']): Item[] {
  const keys = [...new Set(derivation.values.flatMap((value) => Object.keys(value as Json)))].filter((key) => !ignored.includes(key));
  const within = (key: string) => (path === '' ? key : `${path}.${key}`);
  const [blocks, plain] = [keys.filter((key) => isBlock(within(key))), keys.filter((key) => !isBlock(within(key)))];
  const [meta, own] = [plain.filter((key) => BARE.includes(key)), plain.filter((key) => !BARE.includes(key))];
  return [
    ...named(own).map((key) => argument(key, derivation.at(key).expression())),
    ...meta.map((key) => argument(key, bareList(derivation.at(key)))),
    ...blocks.flatMap((key) => blocksOf(derivation.at(key, (value) => list((value as Json)[key])), isBlock, within(key))),
  ];
}

/** The name of a thing comes first. */
function named(keys: readonly string[]): string[] {
  return [...keys.filter((key) => key === 'name'), ...keys.filter((key) => key !== 'name')];
}

function blocksOf(derivation: Derivation, isBlock: IsBlock, path: string): Item[] {
  const type = path.split('.').at(-1)!;
  const lengths = new Set((derivation.values as unknown[][]).map(({ length }) => length));
  if (lengths.size === 1) {
    const blocks = fixedBlocks(derivation, isBlock, path);
    if (blocks) return blocks;
  }
  const condition = lengths.size === 2 && Math.max(...lengths) === 1 ? derivation.presence() : undefined;
  if (condition) {
    const body = bodyOf(derivation.where((sample) => condition.of(sample)).at(0), isBlock, path);
    return [block('dynamic', [type], [argument('for_each', raw(`${condition.hcl} ? [1] : []`)), block('content', [], body)])];
  }
  const all = (derivation.values as unknown[][]).flat().filter(isPlainObject);
  const data = derivation.with((value) => withAllKeys(value as Json[], all)).environmentData();
  if (data?.kind !== 'raw') throw underivable(derivation.path, derivation.values);
  return [dynamicBlock(type, data.text, all, isBlock, path)];
}

function fixedBlocks(derivation: Derivation, isBlock: IsBlock, path: string): Item[] | undefined {
  const type = path.split('.').at(-1)!;
  const [first] = derivation.values as unknown[][];
  try {
    return first.map((_, index) => block(type, [], bodyOf(derivation.at(index), isBlock, path)));
  } catch (error) {
    if (!(error instanceof GoldenPathError)) throw error;
    return undefined;
  }
}

function bareList(derivation: Derivation) {
  const items = (derivation.values[0] as string[]).map((text) => derivation.reference(text));
  return raw(`[${items.join(', ')}]`);
}

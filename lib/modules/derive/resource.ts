import { argument, block } from '../hcl/body';
import type { Item } from '../hcl/body';
import { raw } from '../hcl/expression';
import type { Address } from './addresses';
import { blocksIn, bodyOf } from './body';
import type { Derivation } from './derivation';
import type { Sample } from './sample';

/** Begins a derivation of one value for each sample. */
export type Derive = (values: readonly unknown[], path: readonly string[]) => Derivation;

/** A resource of the module; two, if the construct protects it from destruction in some environments only. */
export function resourceItems(derive: Derive, samples: readonly Sample[], { type, name, when, keptWhen }: Address): Item[] {
  const bodies = samples.map(({ resources }) => resources[type]?.[name]);
  const isBlock = blocksIn(new Set(samples.flatMap(({ blocks }) => [...(blocks.get(type) ?? [])])));
  const derivation = derive(bodies, [type, name]).where((_, index) => bodies[index] !== undefined);
  const body = bodyOf(derivation, isBlock, '', keptWhen ? ['//', 'lifecycle'] : ['//']);
  if (!keptWhen) return [block('resource', [type, name], when ? [count(when.hcl), ...body] : body)];
  const both = (condition: string) => (when ? `${when.hcl} && ${condition}` : condition);
  const kept = block('lifecycle', [], [argument('prevent_destroy', raw('true'))]);
  return [
    block('resource', [type, name], [count(both(`!${keptWhen.hcl}`)), ...body]),
    block('resource', [type, `${name}_kept`], [count(both(keptWhen.hcl)), ...body, kept]),
  ];
}

function count(condition: string): Item {
  const isPlain = /^![\w.]+$/.test(condition);
  return argument('count', raw(isPlain ? `${condition.slice(1)} ? 0 : 1` : `${condition} ? 1 : 0`));
}

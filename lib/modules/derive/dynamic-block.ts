import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { argument, block } from '../hcl/body';
import type { Item } from '../hcl/body';
import { raw } from '../hcl/expression';
import type { IsBlock } from './body';

/** Blocks of one type, as many as the data has; what one of them lacks is null there. */
export function dynamicBlock(type: string, each: string, samples: readonly Json[], isBlock: IsBlock, path: string): Item {
  const keys = keysOf(samples);
  const isInner = (key: string) => isBlock(`${path}.${key}`);
  const value = (key: string) => `${type}.value.${key}`;
  const content = [
    ...keys.filter((key) => !isInner(key)).map((key) => argument(key, raw(value(key)))),
    ...keys.filter(isInner).map((key) => {
      const inner = innerOf(samples, key);
      return dynamicBlock(key, eachOf(value(key), samples, key), inner, isBlock, `${path}.${key}`);
    }),
  ];
  return block('dynamic', [type], [argument('for_each', raw(each)), block('content', [], content)]);
}

/** The same objects, each with every key that one of them has. */
export function withAllKeys(values: readonly Json[], all: readonly Json[]): Json[] {
  return values.map((value) => Object.fromEntries(keysOf(all).map((key) => [key, completed(value[key], all, key)])));
}

function completed(value: unknown, all: readonly Json[], key: string): unknown {
  const inner = innerOf(all, key);
  if (inner.length === 0) return value ?? null;
  if (isMap(key)) return value ?? null;
  if (Array.isArray(value)) return withAllKeys(value as Json[], inner);
  return isPlainObject(value) ? withAllKeys([value], inner)[0] : null;
}

/** Maps from text to text, whose keys are data. */
function isMap(key: string): boolean {
  return key === 'match_labels' || key === 'labels';
}

/** A single block may be missing. */
function eachOf(value: string, samples: readonly Json[], key: string): string {
  return samples.some((sample) => Array.isArray(sample[key])) ? `coalesce(${value}, [])` : `${value}[*]`;
}

function innerOf(samples: readonly Json[], key: string): Json[] {
  return samples.flatMap((sample) => sample[key]).filter(isPlainObject);
}

function keysOf(samples: readonly Json[]): string[] {
  return [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
}

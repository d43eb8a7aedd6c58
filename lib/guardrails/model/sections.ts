import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';

/** Every block of a section with its type and name, of a section that may come in pieces. */
export function blocksOfSection(section: unknown): [type: string, name: string, body: Json][] {
  const blocks: [string, string, Json][] = [];
  for (const types of pieces(section)) {
    for (const [type, named] of Object.entries(types)) {
      for (const names of pieces(named)) {
        for (const [name, bodies] of Object.entries(names)) for (const body of pieces(bodies)) blocks.push([type, name, body]);
      }
    }
  }
  return blocks;
}

/** The objects of a value that may come in pieces, however they were nested. */
export function pieces(value: unknown): Json[] {
  return list(value).flat(Infinity).filter(isPlainObject);
}

import { many } from '../core/json';
import type { Json } from '../core/json';

/** One block of a stack's JSON with its address. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Json;
}

/** A stack's JSON, and what stands in it block by block: read once, and asked by every check. */
export interface Rendered {
  readonly json: Json;
  readonly resources: readonly Block[];
  readonly data: readonly Block[];
}

export function rendered(json: Json): Rendered {
  return { json, resources: blocksOf(json.resource), data: blocksOf(json.data) };
}

/**
 * Every block of a section, by type and name.
 *
 * An override may bring a block in as a list, which Terraform reads as it reads the block alone.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping
 */
function blocksOf(section: unknown): Block[] {
  const blocks: Block[] = [];
  for (const types of many(section)) {
    for (const [type, named] of Object.entries(types)) {
      for (const [name, bodies] of many(named).flatMap((names) => Object.entries(names))) {
        for (const body of many(bodies)) blocks.push({ type, name, body });
      }
    }
  }
  return blocks;
}

/** The construct path, which CDKTF keeps in the block, or the address where the block came in by an override. */
export function pathOf(stackPath: string, { type, name, body }: Block): string {
  const { metadata } = (body['//'] ?? {}) as { metadata?: { path?: string } };
  return metadata?.path ?? `${stackPath}: ${type}.${name}`;
}

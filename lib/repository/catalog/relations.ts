import { canonical } from './entity';
import type { Entity } from './entity';

/** A relation that an entity has by a field of its spec. */
interface Relation {
  readonly field: string;
  /** As it is written. */
  readonly written: string;
  /** As the catalog compares it. */
  readonly target: string;
}

/**
 * The fields of a spec that refer to other entities, with the kind that a reference without one means. Those of `dependsOn` have
 * their kind.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 */
const FIELDS: Readonly<Record<string, string>> = {
  children: 'group',
  consumesApis: 'api',
  dependsOn: 'component',
  domain: 'domain',
  owner: 'group',
  parent: 'group',
  providesApis: 'api',
  subcomponentOf: 'component',
  system: 'system',
};

/** Every relation that an entity declares. */
export function relationsOf({ spec }: Entity): Relation[] {
  return Object.entries(FIELDS).flatMap(([field, kind]) => {
    const value = spec[field];
    const references = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
    return references.map((written) => ({ field, written, target: canonical(written, kind) }));
  });
}

import { breach } from '../../core/limits';
import { closest, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { ENTITY_NAME } from '../../platform/catalog-limits';
import { ENTITY_KEY } from './catalog-entry-settings';
import { referenceOf } from './entity';
import type { Made } from './entity';
import { relationsOf } from './relations';

/**
 * Entities with one reference: a catalog takes the first that it reads, and reports the other nowhere.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
 */
export function clashes(all: readonly Made[]): Problem[] {
  const byReference = new Map<string, Made[]>();
  for (const made of all) byReference.set(referenceOf(made.entity), [...(byReference.get(referenceOf(made.entity)) ?? []), made]);
  return [...byReference]
    .filter(([, twins]) => twins.length > 1)
    .map(([reference, twins]) => ({
      path: twins.map(({ construct }) => construct.node.path).join(', '),
      got: `${twins.length} entities ${show(reference)}`,
      allowed: 'one entity of a kind and name in the catalog, in whatever letters',
      fix: FIX_OF_CLASH[twins[0].entity.kind] ?? 'rename one of them',
    }));
}

const FIX_OF_CLASH: Readonly<Record<string, string>> = {
  API: 'give the name of one of the APIs',
  Resource: "give one of them another name in the catalog, as in resourceNames: { 'topic/payments': 'payments-topic' }",
};

/** Relations without a target: a catalog accepts them, and shows a node that leads nowhere. */
export function dangling(all: readonly Made[], elsewhere: (made: Made) => ReadonlySet<string>): Problem[] {
  const present = new Set(all.map(({ entity }) => referenceOf(entity)));
  return all.flatMap((made) =>
    relationsOf(made.entity)
      .filter(({ target }) => !present.has(target) && !elsewhere(made).has(target))
      .map(({ field, written, target }) => {
        const meant = meantBy(target, new Set([...present, ...elsewhere(made)]));
        return {
          path: `${made.construct.node.path}: ${field}`,
          got: show(written),
          allowed: 'an entity of this app, or one that the platform knows',
          fix: `${meant === undefined ? '' : `did you mean ${show(meant)}? If not, `}${fixOf(target)}`,
        };
      }),
  );
}

/** The name of the same kind that was most likely meant. */
function meantBy(target: string, known: ReadonlySet<string>): string | undefined {
  const [kind, name] = partsOf(target);
  return closest(name, [...known].map(partsOf).flatMap(([ofKind, other]) => (ofKind === kind ? [other] : [])).sort());
}

function partsOf(reference: string): [kind: string, name: string] {
  return [reference.split(':')[0], reference.split('/')[1]];
}

/** How each kind of entity becomes known. */
function fixOf(target: string): string {
  const [kind, name] = partsOf(target);
  const external = `add '${kind}:${name}' to externals, or to catalog.externals of the platform`;
  if (kind === 'component') return `make a CatalogEntry for the service, add '${name}' to catalog.services of the platform, or ${external}`;
  if (kind === 'resource') return `make a CatalogEntry for the service that owns it, or ${external}`;
  return kind === 'api' ? `let a service provide it by apis, or ${external}` : `declare the ${kind}`;
}

/** What a catalog would refuse of an entity, and leave out without a word. */
export function refusedFormats(all: readonly Made[]): Problem[] {
  return all.flatMap(({ entity: { kind, metadata }, construct }) => {
    const at = `${construct.node.path}: ${kind} ${show(metadata.name)}`;
    const keys = [...Object.keys(metadata.labels ?? {}), ...Object.keys(metadata.annotations ?? {})];
    const broken = [breach(`${at} name`, metadata.name, ENTITY_NAME), ...keys.map((key) => breach(`${at} key`, key, ENTITY_KEY))];
    return broken.filter((problem) => problem !== undefined);
  });
}

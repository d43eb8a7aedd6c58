import { refOf, shortRef, type Entity } from '../../referees/backstage';
import type { Service } from './connections';

/** Each relation of Backstage's, and the one that the other side gets. */
const INVERSE = new Map(
  [
    ['dependsOn', 'dependencyOf'],
    ['ownedBy', 'ownerOf'],
    ['partOf', 'hasPart'],
    ['providesApi', 'apiProvidedBy'],
    ['consumesApi', 'apiConsumedBy'],
    ['childOf', 'parentOf'],
    ['memberOf', 'hasMember'],
  ].flatMap(([one, other]) => [[one, other], [other, one]] as const),
);

/** All entities that the backend has, by their references. */
export type Catalog = ReadonlyMap<string, Entity>;

export function catalogOf(entities: readonly Entity[]): Catalog {
  return new Map(entities.map((entity) => [shortRef(refOf(entity)), entity]));
}

/** The targets of one kind of relation, sorted. */
export function targetsOf(entity: Entity | undefined, type: string): string[] {
  const own = (entity?.relations ?? []).filter((relation) => relation.type === type);
  return own.map(({ targetRef }) => shortRef(targetRef)).sort();
}

/** Relations that lead nowhere. The backend takes them without a word. */
export function danglingRelations(catalog: Catalog): string[] {
  return each(catalog, (ref, type, target) => (catalog.has(target) ? [] : [`${ref} ${type} ${target}: there is no such entity`]));
}

/** Relations that only one side knows of. */
export function oneSidedRelations(catalog: Catalog): string[] {
  return each(catalog, (ref, type, target) => {
    const inverse = INVERSE.get(type);
    if (!inverse) return [`${ref} ${type} ${target}: nobody here knows this relation`];
    const other = catalog.get(target);
    return !other || targetsOf(other, inverse).includes(ref) ? [] : [`${ref} ${type} ${target}, which has no ${inverse} ${ref}`];
  });
}

/** Where the catalog's relations are not those of the output: what depends on what, and who owns it, seen from both sides. */
export function differingRelations(catalog: Catalog, services: readonly Service[]): string[] {
  const users = new Map<string, string[]>();
  for (const { name, connections } of services) {
    for (const target of connections) users.set(target, [...(users.get(target) ?? []), `component:${name}`]);
  }
  return [
    ...services.flatMap(({ name, connections }) => compare(catalog, `component:${name}`, 'dependsOn', [...connections])),
    ...[...users].flatMap(([target, names]) => compare(catalog, target, 'dependencyOf', names)),
    ...services.flatMap((service) => differingOwners(catalog, service)),
  ];
}

/** A service's connections and owners, counted as relations from one side. */
export function expectedCount(services: readonly Service[]): number {
  return services.reduce((sum, service) => sum + service.connections.size + ownedBy(service).length, 0);
}

function differingOwners(catalog: Catalog, service: Service): string[] {
  const group = `group:${service.group}`;
  const owned = targetsOf(catalog.get(group), 'ownerOf');
  return ownedBy(service).flatMap((ref) => [
    ...compare(catalog, ref, 'ownedBy', [group]),
    ...(owned.includes(ref) ? [] : [`${group}: ownerOf lacks ${ref}`]),
  ]);
}

/** A service, and what it keeps. */
function ownedBy({ name, connections }: Service): string[] {
  return [`component:${name}`, ...[...connections].filter((target) => target.startsWith('resource:'))];
}

function compare(catalog: Catalog, ref: string, type: string, wanted: readonly string[]): string[] {
  const entity = catalog.get(ref);
  if (!entity) return [`${ref}: not in the catalog`];
  const [got, expected] = [targetsOf(entity, type), [...wanted].sort()].map((list) => list.join(', '));
  return got === expected ? [] : [`${ref}: ${type} is ${got || 'nothing'}, and by the output ${expected || 'nothing'}`];
}

function each(catalog: Catalog, look: (ref: string, type: string, target: string) => string[]): string[] {
  return [...catalog].flatMap(([ref, { relations = [] }]) =>
    relations.flatMap(({ type, targetRef }) => look(ref, type, shortRef(targetRef))));
}

import { createRequire } from 'node:module';
import type * as K8s from 'cdk8s-plus-28/lib/imports/k8s';

const load = createRequire(__filename);

/**
 * The objects of Kubernetes as cdk8s-plus has them from its API, without any defaults, loaded with the first application.
 * The root of that package would also load its own constructs, in twice the time.
 */
export function k8s(): typeof K8s {
  return load('cdk8s-plus-28/lib/imports/k8s') as typeof K8s;
}

/** A list as Kubernetes takes it: an empty one is absent. */
export function listOf<T>(items: readonly T[] = []): T[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

/** A map in the order of its keys. */
export function sortedEntries<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
}

import type { Json } from './guards';
import { annotationsOf, labelsOf } from './labels';
import { POD_SECURITY } from './pod-security';
import type { StackContext } from './stack-context';

export const NAMESPACES = ['kubernetes_namespace', 'kubernetes_namespace_v1'];

/**
 * Puts the owner's labels and annotations on the Kubernetes resources that a team added to its stack itself.
 *
 * The AWS provider has default tags for this, the Kubernetes provider has nothing like them. What a team wrote stays;
 * what the library made is left as it is, so that a label lost there is found.
 */
export function completeOwnership(context: StackContext, json: Json): void {
  if (!context.owner) return;
  const labels = labelsOf(context.owner);
  const annotations = annotationsOf(context.owner);
  const own = new Set(context.guards.map(({ element }) => `${element.terraformResourceType}.${element.friendlyUniqueId}`));
  for (const [type, name, block] of resourcesOf(json)) {
    const metadata = block.metadata;
    if (!type.startsWith('kubernetes_') || own.has(`${type}.${name}`) || !isPlainObject(metadata)) continue;
    const profile = context.holdsService && NAMESPACES.includes(type) ? POD_SECURITY : {};
    if (isMapOrAbsent(metadata.labels)) metadata.labels = { ...labels, ...profile, ...metadata.labels };
    if (isMapOrAbsent(metadata.annotations)) metadata.annotations = { ...annotations, ...metadata.annotations };
  }
}

/** Every resource of a stack's JSON, as its type, its name and its block. */
export function resourcesOf(json: Json, section = 'resource'): [type: string, name: string, block: Json][] {
  return Object.entries((json[section] ?? {}) as Record<string, Record<string, Json>>).flatMap(([type, blocks]) =>
    Object.entries(blocks ?? {}).flatMap(([name, block]): [string, string, Json][] =>
      isPlainObject(block) ? [[type, name, block]] : [],
    ),
  );
}

export function isPlainObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map that is a Terraform expression cannot be added to. */
function isMapOrAbsent(value: unknown): value is Json | undefined {
  return value === undefined || isPlainObject(value);
}

import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../../test/support/documents';

/**
 * Where objects differ from the expected ones, field by field. Neither the order of the objects nor that of a map's keys matters.
 */
export function differences(actual: readonly KubernetesObject[], expected: readonly KubernetesObject[]): string[] {
  const [found, wanted] = [byIdentity(actual), byIdentity(expected)];
  const identities = [...new Set([...wanted.keys(), ...found.keys()])].sort();
  return identities.flatMap((identity) => {
    const [one, other] = [found.get(identity), wanted.get(identity)];
    if (!one) return [`${identity} is missing`];
    return other ? changes(identity, one, other) : [`${identity} is not expected`];
  });
}

function byIdentity(documents: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  const identified = documents.map((document) => [`${document.kind} ${document.metadata?.namespace}/${document.metadata?.name}`, document] as const);
  const map = new Map(identified);
  if (map.size < documents.length) throw new Error(`an object is there twice: ${identified.map(([identity]) => identity).join(', ')}`);
  return map;
}

function changes(path: string, actual: unknown, expected: unknown): string[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  if (!isContainer(actual) || !isContainer(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return [`${path} is ${JSON.stringify(actual)} and should be ${JSON.stringify(expected)}`];
  }
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  return keys.flatMap((key) => changes(`${path}: ${key}`, actual[key], expected[key]));
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

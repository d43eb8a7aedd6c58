import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainObject } from '../../../lib/core/json';
import { readDocuments } from '../documents';
import type { KubernetesObject } from '../documents';
import type { Schema } from './schema';

/** A default that the API server fills in inside of a list. */
interface ListDefault {
  /** Where it is, such as `spec.parentRefs[0].group`. */
  readonly path: string;
  readonly value: unknown;
}

interface DefinitionVersion {
  readonly name: string;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
}

/** The schemas of the CustomResourceDefinitions in a folder, by apiVersion and kind. */
export function schemasOf(folder: string | undefined): ReadonlyMap<string, Schema> {
  if (!folder || !existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const documents = files.flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8')));
  return new Map(documents.filter(({ kind }) => kind === 'CustomResourceDefinition').flatMap(schemasIn));
}

function schemasIn({ spec }: KubernetesObject): [string, Schema][] {
  const { group, names, versions } = spec as { group: string; names: { kind: string }; versions: DefinitionVersion[] };
  return versions.flatMap(({ name, schema }) => (
    schema?.openAPIV3Schema ? [[`${group}/${name} ${names.kind}`, schema.openAPIV3Schema] as [string, Schema]] : []
  ));
}

/** The kind of an object as the schemas are keyed. */
export function schemaKey({ apiVersion, kind }: KubernetesObject): string {
  return `${apiVersion} ${kind}`;
}

/**
 * What the API server adds inside of the lists of an object. Argo CD compares a list whole where several managers may not share
 * it, so that it sees a difference for ever; what is added outside of lists it leaves alone.
 */
export function addedInLists(schema: Schema, value: unknown, path = '', inList = false): ListDefault[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (schema.items ? addedInLists(schema.items, item, `${path}[${index}]`, true) : []));
  }
  if (!isPlainObject(value)) return [];
  const { properties = {}, additionalProperties } = schema as Schema & { additionalProperties?: Schema | boolean };
  const ofProperties = Object.entries(properties).flatMap(([key, property]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key in value) return addedInLists(property, value[key], at, inList);
    return inList && 'default' in property ? [{ path: at, value: property.default }] : [];
  });
  if (typeof additionalProperties !== 'object') return ofProperties;
  const others = Object.entries(value).filter(([key]) => !(key in properties));
  return [...ofProperties, ...others.flatMap(([key, each]) => addedInLists(additionalProperties, each, `${path}.${key}`, inList))];
}

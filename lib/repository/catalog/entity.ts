import type { IConstruct } from 'constructs';
import { nameFrom } from '../../core/names';
import type { Team } from '../../platform/team';

/** The version of every kind of entity that the library writes. */
const API_VERSION = 'backstage.io/v1alpha1';

/** The kinds of entities that the library writes. */
export type Kind = 'API' | 'Component' | 'Domain' | 'Group' | 'Location' | 'Resource' | 'System';

/** A link of an entity. */
interface Link {
  readonly url: string;
  readonly title?: string;
  readonly icon?: string;
  readonly type?: string;
}

/** What names and describes an entity. A field without a value is left out. */
export interface Metadata {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly links?: readonly Link[];
}

/**
 * An entity of a Backstage catalog.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export interface Entity {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: Metadata;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** An entity, and the construct that it is made for. */
export interface Made {
  readonly entity: Entity;
  readonly construct: IConstruct;
}

/** An entity without the fields that have no value. */
export function entityOf(kind: Kind, metadata: Metadata, spec: Readonly<Record<string, unknown>>): Entity {
  return { apiVersion: API_VERSION, kind, metadata: filled(metadata), spec: filled(spec) };
}

/** Who owns an entity. */
export function ownerOf({ catalogGroup }: Team): string {
  return `group:${catalogGroup}`;
}

/** A name of an entity for a text of any form: the text itself if a catalog takes it. */
export function entityName(text: string): string {
  return /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/.test(text) ? text : nameFrom(text);
}

/**
 * A reference in full and in lower case, as the catalog compares it.
 *
 * @param reference with or without a kind and a namespace
 * @see https://backstage.io/docs/features/software-catalog/references#string-references
 */
export function canonical(reference: string, defaultKind: string): string {
  const [, kind = defaultKind, namespace = 'default', name] = /^(?:([^:/]+):)?(?:([^:/]+)\/)?(.*)$/s.exec(reference)!;
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/** The reference of an entity, as the catalog compares it. */
export function referenceOf({ kind, metadata: { name } }: Entity): string {
  return canonical(name, kind);
}

/** Lists and maps that are empty say nothing either. */
function filled<T extends object>(fields: T): T {
  const said = Object.entries(fields).filter(([key, each]) => key === 'children' || !isEmpty(each));
  return Object.fromEntries(said) as T;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

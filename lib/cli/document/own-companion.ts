import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { CompanionForm, Form, PropForm } from './form';

/** A companion of the platform, as its module exports it under `companions`. */
export interface OwnCompanion {
  /** What documents call it. */
  readonly kind: string;
  readonly form: CompanionForm;
  /** Its class. */
  readonly construct: unknown;
}

/** What stands for the class of a companion of the platform. */
export function ownClass(kind: string): string {
  return `companions.${kind}`;
}

/** What a schema calls a type, with the form that reads it. */
const FORMS: Readonly<Record<string, Form>> = {
  string: { kind: 'text' },
  integer: { kind: 'number' },
  number: { kind: 'number' },
  boolean: { kind: 'boolean' },
};

/**
 * The companions that a platform's module exports: `companions: { search: { construct: SearchDomain, nameProp: 'searchName', props } }`,
 * where `props` are JSON Schemas by the names of the props, each with whether it is `required`.
 */
export function ownCompanions(module: Readonly<Record<string, unknown>>, where: string): { own: OwnCompanion[]; problems: Problem[] } {
  const given = module.companions;
  if (given === undefined) return { own: [], problems: [] };
  const entries = isPlainObject(given) ? Object.entries(given) : [['companions', given] as const];
  const read = entries.map(([kind, companion]) => ownCompanion(kind, companion, where));
  return { own: read.flatMap(({ own }) => own ?? []), problems: read.flatMap(({ problem }) => problem ?? []) };
}

function ownCompanion(kind: string, given: unknown, where: string): { own?: OwnCompanion; problem?: Problem } {
  const { construct, nameProp, props = {}, summary = '' } = (isPlainObject(given) ? given : {}) as Record<string, unknown>;
  if (typeof construct !== 'function' || typeof nameProp !== 'string' || !isPlainObject(props)) {
    const allowed = 'an object with construct, a class that extends Companion, nameProp, and props if it has others';
    const fix = "write { construct: SearchDomain, nameProp: 'searchName', props: { storageGb: { type: 'integer', required: true } } }";
    return { problem: { path: `companions.${kind} of ${where}`, got: show(given), allowed, fix } };
  }
  const forms = Object.entries(props).map(([name, schema]) => [name, propForm(schema)] as const);
  const form: CompanionForm = {
    construct: ownClass(kind),
    summary: String(summary),
    nameProp,
    props: { kind: 'props', props: Object.fromEntries(forms) },
  };
  return { own: { kind, form, construct } };
}

function propForm(schema: unknown): PropForm {
  const { type, required, description = '' } = (isPlainObject(schema) ? schema : {}) as Record<string, unknown>;
  return { form: FORMS[String(type)] ?? { kind: 'any' }, required: required === true, summary: String(description) };
}

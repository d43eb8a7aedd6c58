import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { KubernetesObject } from '../documents';
import { evaluateRules } from './cel';
import type { CelCheck } from './cel';
import type { Schema } from './schema';

/** A document that somebody applies, and what it replaces. */
export interface Review {
  readonly schema: Schema;
  readonly document: KubernetesObject;
  readonly old?: KubernetesObject;
}

/**
 * What an API server would refuse each document for, with the field's path first: what the schema does not hold, an unknown
 * field, and a rule in the Common Expression Language. Defaults count.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function refusals(reviews: readonly Review[]): string[][] {
  const checked = reviews.map(({ schema, document, old }) => {
    const [value, before] = [structuredClone(document), structuredClone(old)];
    const problems = schemaProblems(schema, value);
    // As an API server does, which has no use for rules about values of a wrong type.
    if (problems.length > 0) return { problems, rules: [] };
    if (before) schemaProblems(schema, before);
    return { problems, rules: rulesIn(schema, value, before) };
  });
  const outcomes = evaluateRules(checked.flatMap(({ rules }) => rules.map(({ check }) => check)));
  return checked.map(({ problems, rules }) => [
    ...problems,
    ...rules.flatMap(({ path, message, check: { rule } }) => {
      const outcome = outcomes.shift();
      if (outcome === true) return [];
      return [`${path}: ${outcome === false ? message ?? rule : `the rule ${rule} cannot be evaluated: ${outcome}`}`];
    }),
  ]);
}

const VALIDATORS = new WeakMap<Schema, ValidateFunction>();

/** Checks a value by a schema, filling in defaults. */
function schemaProblems(schema: Schema, value: unknown): string[] {
  const validate = VALIDATORS.get(schema) ?? validatorOf(schema);
  VALIDATORS.set(schema, validate);
  return validate(value) ? [] : validate.errors!.map(problemOf);
}

function validatorOf(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, useDefaults: true });
  ajv.addVocabulary(['x-kubernetes-validations']);
  return ajv.compile(closed(schema));
}

/** The schema with nothing allowed that it does not name. */
export function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(items && { items: closed(items) }),
    ...(schema.type === 'object' && { additionalProperties: additionalProperties ?? false }),
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, closed(property)])) }),
  };
}

function problemOf({ instancePath, params, message }: ErrorObject): string {
  const field: string | undefined = params.missingProperty ?? params.additionalProperty;
  return `${pathOf([...instancePath.split('/'), field ?? ''])}: ${message}`;
}

function pathOf(parts: readonly string[]): string {
  return parts.filter(Boolean).join('.') || 'the document';
}

interface PathAndCheck {
  readonly path: string;
  readonly message?: string;
  readonly check: CelCheck;
}

/** The rules that speak of a value and of what is in it; those of a change only where there was a value before. */
function rulesIn(schema: Schema, self: unknown, oldSelf: unknown, path: readonly string[] = []): PathAndCheck[] {
  if (self === undefined) return [];
  const rules = (schema['x-kubernetes-validations'] ?? []).filter(({ rule }) => !rule.includes('oldSelf') || oldSelf !== undefined);
  const within = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => (
    rulesIn(property, (self as Record<string, unknown>)[name], (oldSelf as Record<string, unknown> | undefined)?.[name], [...path, name])
  ));
  const seen = path.length === 0 ? withoutMetadata(schema) : schema;
  return [...rules.map(({ rule, message }) => ({ path: pathOf(path), message, check: { rule, schema: seen, self, oldSelf } })), ...within];
}

/** Of the metadata, rules see the name alone. */
function withoutMetadata({ properties, ...schema }: Schema): Schema {
  const { metadata, ...others } = properties ?? {};
  const { name } = metadata?.properties ?? {};
  return { ...schema, properties: { ...others, ...(name && { metadata: { type: 'object', properties: { name } } }) } };
}

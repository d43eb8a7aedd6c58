import Ajv from 'ajv';
import type { KubernetesObject } from '../documents';
import { closed } from './api-server';
import type { DefinitionSpec, Schema } from './schema';

/**
 * The CustomResourceDefinition that Crossplane makes of a definition, for what teams write; only the fields of Crossplane's
 * own are left out.
 */
export function crdOf({ spec }: KubernetesObject): KubernetesObject {
  const { group, names, claimNames, versions } = spec as DefinitionSpec;
  const ofTeams = claimNames ?? names;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${ofTeams.plural}.${group}` },
    spec: {
      group,
      names: ofTeams,
      scope: 'Namespaced',
      versions: versions.map(({ referenceable, ...version }) => ({ ...version, storage: referenceable, subresources: { status: {} } })),
    },
  };
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
const OF_RULES = ['rule', 'message', 'messageExpression', 'reason', 'fieldPath', 'optionalOldSelf'];

/**
 * What an API server would find in a schema besides what the model of a CustomResourceDefinition knows, with the path first.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function structuralProblems(schema: Schema, path = 'the schema'): string[] {
  const { type, properties = {}, items, required = [], 'x-kubernetes-validations': rules = [] } = schema;
  const unknown = required.filter((name) => !(name in properties));
  const misspelt = rules.flatMap((rule) => Object.keys(rule)).find((field) => !OF_RULES.includes(field));
  const within = Object.entries(properties).flatMap(([name, property]) => structuralProblems(property, `${path}.${name}`));
  const conditions: Record<string, boolean> = {
    'has no type': type !== undefined,
    'has both properties and additionalProperties': !('properties' in schema && 'additionalProperties' in schema),
    [`requires ${unknown.join(', ')}, which it does not have`]: unknown.length === 0,
    'has a rule that says nothing': rules.every(({ rule }) => /\bself\b/.test(rule ?? '')),
    'has a rule without a message of one line': rules.every(({ message }) => /^[^\n]+$/.test(message ?? '')),
    [`has a rule with the field ${misspelt}`]: misspelt === undefined,
    'has a description that is no text': ['string', 'undefined'].includes(typeof schema.description),
    'has a default that is not allowed': type === undefined || !('default' in schema) || allows(schema, schema.default),
  };
  const broken = Object.entries(conditions).filter(([, holds]) => !holds).map(([problem]) => `${path} ${problem}`);
  return [...broken, ...within, ...(items ? structuralProblems(items, `${path}[]`) : [])];
}

function allows(schema: Schema, value: unknown): boolean {
  const ajv = new Ajv({ strict: true });
  ajv.addVocabulary(['x-kubernetes-validations']);
  return ajv.validate(closed(schema), value);
}

import type { Json } from '../../core/json';
import { openApiSchema } from '../../core/limit-forms';
import type { OpenApiSchema } from '../../core/limit-forms';
import type { Limit } from '../../core/limits';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';

/** The version of every kind of request. */
export const API_VERSION = 'v1alpha1';

/** A rule in the Common Expression Language, which the API server checks. */
export interface CelRule {
  readonly rule: string;
  readonly message: string;
}

/** One parameter of a request: its limit, and the other parts of its schema. */
interface Parameter {
  readonly limit: Limit;
  readonly default?: unknown;
  readonly rules?: readonly CelRule[];
}

/** One kind of request for data. */
export interface DataApi {
  /** The kind that teams write, such as PostgreSQLInstance. */
  readonly kind: string;
  readonly plural: string;
  /** What it is, for `kubectl explain`. */
  readonly description: string;
  readonly name: Limit;
  readonly nameRules?: readonly CelRule[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly required: readonly string[];
  readonly rules?: readonly CelRule[];
  /** What the Composition writes back. */
  readonly status: Readonly<Record<string, 'string' | 'integer'>>;
  /** The keys of the connection secret that a claim of Crossplane 1.x gets. */
  readonly connectionKeys: readonly string[];
}

/** The kind of the composite, which differs from the kind of the claim in Crossplane 1.x. */
export function compositeOf(api: DataApi, { crossplaneApi }: Environment): { kind: string; plural: string } {
  return crossplaneApi === CrossplaneApi.V1
    ? { kind: `X${api.kind}`, plural: `x${api.plural}` }
    : { kind: api.kind, plural: api.plural };
}

export function compositionName(api: DataApi, { domain }: Platform, environment: Environment): string {
  return `${compositeOf(api, environment).plural}.aws.${domain}`;
}

/**
 * The definition of a kind of request. A request cannot choose a Composition other than the platform's.
 *
 * @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/
 */
export function definitionOf(api: DataApi, platform: Platform, environment: Environment): ManifestProps {
  const names = compositeOf(api, environment);
  const isLegacy = environment.crossplaneApi === CrossplaneApi.V1;
  return {
    apiVersion: `apiextensions.crossplane.io/${isLegacy ? 'v1' : 'v2'}`,
    kind: 'CompositeResourceDefinition',
    metadata: { name: `${names.plural}.${platform.domain}` },
    spec: {
      group: platform.domain,
      ...(isLegacy
        ? {
            claimNames: { kind: api.kind, plural: api.plural },
            connectionSecretKeys: [...api.connectionKeys],
            defaultCompositeDeletePolicy: 'Foreground',
          }
        : { scope: 'Namespaced' }),
      names,
      enforcedCompositionRef: { name: compositionName(api, platform, environment) },
      versions: [{ name: API_VERSION, served: true, referenceable: true, schema: { openAPIV3Schema: schemaOf(api, isLegacy) } }],
    },
  };
}

function schemaOf(api: DataApi, isLegacy: boolean): OpenApiSchema {
  const { parameters, required, rules = [], status } = api;
  return {
    'type': 'object',
    'description': api.description,
    'required': ['spec'],
    'x-kubernetes-validations': nameRulesOf(api, isLegacy),
    'properties': {
      // Of the name, Crossplane before 2.2 keeps this alone.
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: nameLength(api.name, isLegacy) } } },
      spec: {
        type: 'object',
        required: ['parameters'],
        properties: {
          parameters: {
            type: 'object',
            required: [...required],
            ...(rules.length > 0 && { 'x-kubernetes-validations': [...rules] }),
            properties: Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameterSchema(parameter)])),
          },
        },
      },
      status: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(status).map(([name, type]) => [name, { type }])),
      },
    },
  };
}

function parameterSchema({ limit, default: value, rules = [] }: Parameter): Json {
  return {
    ...openApiSchema(limit),
    ...(value !== undefined && { default: value }),
    ...(rules.length > 0 && { 'x-kubernetes-validations': [...rules] }),
  };
}

/** What Crossplane 1.x appends to the name of a claim for that of its composite; one schema holds for both. */
const CLAIM_SUFFIX_LENGTH = 6;

function nameLength({ maxLength }: Limit, isLegacy: boolean): number {
  return maxLength! + (isLegacy ? CLAIM_SUFFIX_LENGTH : 0);
}

/** The schema of metadata is not the definition's to write, but a rule may speak of the name. */
function nameRulesOf({ name, nameRules = [] }: DataApi, isLegacy: boolean): CelRule[] {
  const { pattern, minLength = 1, description } = name;
  const conditions = [
    `self.metadata.name.matches(${celText(pattern!)})`,
    `size(self.metadata.name) >= ${minLength}`,
    `size(self.metadata.name) <= ${nameLength(name, isLegacy)}`,
  ];
  return [
    {
      rule: conditions.join(' && '),
      message: `metadata.name has to be ${description}`,
    },
    ...nameRules,
  ];
}

/** A text as CEL writes it. */
export function celText(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

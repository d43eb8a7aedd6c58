/** A rule of a schema in the Common Expression Language. */
export interface Rule {
  readonly rule: string;
  readonly message?: string;
}

/** A structural schema, as far as definitions of requests have it. */
export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly maxLength?: number;
  readonly 'x-kubernetes-validations'?: readonly Rule[];
  readonly [keyword: string]: unknown;
}

const text: Schema = { type: 'string' };

/** An object of texts, of which the first are required. */
function texts(required: string[], ...others: string[]): Schema {
  return { type: 'object', required, properties: Object.fromEntries([...required, ...others].map((name) => [name, text])) };
}

const selector: Schema = {
  type: 'object',
  required: ['matchLabels'],
  properties: { matchLabels: { type: 'object', additionalProperties: text } },
};

/** Fields that a composite and a claim have from Crossplane, whatever the definition says. */
const OF_BOTH: Record<string, Schema> = {
  compositionRef: texts(['name']),
  compositionSelector: selector,
  compositionRevisionRef: texts(['name']),
  compositionRevisionSelector: selector,
  compositionUpdatePolicy: { type: 'string', enum: ['Automatic', 'Manual'] },
};

const OF_COMPOSITES: Record<string, Schema> = {
  ...OF_BOTH,
  resourceRefs: { type: 'array', items: texts(['apiVersion', 'kind'], 'name') },
};

function ofClaims(defaultDeletePolicy?: string): Record<string, Schema> {
  const policy: Schema = { type: 'string', enum: ['Background', 'Foreground'], ...(defaultDeletePolicy && { default: defaultDeletePolicy }) };
  return {
    ...OF_BOTH,
    compositeDeletePolicy: policy,
    resourceRef: texts(['apiVersion', 'kind', 'name']),
    writeConnectionSecretToRef: texts(['name']),
  };
}

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly referenceable: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** The parts of a CompositeResourceDefinition that Crossplane makes schemas of. */
export interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string; readonly plural: string };
  readonly claimNames?: { readonly kind: string; readonly plural: string };
  readonly scope?: string;
  readonly defaultCompositeDeletePolicy?: string;
  readonly versions: readonly Version[];
}

/** What a Kubernetes name may be, and how long it may be where it becomes the value of a label. */
const NAME: Schema = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', minLength: 1 };
const NAME_LENGTH = 63;

/**
 * The schema by which an API server checks what teams write, made of a definition as Crossplane makes it: of a request of
 * Crossplane 2.x, or of a claim of Crossplane 1.x. Rules above `spec` are known since Crossplane 2.2; 1.x leaves them out.
 *
 * @see https://github.com/crossplane/crossplane/blob/v2.2.0/internal/xcrd/crd.go
 * @see https://github.com/crossplane/crossplane/blob/v1.20.0/internal/xcrd/crd.go
 */
export function requestSchema(definition: DefinitionSpec): Schema {
  const { openAPIV3Schema: written } = definition.versions[0].schema;
  const { metadata, spec } = written.properties!;
  const crossplanes = definition.claimNames
    ? ofClaims(definition.defaultCompositeDeletePolicy)
    : { crossplane: { type: 'object', properties: OF_COMPOSITES } as Schema };
  const maxLength = Math.min(NAME_LENGTH, metadata?.properties?.name.maxLength ?? NAME_LENGTH);
  const rules = definition.claimNames ? {} : { 'x-kubernetes-validations': written['x-kubernetes-validations'] ?? [] };
  const strings: Schema = { type: 'object', additionalProperties: text };
  return {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    ...rules,
    properties: {
      apiVersion: text,
      kind: text,
      metadata: {
        type: 'object',
        required: ['name', 'namespace'],
        properties: { name: { ...NAME, maxLength }, namespace: text, labels: strings, annotations: strings },
      },
      spec: { ...spec, properties: { ...spec.properties, ...crossplanes } },
    },
  };
}

import { isPlainObject, many } from '../../../lib/core/json';
import type { Json } from '../../../lib/core/json';
import { blocksIn, isBlock, mapped } from './exchange';

/** Stands in a body for what only the apply will know. */
export const LATER = '<known after apply>';

/** What `terraform show -json` gives for a plan of a stack. */
export function planOf(json: Json): Json {
  const resources = [...blocks(json.resource, 'managed'), ...blocks(json.data, 'data')];
  const modules = Object.entries((json.module ?? {}) as Json);
  return {
    planned_values: { root_module: { resources: resources.filter(({ mode }) => mode === 'managed').map(valuesOf) } },
    prior_state: { values: { root_module: { resources: resources.filter(({ mode }) => mode === 'data').map(valuesOf) } } },
    resource_changes: [
      ...resources.map(({ address, body }) => ({ address, change: { after_unknown: unknownIn(body) } })),
      ...many(json.import).map(({ to, id }) => ({ address: to, change: { importing: { id } } })),
    ],
    configuration: {
      root_module: {
        resources: resources.map(configured),
        ...unknownSections(json),
        module_calls: Object.fromEntries(modules.map(([name, body]) => [name, { ...(body as Json), module: {} }])),
      },
      provider_config: providersOf(json),
    },
  };
}

const KNOWN = ['data', 'import', 'locals', 'module', 'provider', 'removed', 'resource', 'terraform', 'variable'];

function unknownSections(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !KNOWN.includes(name)));
}

/** A provider that is only required has nothing but its address. */
function providersOf({ provider, terraform }: Json): Json {
  const required = Object.entries(((terraform ?? {}) as Json).required_providers ?? {}) as [string, Json][];
  const sources = required.map(([name, { source }]) => [name, { name, full_name: `registry.terraform.io/${String(source)}` }] as const);
  const written = Object.entries((provider ?? {}) as Json).map(
    ([name, body]) => [name, { name, expressions: expressionsOf(body as Json) }] as const,
  );
  return Object.fromEntries([...sources, ...written]);
}

interface Block {
  readonly address: string;
  readonly mode: 'data' | 'managed';
  readonly type: string;
  readonly name: string;
  readonly body: Json;
}

function blocks(section: unknown, mode: Block['mode']): Block[] {
  return Object.entries((section ?? {}) as Json).flatMap(([type, named]) =>
    Object.entries(named as Json).map(([name, body]) => ({
      address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`, mode, type, name, body: body as Json,
    })),
  );
}

function valuesOf({ body, ...about }: Block): Json {
  return { ...about, values: planned({ ...body, provisioner: LATER }) };
}

/** What is known, with every block as a list. */
function planned(body: Json): Json {
  const known = Object.entries(body).filter(([, value]) => value !== LATER);
  return mapped(Object.fromEntries(known), (name, value) => (isBlock(name, value) ? blocksIn(value).map(planned) : knownIn(value)));
}

/** The known part of an attribute, in which Terraform has no blocks. */
function knownIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => (each === LATER ? null : knownIn(each)));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === LATER ? [] : [[name, knownIn(each)]])));
}

/** Where something will be known later, in the shape of the value. */
function unknownIn(value: unknown): unknown {
  if (!isPlainObject(value)) return laterIn(value);
  return mapped(value, (name, each) => (isBlock(name, each) ? blocksIn(each).map(unknownIn) : laterIn(each)));
}

/** The same of an attribute. */
function laterIn(value: unknown): unknown {
  if (value === LATER) return true;
  if (Array.isArray(value)) return value.map(laterIn);
  return isPlainObject(value) ? mapped(value, (_, each) => laterIn(each)) : false;
}

function configured({ body, ...about }: Block): Json {
  const { provisioner, ...rest } = body;
  const types = many(provisioner).flatMap(Object.keys);
  return { ...about, expressions: expressionsOf(rest), ...(types.length > 0 && { provisioners: types.map((type) => ({ type })) }) };
}

function expressionsOf(body: Json): Json {
  return mapped(body, (name, value) => (isBlock(name, value) ? blocksIn(value).map(expressionsOf) : expressionOf(value)));
}

function expressionOf(value: unknown): Json {
  return JSON.stringify(value).includes(LATER) ? { references: ['var.unknown'] } : { constant_value: value };
}

import { join } from 'node:path';
import { loadPackageDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { decode, encode, ExtData } from '@msgpack/msgpack';
import type { Attribute, Block, ProviderSchema } from './schema';

/**
 * The value that Terraform shows as "known after apply".
 *
 * @see https://github.com/zclconf/go-cty/blob/main/docs/msgpack.md#unknown-values
 */
export const UNKNOWN = new ExtData(0, new Uint8Array([0]));

/** Integers beyond 53 bits have to come through unchanged. */
const EXACT = { useBigInt64: true };

/** An encoded value, as requests and responses hold it. */
export interface WireValue {
  readonly msgpack: Uint8Array;
}

export function fromWire(value: WireValue): unknown {
  return decode(value.msgpack, EXACT);
}

export function toWire(value: unknown): WireValue {
  return { msgpack: encode(value, EXACT) };
}

/** A value as a state file holds it. */
export function fromState({ json }: { readonly json: Uint8Array }): unknown {
  return JSON.parse(Buffer.from(json).toString('utf8'));
}

/** The gRPC service that a provider implements. */
export function providerService(): ServiceDefinition {
  const definition = loadSync(join(__dirname, 'wire.proto'), { keepCase: true, enums: String });
  const packages = loadPackageDefinition(definition) as unknown as { tfplugin6: { Provider: { service: ServiceDefinition } } };
  return packages.tfplugin6.Provider.service;
}

export function schemaMessage({ provider, resources, dataSources }: ProviderSchema) {
  return {
    provider: { block: blockMessage(provider) },
    resource_schemas: mapValues(resources, (block) => ({ block: blockMessage(block) })),
    data_source_schemas: mapValues(dataSources, (block) => ({ block: blockMessage(block) })),
  };
}

function blockMessage({ attributes, blocks }: Block): object {
  return {
    attributes: attributeMessages(attributes),
    block_types: Object.entries(blocks).map(([name, { block, nesting, minItems, maxItems }]) => ({
      type_name: name,
      block: blockMessage(block),
      nesting: nesting.toUpperCase(),
      min_items: minItems,
      max_items: maxItems,
    })),
  };
}

function attributeMessages(attributes: Readonly<Record<string, Attribute>>): object[] {
  return Object.entries(attributes).map(([name, { type, nested, ...settable }]) => ({
    name,
    ...settable,
    ...type && { type: Buffer.from(JSON.stringify(type)) },
    ...nested && { nested_type: { attributes: attributeMessages(nested.attributes), nesting: nested.nesting.toUpperCase() } },
  }));
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

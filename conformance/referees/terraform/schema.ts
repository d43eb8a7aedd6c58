/**
 * A provider's schema, in the terms that Terraform itself uses.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/framework/handling-data/schemas
 */

/**
 * A value's type, in the JSON form that providers send.
 *
 * @see https://github.com/zclconf/go-cty/blob/main/docs/json.md#type-serialization
 */
export type ValueType = 'string' | 'number' | 'bool' | 'dynamic' | CollectionType | ObjectType;

export type CollectionType = readonly ['list' | 'set' | 'map', ValueType];

export type ObjectType = readonly ['object', Readonly<Record<string, ValueType>>];

/** Who sets an argument: the configuration must (`required`), may (`optional`), or the provider does (`computed`). */
export interface Settable {
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
}

/** `name = value`. Has a plain `type`, or `nested` attributes with flags of their own. */
export interface Attribute extends Settable {
  readonly type?: ValueType;
  readonly nested?: NestedAttributes;
}

/** An attribute made of attributes; only protocol 6 knows it, and the Helm provider is built on it. */
export interface NestedAttributes {
  readonly nesting: 'single' | 'list' | 'set' | 'map';
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** `name { ... }`. `maxItems` 0 means any number. */
export interface NestedBlock {
  readonly nesting: 'single' | 'list' | 'set';
  readonly minItems: number;
  readonly maxItems: number;
  readonly block: Block;
}

/** What may stand between the braces of a resource, a data source, a provider or a nested block. */
export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** One provider: its own configuration and every type that it serves. */
export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

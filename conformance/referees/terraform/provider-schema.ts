import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deriveBlock } from './derive-schema';
import { GeneratedSource } from './generated-source';
import type { Block, ProviderSchema } from './schema';
import type { ProviderTypes } from './types-in-use';

/**
 * A provider's schema for some of its types, read from the installed `@cdktf/provider-<name>`.
 *
 * Types that the package lacks are left out: Terraform then says that the provider does not support them, at the right place.
 */
export function providerSchema(provider: string, types: ProviderTypes): ProviderSchema {
  const lib = providerFolder(provider);
  return {
    provider: withoutAlias(deriveBlock(new GeneratedSource(join(lib, 'provider')))),
    resources: blocks(types.resources, (type) => join(lib, folderName(type))),
    dataSources: blocks(types.dataSources, (type) => join(lib, `data-${type.replace(/_/g, '-')}`)),
  };
}

function blocks(types: readonly string[], folderOf: (type: string) => string): Record<string, Block> {
  const known = types.map((type) => [type, folderOf(type)]).filter(([, folder]) => existsSync(folder));
  return Object.fromEntries(known.map(([type, folder]) => [type, deriveBlock(new GeneratedSource(folder))]));
}

/** cdktf adds `alias` to each provider's arguments; to Terraform it is part of the language. */
function withoutAlias({ attributes, blocks: nested }: Block): Block {
  return { attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'alias')), blocks: nested };
}

/** `kubernetes_network_policy_v1` stands in `network-policy-v1`. */
function folderName(type: string): string {
  return type.replace(/^[^_]*_/, '').replace(/_/g, '-');
}

function providerFolder(provider: string): string {
  const name = `@cdktf/provider-${provider}`;
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), 'lib');
  } catch (cause) {
    throw new Error(`no schema for the provider '${provider}': ${name} is not installed`, { cause });
  }
}

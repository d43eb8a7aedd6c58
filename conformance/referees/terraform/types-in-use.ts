import type { StackJson } from './stack-json';

/** The types that stacks use of one provider. */
export interface ProviderTypes {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

/** Served by Terraform itself: `terraform_data`, `terraform_remote_state`. */
const BUILT_IN_PROVIDER = 'terraform';

/**
 * The providers that the stacks require or imply, by local name, with the types in use.
 *
 * Schemas are derived for no more than these: deriving all of AWS takes many seconds, and Terraform rejects the provider
 * for the few types whose structure cdktf leaves out, such as `aws_wafv2_web_acl`.
 */
export function typesInUse(stacks: readonly StackJson[]): Map<string, ProviderTypes> {
  const resources = unique(stacks.flatMap(({ resource }) => Object.keys(resource ?? {})));
  const dataSources = unique(stacks.flatMap(({ data }) => Object.keys(data ?? {})));
  const required = stacks.flatMap((stack) => [
    ...Object.keys(stack.terraform?.required_providers ?? {}),
    ...Object.keys(stack.provider ?? {}),
  ]);
  const providers = unique([...required, ...[...resources, ...dataSources].map(providerOf)]);
  return new Map(providers.filter((name) => name !== BUILT_IN_PROVIDER).map((name) => [name, {
    resources: resources.filter((type) => providerOf(type) === name),
    dataSources: dataSources.filter((type) => providerOf(type) === name),
  }]));
}

/** A type's name starts with the local name of its provider. */
function providerOf(type: string): string {
  return type.split('_')[0];
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

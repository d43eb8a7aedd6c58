import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformProvider, TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problems';
import type { Environment } from '../platform/environment';

/** The provider classes, for the check that they stand on the same CDKTF core as this library. */
export const PROVIDER_CLASSES = {
  '@cdktf/provider-aws': AwsProvider,
  '@cdktf/provider-helm': HelmProvider,
  '@cdktf/provider-kubernetes': KubernetesProvider,
};

/** Adds the providers that a stack lacks. */
export function addProviders(stack: TerraformStack, environment: Environment): void {
  const present = defaultsOf(providersIn(stack));
  const { awsRegion: region, awsAccountId } = environment;
  if (!present.has('aws')) new AwsProvider(stack, 'aws', { region, allowedAccountIds: [awsAccountId] });
  if (present.has('kubernetes')) return;
  new KubernetesProvider(stack, 'kubernetes', { ...clusterOf(environment), exec: [loginOf(environment)] });
}

/** Adds the Helm provider where a resource of it stands in the stack and nobody has configured one. */
export function addHelmProviderIfNeeded(stack: TerraformStack, environment: Environment): void {
  const isRelease = (node: IConstruct) =>
    TerraformResource.isTerraformResource(node) && node.terraformResourceType.startsWith('helm_');
  if (!stack.node.findAll().some(isRelease) || defaultsOf(providersIn(stack)).has('helm')) return;
  new HelmProvider(stack, 'helm', { kubernetes: { ...clusterOf(environment), exec: loginOf(environment) } });
}

/** Every provider configuration of a stack, or of the tree that a stack was asked for already. */
export function providersIn(stack: TerraformStack, nodes = stack.node.findAll()): TerraformProvider[] {
  return nodes.filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node));
}

/** Puts tags on all that AWS providers make; what a team wrote for other keys stays. */
export function tagProviders(providers: readonly TerraformProvider[], tags: Record<string, string>): void {
  for (const provider of providers) {
    if (!(provider instanceof AwsProvider)) continue;
    const own = Array.isArray(provider.defaultTagsInput) ? provider.defaultTagsInput : [];
    provider.defaultTags = [{ tags: Object.assign({}, ...own.map((entry) => entry.tags), tags) }];
  }
}

/** Holds providers of a team's own, such as one for another region, to the account of the environment. */
export function restrictProviders(providers: readonly TerraformProvider[], { awsAccountId }: Environment): void {
  for (const provider of providers) {
    if (provider instanceof AwsProvider && provider.allowedAccountIds === undefined && !provider.assumeRole) {
      provider.allowedAccountIds = [awsAccountId];
    }
  }
}

/** Terraform takes one configuration without an alias; a team that adds a second would read of it only there. */
export function twinProviders(providers: readonly TerraformProvider[]): Problem[] {
  return [...defaultsOf(providers)]
    .filter(([, twins]) => twins.length > 1)
    .map(([type, twins]) => ({
      path: twins.map((twin) => twin.node.path).join(', '),
      got: `${twins.length} configurations of the provider '${type}' without an alias`,
      allowed: 'one; the platform sets it where the stack has none',
      fix: 'give yours an alias, or add it before platform.applyTo(stack, environment)',
    }));
}

/** The configurations without an alias, by provider. */
function defaultsOf(providers: readonly TerraformProvider[]): Map<string, TerraformProvider[]> {
  const defaults = new Map<string, TerraformProvider[]>();
  for (const provider of providers.filter(({ alias }) => !alias)) {
    const type = provider.terraformResourceType;
    defaults.set(type, [...(defaults.get(type) ?? []), provider]);
  }
  return defaults;
}

function clusterOf(environment: Environment) {
  return {
    host: environment.clusterEndpoint,
    clusterCaCertificate: `\${base64decode("${environment.clusterCertificateAuthority}")}`,
  };
}

/**
 * A short-lived token from whoever runs Terraform, so that none is stored.
 *
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#exec-plugins
 */
function loginOf(environment: Environment) {
  return {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['eks', 'get-token', '--cluster-name', environment.clusterName, '--region', environment.awsRegion],
  };
}

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformProvider, TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problems';
import type { Environment } from '../platform/environment';
import { expressionsOf } from '../platform/operator-metadata';
import type { Platform } from '../platform/platform';

/** The provider classes, for the check that they use the same CDKTF core as this library. */
export const PROVIDER_CLASSES = {
  '@cdktf/provider-aws': AwsProvider,
  '@cdktf/provider-helm': HelmProvider,
  '@cdktf/provider-kubernetes': KubernetesProvider,
};

/** Adds the providers that a stack lacks. */
export function addProviders(stack: TerraformStack, environment: Environment, { operatorMetadata }: Platform): void {
  const present = defaultsOf(providersIn(stack));
  const { awsRegion: region, awsAccountId } = environment;
  if (!present.has('aws')) new AwsProvider(stack, 'aws', { region, allowedAccountIds: [awsAccountId] });
  if (present.has('kubernetes')) return;
  const ignored = expressionsOf(operatorMetadata);
  const ignoring = ignored.length > 0 ? { ignoreAnnotations: ignored, ignoreLabels: ignored } : {};
  new KubernetesProvider(stack, 'kubernetes', { ...clusterOf(environment), exec: [loginOf(environment)], ...ignoring });
}

/** Adds the Helm provider if the stack has a Helm resource and no Helm provider. */
export function addHelmProviderIfNeeded(stack: TerraformStack, environment: Environment): void {
  const isRelease = (node: IConstruct) =>
    TerraformResource.isTerraformResource(node) && node.terraformResourceType.startsWith('helm_');
  if (!stack.node.findAll().some(isRelease) || defaultsOf(providersIn(stack)).has('helm')) return;
  new HelmProvider(stack, 'helm', { kubernetes: { ...clusterOf(environment), exec: loginOf(environment) } });
}

/** Every provider configuration of a stack, or of a given tree. */
export function providersIn(stack: TerraformStack, nodes = stack.node.findAll()): TerraformProvider[] {
  return nodes.filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node));
}

/** Sets default tags on all AWS providers; tags that a team set for other keys are kept. */
export function tagProviders(providers: readonly TerraformProvider[], tags: Record<string, string>): void {
  for (const provider of providers) {
    if (!(provider instanceof AwsProvider)) continue;
    const own = Array.isArray(provider.defaultTagsInput) ? provider.defaultTagsInput : [];
    provider.defaultTags = [{ tags: Object.assign({}, ...own.map((entry) => entry.tags), tags) }];
  }
}

/** Restricts a team's own providers, such as one for another region, to the account of the environment. */
export function restrictProviders(providers: readonly TerraformProvider[], { awsAccountId }: Environment): void {
  for (const provider of providers) {
    if (provider instanceof AwsProvider && provider.allowedAccountIds === undefined && !provider.assumeRole) {
      provider.allowedAccountIds = [awsAccountId];
    }
  }
}

/** Terraform accepts one configuration without an alias; a second one would fail only there. */
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
 * A short-lived token of the user or job that runs Terraform, so that none is stored.
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

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformProvider, TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { Problem } from '../core/problems';
import type { Environment } from './environment';

/** The provider classes, for the check that they stand on the same CDKTF core as this library. */
export const PROVIDER_CLASSES = {
  '@cdktf/provider-aws': AwsProvider,
  '@cdktf/provider-helm': HelmProvider,
  '@cdktf/provider-kubernetes': KubernetesProvider,
};

/** Adds the providers that a stack lacks. */
export function addProviders(stack: TerraformStack, environment: Environment): void {
  if (defaultProviders(stack, 'kubernetes').length === 0) {
    new KubernetesProvider(stack, 'kubernetes', { ...clusterOf(environment), exec: [loginOf(environment)] });
  }
  if (defaultProviders(stack, 'aws').length === 0) {
    new AwsProvider(stack, 'aws', { region: environment.awsRegion, allowedAccountIds: [environment.awsAccountId] });
  }
}

/** Adds the Helm provider where a resource of it stands in the stack and nobody has configured one. */
export function addHelmProviderIfNeeded(stack: TerraformStack, environment: Environment): void {
  const needed = stack.node
    .findAll()
    .some((node) => TerraformResource.isTerraformResource(node) && node.terraformResourceType.startsWith('helm_'));
  if (!needed || defaultProviders(stack, 'helm').length > 0) return;
  new HelmProvider(stack, 'helm', { kubernetes: { ...clusterOf(environment), exec: loginOf(environment) } });
}

/** Puts tags on all that a stack's AWS providers make; what a team wrote for other keys stays. */
export function tagProviders(stack: TerraformStack, tags: Record<string, string>): void {
  for (const provider of stack.node.findAll()) {
    if (!(provider instanceof AwsProvider)) continue;
    const own = Array.isArray(provider.defaultTagsInput) ? provider.defaultTagsInput : [];
    provider.defaultTags = [{ tags: Object.assign({}, ...own.map((entry) => entry.tags), tags) }];
  }
}

/** Terraform takes one configuration without an alias; a team that adds a second would read of it only there. */
export function twinProviders(stack: TerraformStack): Problem[] {
  return ['aws', 'helm', 'kubernetes'].flatMap((type) => {
    const twins = defaultProviders(stack, type);
    if (twins.length < 2) return [];
    return [
      {
        path: twins.map((twin) => twin.node.path).join(', '),
        got: `${twins.length} configurations of the provider '${type}' without an alias`,
        allowed: 'one; the platform sets it where the stack has none',
        fix: 'give yours an alias, or add it before platform.applyTo(stack, environment)',
      },
    ];
  });
}

function defaultProviders(stack: TerraformStack, type: string): TerraformProvider[] {
  const providers = stack.node.findAll().filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node));
  return providers.filter((provider) => provider.terraformResourceType === type && !provider.alias);
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

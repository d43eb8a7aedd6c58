import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformProvider, TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { Environment } from './environment';

/** The provider classes, for the check that they stand on the same CDKTF core as this library. */
export const PROVIDER_CLASSES = {
  '@cdktf/provider-aws': AwsProvider,
  '@cdktf/provider-helm': HelmProvider,
  '@cdktf/provider-kubernetes': KubernetesProvider,
};

/** Adds the providers that a stack lacks. Gives the AWS provider, unless the stack brought its own. */
export function addProviders(stack: TerraformStack, environment: Environment): AwsProvider | undefined {
  if (!hasProvider(stack, 'kubernetes')) {
    new KubernetesProvider(stack, 'kubernetes', { ...clusterOf(environment), exec: [loginOf(environment)] });
  }
  if (hasProvider(stack, 'aws')) return undefined;
  return new AwsProvider(stack, 'aws', { region: environment.awsRegion, allowedAccountIds: [environment.awsAccountId] });
}

/** Adds the Helm provider where a resource of it stands in the stack and nobody has configured one. */
export function addHelmProviderIfNeeded(stack: TerraformStack, environment: Environment): void {
  const needed = stack.node
    .findAll()
    .some((node) => TerraformResource.isTerraformResource(node) && node.terraformResourceType.startsWith('helm_'));
  if (!needed || hasProvider(stack, 'helm')) return;
  new HelmProvider(stack, 'helm', { kubernetes: { ...clusterOf(environment), exec: loginOf(environment) } });
}

function hasProvider(stack: TerraformStack, type: string): boolean {
  return stack.node.children.some(
    (node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === type && !node.alias,
  );
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

import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import { FAMILY_PACKAGE, FUNCTIONS, PROVIDER_SERVICE_ACCOUNT } from './versions';

/**
 * The functions and providers that serve the requests.
 *
 * @param roleArn the role in AWS that the providers have
 * @param providers the package of each AWS service, by name
 * @see https://docs.crossplane.io/latest/packages/providers/
 */
export function packages(
  environment: Environment,
  roleArn: string,
  providers: Readonly<Record<string, string>>,
): ManifestProps[] {
  const runtime = { apiVersion: 'pkg.crossplane.io/v1beta1', kind: 'DeploymentRuntimeConfig', name: PROVIDER_SERVICE_ACCOUNT };
  return [
    ...Object.entries(FUNCTIONS).map(([name, image]) => packageOf('Function', name, { package: image })),
    ...Object.entries({ ...FAMILY_PACKAGE, ...providers }).map(([name, image]) =>
      packageOf('Provider', name, { package: image, runtimeConfigRef: runtime }),
    ),
    runtimeConfig(environment, roleArn),
  ];
}

function packageOf(kind: 'Function' | 'Provider', name: string, spec: Json): ManifestProps {
  return { apiVersion: 'pkg.crossplane.io/v1', kind, metadata: { name }, spec };
}

/** Every provider runs under one service account, which the role trusts. */
function runtimeConfig({ oidcIssuer }: Environment, roleArn: string): ManifestProps {
  const annotations = oidcIssuer ? { annotations: { 'eks.amazonaws.com/role-arn': roleArn } } : {};
  return {
    apiVersion: 'pkg.crossplane.io/v1beta1',
    kind: 'DeploymentRuntimeConfig',
    metadata: { name: PROVIDER_SERVICE_ACCOUNT },
    spec: { serviceAccountTemplate: { metadata: { name: PROVIDER_SERVICE_ACCOUNT, ...annotations } } },
  };
}

/** The providers get their credentials in the same way as the pods of services. */
export function providerConfig({ crossplaneApi, crossplaneProviderConfig: name, oidcIssuer }: Environment): ManifestProps {
  const isLegacy = crossplaneApi === CrossplaneApi.V1;
  return {
    apiVersion: isLegacy ? 'aws.upbound.io/v1beta1' : 'aws.m.upbound.io/v1beta1',
    kind: isLegacy ? 'ProviderConfig' : 'ClusterProviderConfig',
    metadata: { name },
    spec: { credentials: { source: oidcIssuer ? 'IRSA' : 'PodIdentity' } },
  };
}

/**
 * Lets Crossplane compose kinds that none of its providers defines.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/#grant-access-to-composed-resources
 */
export function composingRole(): ManifestProps {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'crossplane:compose-external-secrets',
      labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
    },
    rules: [
      {
        apiGroups: ['external-secrets.io'],
        resources: ['externalsecrets'],
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
      },
    ],
  };
}

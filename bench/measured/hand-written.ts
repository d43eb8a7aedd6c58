import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import type { Construct } from 'constructs';
import { ENVIRONMENTS, ORGANIZATION, servicesOf, STATE } from './estate';
import type { Service } from './estate';
import { addPolicies } from './hand-written-policies';
import { addScaling } from './hand-written-scaling';
import { OF_OPERATORS } from './operators';

type Environment = (typeof ENVIRONMENTS)[number];

/** What every resource of a service refers to: computed once for each stack, each attribute of a resource read once. */
export interface Context {
  readonly scope: Construct;
  readonly service: Service;
  readonly environment: Environment;
  /** A reference to the namespace. */
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** The same estate as a careful user of CDKTF writes it: resource by resource, without checks. */
export function addServices(app: App, count: number): void {
  const services = servicesOf(count);
  services.forEach((service, index) => {
    for (const environment of ENVIRONMENTS) addService(app, environment, service, services[index + 1]);
  });
}

function addService(app: App, environment: Environment, service: Service, called?: Service): void {
  const { domain, teams } = ORGANIZATION;
  const name = `${service.name}-${environment.name}`;
  const team = teams.find((one) => one.name === service.team)!;
  const labels = {
    'app.kubernetes.io/managed-by': 'terraform',
    'app.kubernetes.io/name': service.name,
    [`${domain}/env`]: environment.name,
    [`${domain}/team`]: team.name,
  };
  const annotations = { [`${domain}/cost-center`]: team.costCenter, [`${domain}/owner`]: team.catalogGroup };
  const tags = { ...labels, ...annotations };

  const stack = new TerraformStack(app, name);
  addProviders(stack, environment, tags);
  addBackend(stack);
  // An id of a resource that stands in the stack itself is its name in Terraform.
  const namespace = addNamespace(stack, name, environment.production, labels, annotations);
  const context = { scope: stack, service, environment, namespace, labels, annotations };
  const role = addIdentity(context, name, tags);
  addScaling(context);
  addPolicies(context, called);
  addOutputs(context, role);
}

function addProviders(stack: TerraformStack, environment: Environment, tags: Record<string, string>): void {
  const { awsAccountId, awsRegion, clusterCertificateAuthority, clusterEndpoint, clusterName } = environment;
  new KubernetesProvider(stack, 'kubernetes', {
    host: clusterEndpoint,
    clusterCaCertificate: `\${base64decode("${clusterCertificateAuthority}")}`,
    exec: [
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', clusterName, '--region', awsRegion],
      },
    ],
    ignoreAnnotations: OF_OPERATORS,
    ignoreLabels: OF_OPERATORS,
  });
  new AwsProvider(stack, 'aws', { region: awsRegion, allowedAccountIds: [awsAccountId], defaultTags: [{ tags }] });
}

function addBackend(stack: TerraformStack): void {
  const backend = new S3Backend(stack, { ...STATE, key: `${stack.node.id}/terraform.tfstate`, encrypt: true });
  backend.addOverride('use_lockfile', true);
  stack.addOverride('terraform.required_version', '>= 1.10.0');
}

/** Gives the reference to the namespace. */
function addNamespace(
  scope: Construct, name: string, preventDestroy: boolean, labels: Record<string, string>, annotations: Record<string, string>,
): string {
  const namespace = new NamespaceV1(scope, 'namespace', {
    metadata: {
      name,
      annotations,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
    lifecycle: preventDestroy ? { preventDestroy } : undefined,
  });
  return namespace.metadata.name;
}

/** Gives the references to the role. */
function addIdentity({ scope, service, environment, namespace, labels, annotations }: Context, name: string, tags: Record<string, string>) {
  const role = new IamRole(scope, 'role', { name, assumeRolePolicy: trustPolicy(service, environment), tags });
  const references = { roleArn: role.arn, roleName: role.name };
  new ServiceAccountV1(scope, 'service_account', {
    metadata: {
      name: service.name,
      namespace,
      labels,
      annotations: {
        ...annotations,
        'eks.amazonaws.com/role-arn': references.roleArn,
        'eks.amazonaws.com/sts-regional-endpoints': 'true',
      },
    },
    automountServiceAccountToken: false,
  });
  new IamRolePolicy(scope, 'grants', {
    name: 'grants',
    role: references.roleName,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${service.bucket}/*`] }],
    }),
  });
  return references;
}

function trustPolicy(service: Service, environment: Environment): string {
  const issuer = environment.oidcProviderArn.split(':oidc-provider/')[1];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: environment.oidcProviderArn },
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            [`${issuer}:sub`]: `system:serviceaccount:${service.name}-${environment.name}:${service.name}`,
          },
        },
      },
    ],
  });
}

function addOutputs({ scope, service, namespace }: Context, { roleArn, roleName }: { roleArn: string; roleName: string }): void {
  const outputs = {
    service_account_name: { value: service.name, description: "The Kubernetes service account of the service's pods" },
    service_iam_role_arn: { value: roleArn, description: "The ARN of the service's IAM role" },
    service_iam_role_name: { value: roleName, description: "The name of the service's IAM role, to attach further policies to" },
    service_namespace: { value: namespace, description: 'The Kubernetes namespace of the service' },
  };
  for (const [name, config] of Object.entries(outputs)) new TerraformOutput(scope, name, config).overrideLogicalId(name);
}

import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { Construct } from 'constructs';
import { fixedAddress } from '../core/fixed-address';
import type { Environment } from '../platform/environment';
import type { ServiceMetadata } from './metadata';
import type { ServiceSettings } from './settings';

/** A service account in one cluster. */
export interface Subject {
  readonly environment: Environment;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The identity of a service's pods in AWS. */
export interface Identity {
  readonly role: IamRole;
  readonly roleName: string;
  readonly roleArn: string;
  readonly serviceAccount: ServiceAccountV1;
  /** The annotations of the service account for the role. */
  readonly annotations: Record<string, string>;
  readonly podIdentity?: EksPodIdentityAssociation;
}

/** Adds the service account of a service and its role, which only that service account can assume. */
export function addIdentity(scope: Construct, settings: ServiceSettings, metadata: ServiceMetadata): Identity {
  const { ownership, roleName: name } = settings;
  const { environment, name: serviceAccountName, tags } = ownership;
  const permissionsBoundary = environment.permissionsBoundaryArn;
  const assumeRolePolicy = trustPolicy(subjectOf(settings));
  const role = fixedAddress(new IamRole(scope, 'Role', { name, assumeRolePolicy, permissionsBoundary, tags }), 'role');
  const [roleArn, roleName] = [role.arn, role.name];
  const annotations = environment.oidcIssuer ? irsaAnnotations(roleArn) : {};
  // Its token for the Kubernetes API is not mounted: few services talk to that API.
  const serviceAccount = new ServiceAccountV1(scope, 'ServiceAccount', {
    metadata: metadata.of(serviceAccountName, annotations),
    automountServiceAccountToken: false,
  });
  return {
    annotations,
    role,
    roleArn,
    roleName,
    serviceAccount: fixedAddress(serviceAccount, 'service_account'),
    podIdentity: environment.oidcIssuer ? undefined : addPodIdentity(scope, settings, metadata.namespace, roleArn),
  };
}

function addPodIdentity(scope: Construct, { ownership }: ServiceSettings, namespace: string, roleArn: string) {
  const { environment, name: serviceAccount, tags } = ownership;
  const { clusterName } = environment;
  const association = new EksPodIdentityAssociation(scope, 'PodIdentity', { clusterName, namespace, serviceAccount, roleArn, tags });
  return fixedAddress(association, 'pod_identity');
}

/**
 * A VPC endpoint serves the regional endpoint of STS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/configure-sts-endpoint.html
 */
function irsaAnnotations(roleArn: string): Record<string, string> {
  return { 'eks.amazonaws.com/role-arn': roleArn, 'eks.amazonaws.com/sts-regional-endpoints': 'true' };
}

/** The service account that a service's role trusts. */
export function subjectOf({ ownership, namespaceName }: ServiceSettings): Subject {
  return { environment: ownership.environment, namespace: namespaceName, serviceAccount: ownership.name };
}

/** The trust policy, as JSON for IAM. */
export function trustPolicy(subject: Subject): string {
  const statement = subject.environment.oidcIssuer ? irsaTrust(subject, subject.environment.oidcIssuer) : podIdentityTrust(subject);
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
function irsaTrust({ environment, namespace, serviceAccount }: Subject, issuer: string) {
  return {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: environment.oidcProviderArn },
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
function podIdentityTrust({ environment, namespace, serviceAccount }: Subject) {
  const { awsPartition, awsRegion, awsAccountId, clusterName } = environment;
  const cluster = `arn:${awsPartition}:eks:${awsRegion}:${awsAccountId}:cluster/${clusterName}`;
  return {
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-arn': cluster,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  };
}

/** The ARN of a role, derived from its name. */
export function roleArnOf({ awsPartition, awsAccountId }: Environment, roleName: string): string {
  return `arn:${awsPartition}:iam::${awsAccountId}:role/${roleName}`;
}

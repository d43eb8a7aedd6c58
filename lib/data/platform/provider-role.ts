import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import type { Environment } from '../../platform/environment';
import { roleArnOf, trustPolicy } from '../../service/identity';
import { REQUESTS } from '../companions';
import { CROSSPLANE_NAMESPACE, PROVIDER_SERVICE_ACCOUNT } from '../crossplane/versions';
import type { Statement } from '../shared/companion-description';
import { allow, arnOf } from '../shared/permissions';

/** The name in Terraform of the role, its policy and its association with the cluster. */
const ADDRESS = 'crossplane';

/** The ARN of the role of Crossplane's providers, derived from its name. */
export function providerRoleArn(environment: Environment): string {
  return roleArnOf(environment, providerRoleName(environment));
}

function providerRoleName({ name }: Environment): string {
  return `crossplane-${name}`;
}

/**
 * Adds the role of Crossplane's providers. It can create and change the requested resources, limited to the names that
 * they get, and cannot delete anything.
 */
export function addProviderRole(scope: Construct, environment: Environment): IamRole {
  const subject = { environment, namespace: CROSSPLANE_NAMESPACE, serviceAccount: PROVIDER_SERVICE_ACCOUNT };
  const names = { name: providerRoleName(environment), assumeRolePolicy: trustPolicy(subject) };
  const role = fixedAddress(new IamRole(scope, 'ProviderRole', names), ADDRESS);
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements(environment) });
  fixedAddress(new IamRolePolicy(scope, 'ProviderPolicy', { name: 'data', role: role.name, policy }), ADDRESS);
  if (!environment.oidcIssuer) {
    const association = new EksPodIdentityAssociation(scope, 'ProviderPodIdentity', {
      clusterName: environment.clusterName,
      namespace: CROSSPLANE_NAMESPACE,
      serviceAccount: PROVIDER_SERVICE_ACCOUNT,
      roleArn: role.arn,
    });
    fixedAddress(association, ADDRESS);
  }
  return role;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
function statements(environment: Environment): Statement[] {
  const asked = REQUESTS.flatMap(({ permissions }) => permissions(environment));
  const isWide = ({ Resource }: Statement) => Resource.includes('*');
  const wide = asked.filter(isWide).flatMap(({ Action }) => Action);
  return [
    ...asked.filter((statement) => !isWide(statement)),
    allow(['kms:DescribeKey'], [arnOf(environment, 'kms', 'key/*')]),
    // These know no single resource.
    allow(['ec2:DescribeSecurityGroups', ...wide], ['*']),
  ];
}

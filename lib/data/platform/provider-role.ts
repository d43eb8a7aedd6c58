import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import type { Environment } from '../../platform/environment';
import { roleArnOf, trustPolicy } from '../../service/identity';
import { CROSSPLANE_NAMESPACE, PROVIDER_SERVICE_ACCOUNT } from '../crossplane/versions';

/** The name in Terraform of the role, of its policy and of what ties it to the cluster. */
const ADDRESS = 'crossplane';

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string[];
  readonly Resource: string[];
}

/** The ARN of the role that Crossplane's providers have, which its name determines. */
export function providerRoleArn(environment: Environment): string {
  return roleArnOf(environment, providerRoleName(environment));
}

function providerRoleName({ name }: Environment): string {
  return `crossplane-${name}`;
}

/**
 * Adds the role of Crossplane's providers: to make and change what requests ask for, under the names that they get, and
 * to delete nothing.
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
  const { awsPartition, awsRegion, awsAccountId, name } = environment;
  const arn = (service: string, resource: string) => `arn:${awsPartition}:${service}:${awsRegion}:${awsAccountId}:${resource}`;
  const bucket = `arn:${awsPartition}:s3:::*-${name}-${awsAccountId}`;
  const allow = (Action: string[], Resource: string[]): Statement => ({ Effect: 'Allow', Action, Resource });
  return [
    allow(RDS, [
      arn('rds', `db:*-${name}`),
      arn('rds', `pg:${name}-postgres*`),
      arn('rds', `subgrp:${environment.databaseSubnetGroup}`),
      arn('rds', 'og:default:*'),
    ]),
    allow(ELASTICACHE, [
      arn('elasticache', `replicationgroup:*-${name}`),
      arn('elasticache', `cluster:*-${name}-*`),
      arn('elasticache', 'parametergroup:default.*'),
      arn('elasticache', `subnetgroup:${environment.cacheSubnetGroup}`),
    ]),
    allow(S3, [bucket]),
    // RDS keeps the master password in a secret of its own, which the caller has to be allowed to have made.
    allow(['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], [arn('secretsmanager', 'secret:rds!db-*')]),
    allow(['kms:DescribeKey'], [arn('kms', 'key/*')]),
    // These know no single resource.
    allow(['ec2:DescribeSecurityGroups', 'rds:DescribeDBEngineVersions'], ['*']),
  ];
}

const RDS = [
  'rds:AddTagsToResource',
  'rds:CreateDBInstance',
  'rds:DescribeDBInstances',
  'rds:DescribeDBParameterGroups',
  'rds:DescribeDBParameters',
  'rds:ListTagsForResource',
  'rds:ModifyDBInstance',
  'rds:RebootDBInstance',
  'rds:RemoveTagsFromResource',
];

const ELASTICACHE = [
  'elasticache:AddTagsToResource',
  'elasticache:CreateReplicationGroup',
  'elasticache:DecreaseReplicaCount',
  'elasticache:DescribeCacheClusters',
  'elasticache:DescribeReplicationGroups',
  'elasticache:IncreaseReplicaCount',
  'elasticache:ListTagsForResource',
  'elasticache:ModifyReplicationGroup',
  'elasticache:RemoveTagsFromResource',
];

const S3 = [
  's3:CreateBucket',
  's3:GetAccelerateConfiguration',
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLocation',
  's3:GetBucketLogging',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketRequestPayment',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListBucket',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
];

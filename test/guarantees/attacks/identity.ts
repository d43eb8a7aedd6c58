import { DataAwsIamPolicy } from '@cdktf/provider-aws/lib/data-aws-iam-policy';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamGroupPolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-group-policy-attachments-exclusive';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUserPolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-user-policy-attachments-exclusive';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { TerraformVariable } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { ADMINISTRATOR, allowing, attacksOn, overridden, ROLE, sibling } from './entry';

const policies = attacksOn('policies', 'permissions');
const trust = attacksOn('trust', 'trust');
const resources = attacksOn('resource policies', 'permissions');

/** Policies of AWS that are far wider than one service, whatever they are called. */
const WIDE = [
  'AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess', 'SecretsManagerReadWrite', 'ReadOnlyAccess', 'job-function/SystemAdministrator',
  'job-function/DataScientist', 'AWSLambdaExecute', 'AWSDataExchangeProviderFullAccess',
  'AmazonEC2RolePolicyForLaunchWizard', 'service-role/AmazonEC2RoleforSSM', 'service-role/AWSDataPipelineRole',
  'service-role/AmazonElasticMapReduceforEC2Role', 'AWSDeepRacerCloudFormationAccessPolicy', 'AmazonSageMakerFullAccess',
  'AmazonSSMReadOnlyAccess', 'CloudFrontFullAccess',
  'job-function/SupportUser', 'service-role/AWSConfigRole',
];
/** Others of AWS, which touch no data of a service: they write logs and traces, read settings, or have names of their own. */
const NARROW = ['AWSXRayDaemonWriteAccess', 'service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole', 'AmazonSSMManagedEC2InstanceDefaultPolicy',
  'SecurityAudit', 'AWSElasticBeanstalkWebTier'];
/** Policies of AWS whose width is one service of AWS: each with what it leaves alone. */
const OF_ONE_SERVICE: [name: string, why: string][] = [
  ['AmazonS3ReadOnlyAccess', 'it reads the objects of one account, which holds one environment, and changes none; secrets are in no bucket'],
  ['AmazonDynamoDBReadOnlyAccess', 'it reads the tables of one account, which holds one environment, and changes none'],
  ['AWSKeyManagementServicePowerUser', 'it makes keys and reads their settings; it decrypts nothing and deletes no key'],
  ['service-role/AWSCodeDeployRole', 'it deploys to groups of machines, of which a service in Kubernetes has none'],
];
const awsPolicy = (name: string) => `arn:aws:iam::aws:policy/${name}`;

const attachment = ({ stack, service }: ServiceApp, policyArn: string, role = service.role.name) =>
  new IamRolePolicyAttachment(stack, 'X', { role, policyArn });
const openTrust = allowing('sts:AssumeRole', undefined, { Principal: { AWS: '*' } });
const trusting = (name: string, policy: string) =>
  trust.refused(name, ({ stack }) => void new IamRole(stack, 'R', { name: 'backdoor', assumeRolePolicy: policy }));
const toAll = (action: string, more = {}) => allowing(action, '*', { Principal: '*', ...more });

export const IDENTITY = [
  ...WIDE.map((name) => policies.refused(`attached: ${name}`, ({ service }) => void service.attachPolicy(awsPolicy(name)))),
  ...NARROW.map((name) => policies.allowed(`attached: ${name}`, 'none of its actions can delete or expose the data of a service', ({ service }) =>
    void service.attachPolicy(awsPolicy(name)))),
  ...OF_ONE_SERVICE.map(([name, why]) => policies.allowed(`attached: ${name}`, why, ({ service }) => void service.attachPolicy(awsPolicy(name)))),
  policies.allowed('attached: job-function/SupportUser, with a written reason', 'a written reason allows it, and is recorded', ({ service }) =>
    void service.attachPolicy(awsPolicy('job-function/SupportUser'), 'the support console opens cases from this service')),
  policies.refused('attached: by a variable', ({ stack, service }) => {
    service.attachPolicy(new TerraformVariable(stack, 'p', { type: 'string', default: ADMINISTRATOR }).stringValue);
  }),
  policies.refused("attached: a data source's ARN, by name", ({ stack, service }) => {
    service.attachPolicy(new DataAwsIamPolicy(stack, 'A', { name: 'AdministratorAccess' }).arn);
  }),
  policies.refused("attached: a data source's ARN, by ARN", ({ stack, service }) => {
    service.attachPolicy(new DataAwsIamPolicy(stack, 'A', { arn: ADMINISTRATOR }).arn);
  }),
  policies.refused('attached: a partition by reference', ({ service }) => {
    service.attachPolicy('arn:${data.aws_partition.current.partition}:iam::aws:policy/AdministratorAccess');
  }),
  policies.refused('a resource: an ARN in parts', (it) => void attachment(it, 'arn:${"aws"}:iam::aws:policy/AdministratorAccess')),
  policies.refused('a resource: a function', (it) => void attachment(it, '${format("arn:aws:iam::aws:policy/%s", "AdministratorAccess")}')),
  policies.refused('a resource: for_each', (it) => void overridden(attachment(it, '${each.value}'), { for_each: `\${toset(["${ADMINISTRATOR}"])}` })),
  policies.refused('a resource: for_each over a map', (it) => void overridden(attachment(it, '${each.value}'), { for_each: { a: ADMINISTRATOR } })),
  policies.refused('a resource: count', (it) => void overridden(attachment(it, `\${["${ADMINISTRATOR}"][count.index]}`), { count: 1 })),
  policies.refused('a resource: the role by a function', (it) => void attachment(it, ADMINISTRATOR, `\${lower("${ROLE.toUpperCase()}")}`)),
  policies.refused('a resource: a local', (it) => {
    it.stack.addOverride('locals', { p: ADMINISTRATOR });
    attachment(it, '${local.p}');
  }),
  policies.refused('managed_policy_arns: an expression', ({ service }) => service.role.addOverride('managed_policy_arns', `\${["${ADMINISTRATOR}"]}`)),
  policies.refused('managed_policy_arns: a list', ({ service }) => service.role.addOverride('managed_policy_arns', [ADMINISTRATOR])),
  policies.refused('managed_policy_arns: an element in parts', ({ service }) => service.role.addOverride('managed_policy_arns', ['${"arn:aws"}:iam::aws:policy/IAMFullAccess'])),
  policies.refused('exclusive: of a user', ({ stack }) => void new IamUserPolicyAttachmentsExclusive(stack, 'X', { userName: 'u', policyArns: [ADMINISTRATOR] })),
  policies.refused('exclusive: of a group', ({ stack }) => void new IamGroupPolicyAttachmentsExclusive(stack, 'X', { groupName: 'g', policyArns: [ADMINISTRATOR] })),
  policies.allowed("exclusive: takes the role's own policies away", 'it grants nothing: the service can do less', ({ stack }) => {
    stack.addOverride('resource.aws_iam_role_policies_exclusive.X', { role_name: ROLE, policy_names: [] });
  }),
  trust.refused('of the service: an override', ({ service }) => service.role.addOverride('assume_role_policy', openTrust)),
  trust.refused('of the service: an expression', ({ service }) => service.role.addOverride('assume_role_policy', '${file("trust.json")}')),
  trust.refused('of the service: count', ({ service }) => service.role.addOverride('count', 2)),
  trusting('of another role: the world', openTrust),
  trusting('of another role: the world, by a list', allowing('sts:AssumeRole', undefined, { Principal: { AWS: ['*'] } })),
  trusting('of another role: an account', allowing('sts:AssumeRole', undefined, { Principal: { AWS: 'arn:aws:iam::999999999999:root' } })),
  trusting('of another role: every repository of GitHub', allowing('sts:AssumeRoleWithWebIdentity', undefined, {
    Principal: { Federated: 'arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com' },
    Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } },
  })),
  trusting('of another role: every pod of the cluster', allowing(['sts:AssumeRole', 'sts:TagSession'], undefined, { Principal: { Service: 'pods.eks.amazonaws.com' } })),
  trusting('of another role: an expression', '${file("trust.json")}'),
  trusting('of another role: all but one', allowing('sts:AssumeRole', undefined, { NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' } })),
  trust.refused('a second service account with the role', ({ stack, service }) => {
    new ServiceAccountV1(stack, 'SA', {
      metadata: { name: 'payment-service', namespace: 'default', annotations: { 'eks.amazonaws.com/role-arn': service.roleArn } },
    });
  }),
  trust.refused('a second pod identity for the role', ({ stack, service }) => {
    new EksPodIdentityAssociation(stack, 'PI', {
      clusterName: 'acme-production', namespace: 'ledger-worker-production', serviceAccount: 'ledger-worker', roleArn: service.role.arn,
    });
  }),
  trust.refused('a second pod identity by text', ({ stack }) => {
    new EksPodIdentityAssociation(stack, 'PI', {
      clusterName: 'acme-production', namespace: 'default', serviceAccount: 'x', roleArn: 'arn:aws:iam::444455556666:role/payment-service-production',
    });
  }),
  trust.refused("the service's own pod identity with another role", ({ service }) => {
    service.podIdentity?.addOverride('role_arn', 'arn:aws:iam::444455556666:role/ledger-worker-production');
    service.serviceAccount.addOverride('metadata.annotations', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::444455556666:role/ledger-worker-production' });
  }),
  trust.refused('an annotation of the own service account with another role', ({ service }) => {
    service.serviceAccount.addOverride('metadata.annotations', { 'eks.amazonaws.com/role-arn': '${var.role}' });
  }),
  trust.allowed('an instance profile with the role', 'the role does not trust instances, so none can assume it', ({ stack }) => void new IamInstanceProfile(stack, 'X', { name: 'x', role: ROLE })),
  trust.refused('a provider of identities', ({ stack }) => {
    new IamOpenidConnectProvider(stack, 'X', { url: 'https://evil.example', clientIdList: ['sts.amazonaws.com'], thumbprintList: [] });
  }),
  trust.refused('administration of the cluster by a policy', ({ stack, service }) => {
    new EksAccessPolicyAssociation(stack, 'E', {
      clusterName: 'acme-production', principalArn: service.role.arn, accessScope: { type: 'cluster' },
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    });
  }),
  trust.refused('administration of the cluster by a group', ({ stack, service }) => {
    new EksAccessEntry(stack, 'E', { clusterName: 'acme-production', principalArn: service.role.arn, kubernetesGroups: ['system:masters'] });
  }),
  resources.refused('a bucket for everybody', ({ stack }) => void new S3BucketPolicy(stack, 'B', { bucket: 'payments-x', policy: toAll('s3:*') })),
  resources.refused('a queue for everybody', ({ stack }) => void new SqsQueuePolicy(stack, 'Q', { queueUrl: 'x', policy: toAll('sqs:*') })),
  resources.refused('a topic for everybody', ({ stack }) => void new SnsTopicPolicy(stack, 'T', { arn: 'x', policy: toAll('sns:Publish') })),
  resources.refused('a secret for everybody', ({ stack }) => void new SecretsmanagerSecretPolicy(stack, 'S', { secretArn: 'x', policy: toAll('secretsmanager:*') })),
  resources.refused('a layer for everybody', ({ stack }) => stack.addOverride('resource.aws_lambda_layer_version_permission.L', {
    layer_name: 'x', version_number: 1, statement_id: 'x', action: 'lambda:GetLayerVersion', principal: '*',
  })),
  resources.refused('a layer for another account', ({ stack }) => stack.addOverride('resource.aws_lambda_layer_version_permission.L', {
    layer_name: 'x', version_number: 1, statement_id: 'x', action: 'lambda:GetLayerVersion', principal: '999999999999',
  })),
  resources.refused('a key for everybody', ({ stack }) => void new KmsKey(stack, 'K', { policy: toAll('kms:Decrypt') })),
  resources.refused('a function for everybody', ({ stack }) => void new LambdaPermission(stack, 'L', { action: 'lambda:InvokeFunction', functionName: 'x', principal: '*' })),
  resources.refused('a queue by an expression', ({ stack }) => void new SqsQueuePolicy(stack, 'Q', { queueUrl: 'x', policy: '${file("q.json")}' })),
  resources.refused('a role of the service, from a stack beside it', (it) => {
    new IamRolePolicyAttachment(sibling(it), 'X', { role: ROLE, policyArn: ADMINISTRATOR });
  }),
];

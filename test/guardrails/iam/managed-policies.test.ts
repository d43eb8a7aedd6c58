import { managedPolicyFinding } from '../../../lib/guardrails/iam/managed-policies';
import { CONTEXT } from './support';

const kind = (arn: string) => managedPolicyFinding(arn, CONTEXT)?.kind ?? 'narrow';
const ofAws = (path: string) => kind(`arn:aws:iam::aws:policy/${path}`);

test.each([
  'AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess', 'SecretsManagerReadWrite', 'ReadOnlyAccess', 'job-function/SystemAdministrator',
  'job-function/DataScientist', 'job-function/SupportUser', 'AWSLambdaExecute', 'AmazonS3FullAccess', 'AmazonSSMManagedInstanceCore',
  'service-role/AmazonEC2RoleforSSM', 'service-role/AmazonElasticMapReduceforEC2Role', 'AmazonEC2RolePolicyForLaunchWizard',
  'AWSDataExchangeProviderFullAccess', 'AWSDeepRacerCloudFormationAccessPolicy', 'AmazonSageMakerFullAccess',
])('%s is wide', (path) => {
  expect(ofAws(path)).toBe('wide-policy');
});

test.each([
  'AmazonS3ReadOnlyAccess', 'AWSXRayDaemonWriteAccess', 'CloudWatchAgentServerPolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly',
  'service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaSQSQueueExecutionRole', 'service-role/AmazonECSTaskExecutionRolePolicy',
  'AmazonPrometheusRemoteWriteAccess', 'AmazonSQSReadOnlyAccess', 'AmazonSSMManagedEC2InstanceDefaultPolicy',
])('%s is narrow', (path) => {
  expect(ofAws(path)).toBe('narrow');
});

test.each<[arn: string, found: string]>([
  ['arn:aws:iam::aws:policy/NewServiceAccess', 'unknown-policy'],
  ['arn:aws:iam::aws:policy/service-role/AdministratorAccess', 'unknown-policy'],
  ['arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy', 'unknown-policy'],
  ['arn:aws:iam::aws:policy/constructor', 'unknown-policy'],
  ['arn:aws:iam::111122223333:policy/team/read', 'customer-policy'],
  ['${aws_iam_policy.read.arn}', 'customer-policy'],
  ['${aws_iam_policy.read.id}', 'customer-policy'],
  ['arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/read', 'customer-policy'],
  ['arn:aws:iam::999999999999:policy/read', 'foreign-policy'],
  ['arn:aws-cn:iam::aws:policy/AdministratorAccess', 'foreign-policy'],
  ['arn:${data.aws_partition.current.partition}:iam::aws:policy/AdministratorAccess', 'wide-policy'],
  ['arn:${data.aws_partition.current.partition}:iam::aws:policy/AWSXRayDaemonWriteAccess', 'narrow'],
  ['arn:${"aws"}:iam::aws:policy/AdministratorAccess', 'unreadable'],
  ['${data.aws_iam_policy.a.arn}', 'unreadable'],
  ['${var.policy}', 'unreadable'],
  ['${each.value}', 'unreadable'],
  ['AdministratorAccess', 'unreadable'],
  ['', 'unreadable'],
])('%s: %s', (arn, found) => {
  expect(kind(arn)).toBe(found);
});

test('says why', () => {
  expect(managedPolicyFinding('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore', CONTEXT)).toEqual({
    kind: 'wide-policy',
    what: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    on: 'the identity',
    sentence:
      "'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' has actions on everything by which more can be had: secrets, roles or what others may reach",
    fix: 'name the actions that the service needs in a policy of its own, or give a reason',
  });
});

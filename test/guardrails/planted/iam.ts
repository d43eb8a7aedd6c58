import { ACCOUNT, BOUNDARY, document, plant, plants, ROLE } from './plant';
import type { Planted } from './plant';

const READ = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::own/*' };
const ALL = { Action: 's3:*', Resource: '*' };
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const XRAY = 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess';
const TRUST = (Principal: unknown) => document({ Action: 'sts:AssumeRole', Principal });
const LAMBDA = TRUST({ Service: 'lambda.amazonaws.com' });

/** A role of this stack for the sound ones; the broken ones name that of the service. */
const WORKER = { resource: { aws_iam_role: { worker: { name: 'worker', assume_role_policy: LAMBDA, permissions_boundary: BOUNDARY } } } };

const RESOURCE_POLICIES = [
  'aws_backup_vault_policy', 'aws_cloudwatch_event_bus_policy', 'aws_dynamodb_resource_policy', 'aws_ecr_repository_policy',
  'aws_efs_file_system_policy', 'aws_kinesis_resource_policy', 'aws_kms_external_key', 'aws_kms_key', 'aws_kms_key_policy', 'aws_kms_replica_key',
  'aws_s3_access_point', 'aws_s3_bucket', 'aws_s3_bucket_policy', 'aws_s3control_access_point_policy',
  'aws_secretsmanager_secret', 'aws_secretsmanager_secret_policy', 'aws_sns_topic', 'aws_sns_topic_policy', 'aws_sqs_queue',
  'aws_sqs_queue_policy', 'aws_vpc_endpoint', 'aws_vpc_endpoint_policy',
];
const CLOSED = document({ Action: 'sqs:SendMessage', Resource: '*', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
const OPEN = document({ Action: 'sqs:SendMessage', Resource: '*', Principal: '*' });

const OWN_ROLE = ['aws_iam_role_policy', 'aws_iam_role_policy_attachment', 'aws_iam_role_policies_exclusive'];

export const IAM_PLANTS: Planted = {
  'iam.permissions': [
    plant('aws_iam_policy', { policy: document(READ) }, { policy: document({ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::ledger-x/*'] }) }, {
      facts: { claimed: { dataNames: ['ledger-*'], services: [] } },
    }),
    ...plants(['aws_iam_policy', 'aws_iam_group_policy', 'aws_iam_user_policy'], { policy: document(READ) }, { policy: document(ALL) }),
    plant('aws_iam_role_policy', { role: 'worker', policy: document(READ) }, { policy: document(ALL) }, { beside: WORKER }),
    plant('aws_iam_role', { name: 'other', inline_policy: [{ name: 'x', policy: document(READ) }] }, { inline_policy: [{ name: 'x', policy: document(ALL) }] }),
  ],
  'iam.document': [
    plant(
      'data.aws_iam_policy_document',
      { statement: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::own/*'] }] },
      { statement: [{ actions: ['s3:*'], resources: ['*'] }] },
    ),
  ],
  'iam.managed': [
    ...plants(['aws_iam_group_policy_attachment', 'aws_iam_policy_attachment', 'aws_iam_user_policy_attachment'], { policy_arn: XRAY }, { policy_arn: ADMIN }),
    plant('aws_iam_role_policy_attachment', { role: 'worker', policy_arn: XRAY }, { policy_arn: ADMIN }, { beside: WORKER }),
    ...plants(
      ['aws_iam_group_policy_attachments_exclusive', 'aws_iam_role_policy_attachments_exclusive', 'aws_iam_user_policy_attachments_exclusive'],
      { policy_arns: [XRAY] },
      { policy_arns: [ADMIN] },
    ),
    plant('aws_iam_role', { name: 'other', managed_policy_arns: [XRAY] }, { managed_policy_arns: [ADMIN] }),
  ],
  'iam.trust': [plant('aws_iam_role', { name: 'other', assume_role_policy: LAMBDA }, { assume_role_policy: TRUST({ AWS: '*' }) })],
  'iam.boundary': plants(
    ['aws_iam_role', 'aws_iam_user'],
    { name: 'other', permissions_boundary: BOUNDARY },
    { permissions_boundary: `arn:aws:iam::${ACCOUNT}:policy/none` },
    { except: { 'foreign stack': 'nobody declares a boundary for a stack of no platform; it takes no role of a service: the name is taken' } },
  ),
  'iam.own-role': [
    ...plants(OWN_ROLE, { role: 'worker' }, { role: 'someone' }, { beside: WORKER }),
    plant('aws_iam_policy_attachment', { roles: ['worker'] }, { roles: ['someone'] }, { beside: WORKER }),
  ],
  'iam.pod-identity': [
    plant(
      'aws_eks_pod_identity_association',
      { namespace: ROLE, role_arn: `arn:aws:iam::${ACCOUNT}:role/worker` },
      { namespace: 'ledger-worker-production' },
    ),
  ],
  'iam.cluster-access': ['aws_eks_access_entry', 'aws_eks_access_policy_association', 'aws_eks_identity_provider_config'].map((type) => ({
    type, broken: { principal_arn: `arn:aws:iam::${ACCOUNT}:role/worker` },
  })),
  'iam.resource-policy': [
    ...plants(RESOURCE_POLICIES, { policy: CLOSED }, { policy: OPEN }),
    ...plants(['aws_opensearch_domain', 'aws_opensearch_domain_policy'], { access_policies: CLOSED }, { access_policies: OPEN }),
  ],
  'iam.lambda': [plant('aws_lambda_permission', { principal: 's3.amazonaws.com', source_arn: 'arn:aws:s3:::own' }, { principal: '123456789012' })],
  'iam.lambda-layer': [
    ...['*', '123456789012'].map((principal) => plant('aws_lambda_layer_version_permission', { principal: ACCOUNT }, { principal })),
    plant('aws_lambda_layer_version_permission', { principal: '*', organization_id: 'o-a1b2c3d4e5' }, { organization_id: '' }),
    plant('aws_lambda_layer_version_permission', { principal: '*', organization_id: 'o-a1b2c3d4e5' }, { organization_id: undefined }),
  ],
  'unknown.type': [
    'aws_db_new', 'aws_docdb_new', 'aws_elasticache_new', 'aws_memorydb_new', 'aws_rds_new', 'aws_redshift_new', 'aws_iam_new', 'aws_s3_bucket_new',
    'awscc_iam_role',
  ].map((type) => ({ type, broken: { name: 'x' } })),
};

import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { DatabaseTier, ObjectBucket, PostgresDatabase, Provisioner } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, own, policy, REGION, trusted } from './entry';

const BUCKET = 'arn:aws:s3:::payment-exports';
const CLUSTER = 'acme-production';
const queue = (scope: Construct) => new SqsQueue(scope, 'Queue', { name: 'payment-refunds', sqsManagedSseEnabled: true });

/** A trust policy for one service account, by EKS Pod Identity. */
const podTrust = (service: MicroserviceInfra, account: string) => policy({
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Condition: {
    StringEquals: {
      'aws:RequestTag/kubernetes-namespace': service.namespaceName,
      'aws:RequestTag/kubernetes-service-account': account,
      'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${CLUSTER}`,
    },
  },
});

const document = (scope: Construct, ...statement: object[]) => new DataAwsIamPolicyDocument(scope, 'Document', { statement });
const inline = (scope: Construct, service: MicroserviceInfra, text: string) =>
  new IamRolePolicy(scope, 'Policy', { name: 'own', role: service.role.name, policy: text });

export const PERMISSIONS = [
  ordinary('permissions: a policy document that refers to a queue', (stack, service) => {
    const { json } = document(stack, { sid: 'Send', actions: ['sqs:SendMessage'], resources: [queue(stack).arn] });
    inline(stack, service, json);
  }),
  ordinary('permissions: a policy document with a condition', (stack, service) => {
    const { json } = document(stack, {
      actions: ['s3:GetObject'], resources: [`${BUCKET}/*`],
      condition: [{ test: 'StringEquals', variable: 's3:ExistingObjectTag/team', values: ['payments'] }],
    });
    inline(stack, service, json);
  }),
  ordinary('permissions: a policy document on top of another', (stack, service) => {
    const base = new DataAwsIamPolicyDocument(stack, 'Base', { statement: [{ actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] }] });
    const { json } = new DataAwsIamPolicyDocument(stack, 'Both', {
      sourcePolicyDocuments: [base.json], statement: [{ actions: ['s3:ListBucket'], resources: [BUCKET] }],
    });
    inline(stack, service, json);
  }),
  ordinary('permissions: an inline policy by JSON.stringify', (stack, service) => {
    inline(stack, service, policy({ Sid: 'Read', Action: ['s3:GetObject', 's3:GetObjectTagging'], Resource: [`${BUCKET}/*`] }));
  }),
  ordinary('permissions: an inline policy by Fn.jsonencode of plain values', (stack, service) => {
    inline(stack, service, Fn.jsonencode({
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${BUCKET}/*`] }],
    }));
  }),
  ordinary('permissions: an inline policy whose resource is the own account', (stack, service) => {
    const { accountId } = new DataAwsCallerIdentity(stack, 'Me', {});
    inline(stack, service, policy({ Action: 'dynamodb:Query', Resource: `arn:aws:dynamodb:${REGION}:${accountId}:table/payment-orders` }));
  }),
  ordinary('permissions: a denial of what must never be', (stack, service) => {
    inline(stack, service, policy({ Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }));
  }),
  ordinary('permissions: a managed policy of the team, attached', (stack, service) => {
    const own1 = new IamPolicy(stack, 'Exports', { name: 'payment-exports', policy: policy({ Action: 's3:PutObject', Resource: `${BUCKET}/*` }) });
    service.attachPolicy(own1.arn);
  }),
  ordinary('permissions: a managed policy from a document, attached by a resource', (stack, service) => {
    const { json } = document(stack, { actions: ['s3:PutObject'], resources: [`${BUCKET}/*`] });
    const { arn } = new IamPolicy(stack, 'Exports', { namePrefix: 'payment-', policy: json });
    new IamRolePolicyAttachment(stack, 'Attachment', { role: service.role.name, policyArn: arn });
  }),
  ordinary("permissions: a policy of the platform's, by its ARN", (_, service) => {
    service.attachPolicy(`arn:aws:iam::${ACCOUNT}:policy/stripe-secrets-read`);
  }),
  ordinary('permissions: traces and metrics, which know no resources', (_, service) => {
    service.grant(['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'cloudwatch:PutMetricData'], ['*']);
  }),
  ordinary('permissions: a login to the registry, which knows no resources', (_, service) => {
    service.grant(['ecr:GetAuthorizationToken'], ['*']);
  }),
  ordinary('permissions: one secret and the key that it is encrypted by', (_, service) => {
    service.grant(['secretsmanager:GetSecretValue'], [`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:payment-service/stripe-AbCdEf`]);
    service.grant(['kms:Decrypt'], [`arn:aws:kms:${REGION}:${ACCOUNT}:key/0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0`]);
  }),
  ordinary('permissions: parameters below the own prefix', (_, service) => {
    service.grant(['ssm:GetParameter', 'ssm:GetParametersByPath'], [`arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/payment-service/*`]);
  }),
  ordinary('permissions: one folder of a bucket that is shared', (_, service) => {
    service.grant(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], ['arn:aws:s3:::acme-shared/payments/*']);
  }),
  ordinary('permissions: the own buckets and database, by their ARNs', (stack, service) => {
    const made = Object.values(Provisioner).map((provisioner, index) => new ObjectBucket(stack, `Own${index}`, { bucketName: `payment-own${index}`, provisioner }));
    for (const { bucketName } of made) service.grant(['s3:GetObject'], [`arn:aws:s3:::${bucketName}/*`]);
    const { identifier } = new PostgresDatabase(stack, 'Db', { databaseName: 'payments-own', storageGb: 50, tier: DatabaseTier.STANDARD });
    service.grant(['rds:DescribeDBInstances'], [`arn:aws:rds:${REGION}:${ACCOUNT}:db:${identifier}`]);
  }),
  ordinary('permissions: the own bucket, by its parts and a data source', (stack, service) => {
    const { bucketName } = new ObjectBucket(stack, 'Own', { bucketName: 'payment-parts' });
    service.grant(['s3:GetObject'], ['arn:aws:s3:::payment-parts-*/in/*', `${new DataAwsS3Bucket(stack, 'Same', { bucket: bucketName }).arn}/*`]);
  }),
  ordinary('permissions: every secret below the own place', (_, service) => {
    service.grant(['secretsmanager:GetSecretValue'], [`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:production/payment-service/*`]);
  }),
  ordinary("permissions: another team's bucket", (_, service, __, reason) => {
    service.grant(['s3:GetObject'], [`arn:aws:s3:::ledger-exports-production-${ACCOUNT}/*`], reason);
  }, 'it belongs to another team'),
  ordinary('permissions: a role of a batch job with a service account of its own', (stack, service) => {
    const account = new ServiceAccountV1(stack, 'BatchAccount', { metadata: own(service, 'settlement') });
    const role = new IamRole(stack, 'Batch', { name: 'payment-settlement', assumeRolePolicy: podTrust(service, 'settlement') });
    new IamRolePolicy(stack, 'BatchPolicy', { role: role.name, policy: policy({ Action: 's3:GetObject', Resource: `${BUCKET}/*` }) });
    new EksPodIdentityAssociation(stack, 'BatchIdentity', {
      clusterName: CLUSTER, namespace: account.metadata.namespace, serviceAccount: account.metadata.name, roleArn: role.arn,
    });
  }),
  ordinary('permissions: a role for a task of ECS', (stack) => {
    const role = new IamRole(stack, 'Task', { name: 'payment-task', assumeRolePolicy: trusted('ecs-tasks.amazonaws.com') });
    new IamRolePolicyAttachment(stack, 'TaskPolicy', {
      role: role.name, policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
    });
  }),
  ordinary('permissions: an instance profile for a runner', (stack) => {
    const role = new IamRole(stack, 'Runner', { name: 'payment-runner', assumeRolePolicy: trusted('ec2.amazonaws.com') });
    new IamInstanceProfile(stack, 'Profile', { name: 'payment-runner', role: role.name });
  }),
  ordinary('permissions: a longer session and a description for the role', (_, service) => {
    service.role.maxSessionDuration = 7200;
    service.role.description = 'payment-service in production';
  }),
  ordinary('permissions: everything that reads one bucket', (_, service, __, reason) => {
    service.grant(['s3:Get*'], [`${BUCKET}/*`], reason);
  }, 'a wildcard action'),
  ordinary("permissions: AWS's read-only policy for buckets", (_, service, __, reason) => {
    service.attachPolicy('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', reason);
  }, 'it reads every bucket of the account'),
  ordinary('permissions: a role of another account, to take', (_, service, __, reason) => {
    service.grant(['sts:AssumeRole'], ['arn:aws:iam::111122223333:role/payment-reader'], reason);
  }, 'what that role may do is not seen here'),
  ordinary('permissions: one role to pass to tasks', (_, service, __, reason) => {
    service.grant(['iam:PassRole'], [`arn:aws:iam::${ACCOUNT}:role/payment-task`], reason);
  }, 'whoever passes a role has what the role has'),
  ordinary('permissions: every instance, to describe', (stack, service, _, reason) => {
    explain(service, inline(stack, service, policy({ Action: 'ec2:Describe*', Resource: '*' })), reason);
  }, 'a wildcard action'),
  ordinary('permissions: a user with a key for a partner', (stack, service, _, reason) => {
    const user = new IamUser(stack, 'Partner', { name: 'payment-partner' });
    const key = new IamAccessKey(stack, 'Key', { user: user.name });
    for (const each of [user, key]) explain(service, each, reason);
  }, 'a key that never ends, and stands in the state'),
  ordinary('permissions: a role that a workflow of GitHub takes', (stack, service, _, reason) => {
    const role = new IamRole(stack, 'Deploy', {
      name: 'payment-deploy',
      assumeRolePolicy: policy({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:acme/payment-service:ref:refs/heads/main',
          },
        },
      }),
    });
    explain(service, role, reason);
  }, 'what can push to that branch can take the role'),
];

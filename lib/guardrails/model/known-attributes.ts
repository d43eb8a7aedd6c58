import { valueAt } from './blocks';
import type { Resource } from './resource';
import { isReadable } from './unreadable';

/** The account that a stack's resources are made in. */
export interface AccountFacts {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}

/** The argument that Terraform's `id` of a type repeats. */
const ID: Readonly<Record<string, string>> = {
  aws_db_instance: 'identifier',
  aws_iam_group: 'name',
  aws_iam_role: 'name',
  aws_iam_user: 'name',
  aws_rds_cluster: 'cluster_identifier',
  aws_s3_bucket: 'bucket',
  kubernetes_namespace: 'metadata.name',
  kubernetes_namespace_v1: 'metadata.name',
};

type Arn = (text: (path: string) => string | undefined, account: AccountFacts) => string | undefined;

const iam =
  (kind: string): Arn =>
    (text, { accountId, partition }) => {
      const name = text('name');
      return name && `arn:${partition}:iam::${accountId}:${kind}${text('path') ?? '/'}${name}`;
    };

const named =
  (service: string, prefix = '', argument = 'name'): Arn =>
    (text, { accountId, partition, region }) => {
      const name = text(argument);
      return name && `arn:${partition}:${service}:${region}:${accountId}:${prefix}${name}`;
    };

/** ARNs that follow from what is written. */
const ARN: Readonly<Record<string, Arn>> = {
  'aws_dynamodb_table': named('dynamodb', 'table/'),
  'aws_iam_policy': iam('policy'),
  'aws_iam_role': iam('role'),
  'aws_iam_user': iam('user'),
  'aws_s3_bucket': (text, { partition }) => {
    const name = text('bucket');
    return name && `arn:${partition}:s3:::${name}`;
  },
  'aws_sns_topic': named('sns'),
  'aws_sqs_queue': named('sqs'),
  'data.aws_iam_policy': (text, { partition }) =>
    text('arn') ?? (text('name') && `arn:${partition}:iam::aws:policy/${text('name')}`),
};

/** Data sources that only repeat what the platform has declared. */
const DECLARED: Readonly<Record<string, Readonly<Record<string, keyof AccountFacts>>>> = {
  'data.aws_caller_identity': { account_id: 'accountId', id: 'accountId' },
  'data.aws_partition': { partition: 'partition', id: 'partition' },
  'data.aws_region': { id: 'region', name: 'region', region: 'region' },
};

/** An attribute of a resource that can be told without Terraform; nothing if it cannot. */
export function attributeOf(resource: Resource, path: readonly (string | number)[], account?: AccountFacts): unknown {
  const kind = resource.mode === 'managed' ? resource.type : `data.${resource.type}`;
  const [attribute] = path;
  const declared = DECLARED[kind]?.[String(attribute)];
  if (declared) return account?.[declared];
  if (resource.copies.length !== 1) return undefined;
  const text = (argument: string) => {
    const value = valueAt(resource.body, argument);
    return typeof value === 'string' ? value : undefined;
  };
  if (attribute === 'arn' && ARN[kind]) return account && ARN[kind](text, account);
  if (resource.mode !== 'managed') return undefined;
  if (attribute === 'id') return ID[kind] && text(ID[kind]);
  const value = valueAt(resource.body, path.filter((step) => typeof step === 'string').join('.'));
  return isReadable(value) ? value : undefined;
}

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

const bucket: Arn = (text, { partition }) => {
  const name = text('bucket');
  return name && `arn:${partition}:s3:::${name}`;
};

/** AWS appends six characters of its own to a secret's name. */
const secret: Arn = (text, account) => {
  const arn = named('secretsmanager', 'secret:')(text, account);
  return arn && `${arn}-??????`;
};

/** ARNs that follow from what is written. */
const ARN: Readonly<Record<string, Arn>> = {
  'aws_dynamodb_table': named('dynamodb', 'table/'),
  'aws_iam_policy': iam('policy'),
  'aws_iam_role': iam('role'),
  'aws_iam_user': iam('user'),
  'aws_s3_bucket': bucket,
  'aws_sns_topic': named('sns'),
  'aws_sqs_queue': named('sqs'),
  'data.aws_db_instance': named('rds', 'db:', 'db_instance_identifier'),
  'data.aws_iam_policy': (text, { partition }) =>
    text('arn') ?? (text('name') && `arn:${partition}:iam::aws:policy/${text('name')}`),
  'data.aws_s3_bucket': bucket,
  'data.aws_secretsmanager_secret': (text, account) => text('arn') ?? secret(text, account),
};

/** What the ARN is called where it is not `arn`. */
const ARN_ATTRIBUTE: Readonly<Record<string, string>> = { 'data.aws_db_instance': 'db_instance_arn' };

/** Attributes of data sources that repeat the name by which they look; the first is the argument. */
const NAMED: Readonly<Record<string, readonly string[]>> = { 'data.aws_s3_bucket': ['bucket', 'id'] };

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
  if (attribute === (ARN_ATTRIBUTE[kind] ?? 'arn') && ARN[kind]) return account && ARN[kind](text, account);
  if (NAMED[kind]?.includes(String(attribute))) return text(NAMED[kind][0]);
  if (resource.mode !== 'managed') return undefined;
  if (attribute === 'id') return ID[kind] && text(ID[kind]);
  const value = valueAt(resource.body, path.filter((step) => typeof step === 'string').join('.'));
  return isReadable(value) ? value : undefined;
}

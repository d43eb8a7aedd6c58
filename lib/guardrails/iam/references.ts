import { dnsSuffixOf } from '../../platform/region';
import type { IamContext } from './statement';
import { partsOf } from './template';
import type { TemplatePart } from './template';

/** A reference to one attribute of an AWS resource or data source, and to nothing else. */
export interface Reference {
  readonly type: string;
  readonly isData: boolean;
  readonly attribute: string;
}

const REFERENCE =
  /^\$\{\s*(?<data>data\.)?(?<type>aws_[a-z0-9_]+)\.[A-Za-z0-9_-]+(\[(\d+|"[\w-]+"|each\.key|count\.index)\])?((\.[a-z0-9_]+\[\d+\]|\.[a-z0-9_]+\.0)){0,2}\.(?<attribute>[a-z0-9_]+)\s*\}$/;

/** Functions on texts whose result contains their arguments. */
const CALL = '(?:concat|element|format|join|lower|replace|split|trim|trimprefix|trimspace|trimsuffix|upper)\\(';

const PATH = '(?:data\\.)?aws_[\\w.-]+(?:\\[(?:\\d+|"[\\w-]+")\\][\\w.]*)*';

/** A text without escapes and templates. */
const LITERAL = '"(?:[^"\\\\$%]|%+[^"\\\\$%{])*%*"';

const TOKEN = new RegExp(`${CALL}|${PATH}|${LITERAL}|\\d+|[\\s,()[\\]]`, 'y');

/** Attributes that AWS generates, or composes from names that it checks. */
const IDENTIFIER = /^(arn|id|account_id|region|partition|dns_suffix)$|_(arn|id|identifier)$/;

/** Attributes in which AWS allows only letters, digits and a few signs. Display names and descriptions can contain anything. */
const NAME = /^(bucket|cluster_name|function_name|issuer|name|repository_name|url)$/;

const NAMED_TYPES = new RegExp(
  `^aws_(${[
    'cloudwatch_(event_bus|event_rule|log_group)',
    'dynamodb_(global_)?table',
    'ec[rs]_(cluster|repository)',
    'eks_cluster',
    'iam_(group|openid_connect_provider|policy|role|user)',
    'kinesis_(firehose_delivery_)?stream',
    'kms_alias',
    'lambda_(alias|function)',
    'region',
    's3_(access_point|bucket)',
    'secretsmanager_secret',
    'sfn_state_machine',
    's[nq]s_(queue|topic)',
    'ssm_parameter',
  ].join('|')})$`,
);

/** Types that return their arguments, or whose ARNs and ids can contain any text. */
const FREE_TYPES =
  /^aws_(arn|cloudformation_.+|cloudwatch_(composite|metric)_alarm|dynamodb_table_item|iam_policy_document|lambda_invocation|route53_record|s3_(bucket_)?objects?|s3_object_copy)$/;

/** Values of the environment that the data sources of the provider return. */
const ENVIRONMENT: Record<string, (context: IamContext) => string> = {
  'aws_caller_identity.account_id': ({ accountId }) => accountId,
  'aws_caller_identity.id': ({ accountId }) => accountId,
  'aws_partition.partition': ({ partition }) => partition,
  'aws_partition.id': ({ partition }) => partition,
  'aws_partition.dns_suffix': ({ partition }) => dnsSuffixOf(partition),
  'aws_region.name': () => 'region',
  'aws_region.region': () => 'region',
  'aws_region.id': () => 'region',
};

/** The reference, if the expression is nothing else. */
export function referenceOf(expression: string): Reference | undefined {
  const { data, type, attribute } = REFERENCE.exec(expression)?.groups ?? {};
  if (!type || FREE_TYPES.test(type)) return undefined;
  const isPlain = IDENTIFIER.test(attribute) || (NAME.test(attribute) && NAMED_TYPES.test(type));
  return isPlain ? { type, isData: data !== undefined, attribute } : undefined;
}

/** Whether a reference is to an ARN. */
export function isArnReference({ attribute }: Reference): boolean {
  return attribute === 'arn' || attribute === 'id' || attribute.endsWith('_arn');
}

/** The parts of a text, with the values of the environment filled in. */
export function knownParts(template: string, context: IamContext): TemplatePart[] | undefined {
  return partsOf(template)?.map((part) => {
    const reference = part.kind === 'expression' ? referenceOf(part.text) : undefined;
    const known = reference?.isData ? ENVIRONMENT[`${reference.type}.${reference.attribute}`] : undefined;
    return known ? { kind: 'literal', text: known(context) } : part;
  });
}

/** The text of a template, if the environment knows all of it. */
export function knownText(template: string, context: IamContext): string | undefined {
  const parts = knownParts(template, context);
  return parts?.every(({ kind }) => kind === 'literal') ? parts.map(({ text }) => text).join('') : undefined;
}

/** Whether no expression of a template can have a value with a quote, which would end the string around it. */
export function isSafeInText(template: string): boolean {
  return partsOf(template)?.every(({ kind, text }) => kind === 'literal' || isSafeExpression(text)) === true;
}

/** References to names, and functions on them and on literals without quotes. */
function isSafeExpression(expression: string): boolean {
  if (referenceOf(expression) !== undefined) return true;
  const inner = expression.slice(2, -1);
  TOKEN.lastIndex = 0;
  for (let at = 0; at < inner.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(inner)?.[0];
    const isPath = token !== undefined && /^(data\.)?aws_/.test(token);
    if (token === undefined || (isPath && referenceOf(`\${${token}}`) === undefined)) return false;
  }
  return true;
}

import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Guardrail, Predicate } from '../guardrail';
import { exposureFindings } from '../iam/exposure';
import { readLambdaPermission } from '../iam/lambda-permission';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';
import { asTemplate, breachOf, contextOf, readingOf, textsAt } from './documents';
import { row, WITH_REASON } from './row';

const CHAPTER = 'Permissions';

/** The arguments with resource policies. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: 'policy',
  aws_cloudwatch_event_bus_policy: 'policy',
  aws_dynamodb_resource_policy: 'policy',
  aws_ecr_repository_policy: 'policy',
  aws_efs_file_system_policy: 'policy',
  aws_kinesis_resource_policy: 'policy',
  aws_kms_external_key: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_kms_replica_key: 'policy',
  aws_opensearch_domain: 'access_policies',
  aws_opensearch_domain_policy: 'access_policies',
  aws_s3_access_point: 'policy',
  aws_s3_bucket: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_s3control_access_point_policy: 'policy',
  aws_secretsmanager_secret: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_vpc_endpoint: 'policy',
  aws_vpc_endpoint_policy: 'policy',
};

const EXPOSURE: Predicate = {
  name: 'a resource policy without public or cross-account access',
  breaches: (subject) => {
    const { resource, body, stack } = subject;
    if (stack.facts.own?.has(subject.address)) return [];
    return textsAt(body, RESOURCE_POLICIES[resource!.type])
      .filter((policy) => policy !== undefined && policy !== '')
      .flatMap((policy) => exposureFindings(readingOf(policy, subject), contextOf(stack)).map(breachOf));
  },
};

const LAMBDA: Predicate = {
  name: 'an AWS service or your own account, or everyone with a named source',
  breaches: ({ body, stack }) =>
    exposureFindings(readLambdaPermission(asTemplate(body) as Json, (text) => text), contextOf(stack)).map(breachOf),
};

/** A layer permission has no source: it is for an account or an organisation. */
const LAYER: Predicate = {
  name: 'a layer shared only with your own account or one organisation',
  breaches: ({ body, stack }) => {
    const { organization_id: organization, principal } = body;
    if (isUnreadable(principal)) return [unreadable('principal', principal)];
    if (String(principal) === contextOf(stack).accountId) return [];
    if (isUnreadable(organization) && !organization.reference) return [unreadable('organization_id', organization)];
    const isOfOne = principal === '*' && (isUnreadable(organization) || /^o-\w+$/.test(String(organization)));
    return isOfOne ? [] : [{ got: `principal: ${show(principal)}`, what: `principal ${String(principal)}` }];
  },
};

/** The guardrails of resource policies. */
export const EXPOSURE_ROWS: readonly Guardrail[] = [
  row({
    id: 'iam.resource-policy',
    chapter: CHAPTER,
    on: Object.keys(RESOURCE_POLICIES),
    path: 'policy, access_policies',
    must: EXPOSURE,
    rule: 'resource policies without public or cross-account access, or a written reason',
    fix: `name principals of your own account, or add a condition that restricts access, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.lambda',
    chapter: CHAPTER,
    on: ['aws_lambda_permission'],
    path: 'principal',
    must: LAMBDA,
    rule: 'an AWS service or your own account, or a written reason',
    fix: `name the service and source_arn, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.lambda-layer',
    chapter: CHAPTER,
    on: ['aws_lambda_layer_version_permission'],
    path: 'principal, organization_id',
    must: LAYER,
    rule: 'layers shared only with your own account or one organisation, or a written reason',
    fix: `name the account or organization_id, ${WITH_REASON}`,
    lifted: 'all',
  }),
];

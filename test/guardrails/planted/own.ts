import { ACCOUNT, BUCKET, LABELS, NAMESPACE, ROLE } from './plant';
import type { Plant } from './plant';

/** A child of the library as it is made, what is promised of it, and what breaks the promise. */
export interface OwnPlant extends Plant {
  readonly expected: Readonly<Record<string, unknown>>;
}

const own = (type: string, sound: Plant['broken'], changes: Plant['broken'], expected: OwnPlant['expected'] = {}): OwnPlant => ({
  type, sound, broken: { ...sound, ...changes }, expected,
});

const KEPT = { lifecycle: { prevent_destroy: true } };
const LOOSE = { lifecycle: { prevent_destroy: false } };
const EXPECTED_BUCKET = { bucket: BUCKET };
const DENY = { pod_selector: {}, policy_types: ['Ingress', 'Egress'] };
const READER = { api_groups: [''], resources: ['secrets'], verbs: ['get'], resource_names: ['payment-service'] };
const METADATA = { metadata: { name: 'x', namespace: NAMESPACE } };
const SUBJECT = { kind: 'ServiceAccount', name: 'payment-service', namespace: NAMESPACE };
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${ROLE}`;
const IDENTITY = { cluster_name: 'production', namespace: NAMESPACE, service_account: 'payment-service' };
const annotated = (role: string) => ({ metadata: { name: 'payment-service', annotations: { 'eks.amazonaws.com/role-arn': role } } });
const EXPIRING = (days: number) => ({ rule: [{ noncurrent_version_expiration: { noncurrent_days: days } }] });
const ENCRYPTED = (name: string) => ({ rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: name } }] });

/** What breaks each promise of what the library makes, by the id of its row. */
export const OWN_PLANTED: Readonly<Record<string, OwnPlant | readonly OwnPlant[]>> = {
  'own.namespace.name': own('kubernetes_namespace_v1', { metadata: { name: NAMESPACE } }, { metadata: { name: 'other' } }, { name: NAMESPACE }),
  'own.namespace.kept': own('kubernetes_namespace_v1', KEPT, LOOSE),
  'own.default-deny': own(
    'kubernetes_network_policy_v1', { ...METADATA, spec: DENY }, { spec: { ...DENY, policy_types: ['Egress'] } }, { namespace: NAMESPACE },
  ),
  'own.service-account.name': own(
    'kubernetes_service_account_v1', { metadata: { name: 'payment-service' } }, { metadata: { name: 'other' } }, { name: 'payment-service' },
  ),
  'own.role.trust': own('aws_iam_role', { assume_role_policy: 'own' }, { assume_role_policy: 'other' }, { trust: 'own' }),
  'own.pod-identity': [
    { role_arn: `${ROLE_ARN}-other` }, { target_role_arn: ROLE_ARN }, { namespace: 'other' }, { service_account: 'other' }, { cluster_name: 'other' },
  ].map((changes) =>
    own('aws_eks_pod_identity_association', { ...IDENTITY, role_arn: ROLE_ARN }, changes, { ...IDENTITY, role: ROLE_ARN }),
  ),
  'own.service-account.role': own(
    'kubernetes_service_account_v1', annotated(ROLE_ARN), annotated(`arn:aws:iam::${ACCOUNT}:role/other`), { role: ROLE_ARN },
  ),
  'own.role.name': own('aws_iam_role', { name: ROLE }, { name: 'other' }, { name: ROLE }),
  'own.labels': own('kubernetes_config_map_v1', { metadata: { name: 'x', labels: LABELS } }, { metadata: { name: 'x', labels: { 'platform.acme.io/team': 'search' } } }),
  'own.tags': own('aws_iam_role', { tags: LABELS }, { tags: { 'platform.acme.io/team': 'search' } }),
  'own.database.settings': own('aws_db_instance', { identifier: 'a', engine: 'postgres' }, { engine: 'mysql' }, { identifier: 'a', engine: 'postgres' }),
  'own.database.password': own('aws_db_instance', { identifier: 'a' }, { password: 'hunter2' }),
  'own.database.storage': own('aws_db_instance', { allocated_storage: 100 }, { allocated_storage: 5 }, { minimum: 20, maximum: 500 }),
  'own.database.version': own('aws_db_instance', { engine_version: '16.4' }, { engine_version: '11.22' }, { majors: ['15', '16'] }),
  'own.database.own': own('aws_db_instance', { identifier: 'a' }, { replicate_source_db: 'ledger' }),
  'own.database.multi-az': own('aws_db_instance', { multi_az: true }, { multi_az: false }),
  'own.database.quiet': own('aws_db_instance', { identifier: 'a' }, { apply_immediately: true }),
  'own.database.kept': own('aws_db_instance', KEPT, LOOSE),
  'own.companion': own(
    'aws_sqs_queue', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false },
    { argument: 'sqs_managed_sse_enabled', value: true, rule: 'encryption at rest' },
  ),
  'own.parameter-group.tls': own(
    'aws_db_parameter_group', { parameter: [{ name: 'rds.force_ssl', value: '1' }] }, { parameter: [{ name: 'rds.force_ssl', value: '0' }] },
  ),
  'own.bucket': own('aws_s3_bucket', { bucket: BUCKET, ...KEPT }, LOOSE, EXPECTED_BUCKET),
  'own.bucket.public-access': own('aws_s3_bucket_public_access_block', EXPECTED_BUCKET, { bucket: 'other' }, EXPECTED_BUCKET),
  'own.bucket.ownership': own(
    'aws_s3_bucket_ownership_controls', { ...EXPECTED_BUCKET, rule: { object_ownership: 'BucketOwnerEnforced' } },
    { rule: { object_ownership: 'ObjectWriter' } }, EXPECTED_BUCKET,
  ),
  'own.bucket.encryption': own(
    'aws_s3_bucket_server_side_encryption_configuration', { ...EXPECTED_BUCKET, ...ENCRYPTED('aws:kms') }, ENCRYPTED('AES256'), EXPECTED_BUCKET,
  ),
  'own.bucket.versioning': own(
    'aws_s3_bucket_versioning', { ...EXPECTED_BUCKET, versioning_configuration: { status: 'Enabled' } },
    { versioning_configuration: { status: 'Suspended' } }, EXPECTED_BUCKET,
  ),
  'own.bucket.policy': own(
    'aws_s3_bucket_policy', { ...EXPECTED_BUCKET, policy: 'own' }, { policy: 'other' }, { ...EXPECTED_BUCKET, policy: 'own' },
  ),
  'own.bucket.lifecycle': own(
    'aws_s3_bucket_lifecycle_configuration', { ...EXPECTED_BUCKET, ...EXPIRING(30) }, EXPIRING(1), { ...EXPECTED_BUCKET, noncurrentDays: 30 },
  ),
  'own.kafka.reader': own(
    'kubernetes_role_v1', { ...METADATA, rule: [READER] }, { rule: [{ ...READER, verbs: ['get', 'list'] }] },
    { namespace: NAMESPACE, secrets: ['payment-service'] },
  ),
  'own.kafka.binding': own(
    'kubernetes_role_binding_v1', { ...METADATA, role_ref: { kind: 'Role', name: 'reader' }, subject: [SUBJECT] },
    { subject: [{ ...SUBJECT, name: 'other' }] }, { namespace: NAMESPACE, role: 'reader', subject: `${NAMESPACE}/payment-service` },
  ),
};

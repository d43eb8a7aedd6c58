import type { Json } from '../../core/json';
import type { OwnGuardrail } from '../../guardrails/expectations';
import type { StackFacts } from '../../guardrails/model/app-model';
import { blocksOf, valueAt } from '../../guardrails/model/blocks';
import { shown } from '../../guardrails/model/unreadable';
import { destructible } from '../../guardrails/rows/own-values';

const BUCKETS = 'Buckets';

/** Requires that every copy of a setting is for this bucket. */
const ofBucket =
  (breach: OwnGuardrail['breach']): OwnGuardrail['breach'] =>
    (body, expected, facts, raw) => {
      const bucket = valueAt(body, 'bucket');
      const isOwn = bucket === expected.bucket || refersTo(facts.own, raw.bucket);
      return isOwn ? breach(body, expected, facts, raw) : `the bucket ${shown(bucket)}`;
    };

/** Whether a text refers to a bucket that the library creates. A changed name of that bucket is a separate finding. */
function refersTo(own: StackFacts['own'], text: unknown): boolean {
  const [, address] = /^\$\{(aws_s3_bucket\.[\w-]+)\.(?:bucket|id)\}$/.exec(String(text)) ?? [];
  return address !== undefined && own?.has(address) === true;
}

/** The guarantees of a bucket in Terraform. */
export const BUCKET_GUARDRAILS = {
  bucket: {
    id: 'own.bucket',
    chapter: BUCKETS,
    on: 'ObjectBucket.bucket',
    path: 'bucket, lifecycle.prevent_destroy',
    rule: "the library's name for the bucket, and prevent_destroy = true",
    breach: (body, { bucket }) =>
      body.bucket === bucket ? destructible('a bucket that a plan can destroy')(body) : `the name ${shown(body.bucket)}`,
  },
  publicAccess: {
    id: 'own.bucket.public-access',
    chapter: BUCKETS,
    on: 'the public access block of ObjectBucket',
    path: 'bucket',
    rule: 'no public access to this bucket',
    breach: ofBucket(() => undefined),
  },
  ownership: {
    id: 'own.bucket.ownership',
    chapter: BUCKETS,
    on: 'the ownership controls of ObjectBucket',
    path: 'rule.object_ownership',
    rule: 'no ACLs on this bucket',
    breach: ofBucket((body) => otherThan(body, 'rule', 'object_ownership', 'BucketOwnerEnforced')),
  },
  encryption: {
    id: 'own.bucket.encryption',
    chapter: BUCKETS,
    on: 'the encryption of ObjectBucket',
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
    rule: 'encryption at rest for this bucket',
    breach: ofBucket((body) => otherThan(body, 'rule', 'apply_server_side_encryption_by_default.sse_algorithm', 'aws:kms')),
  },
  versioning: {
    id: 'own.bucket.versioning',
    chapter: BUCKETS,
    on: 'the versioning of ObjectBucket',
    path: 'versioning_configuration.status',
    rule: 'versioning for this bucket',
    breach: ofBucket((body) => otherThan(body, 'versioning_configuration', 'status', 'Enabled')),
  },
  policy: {
    id: 'own.bucket.policy',
    chapter: BUCKETS,
    on: 'the policy of ObjectBucket',
    path: 'policy',
    rule: 'TLS for every request to this bucket',
    breach: ofBucket(({ policy }, { policy: expected }) => (policy === expected ? undefined : 'another bucket policy')),
  },
  lifecycle: {
    id: 'own.bucket.lifecycle',
    chapter: BUCKETS,
    on: 'the lifecycle of ObjectBucket',
    path: 'rule',
    rule: 'old versions and objects kept as long as the props of the bucket say',
    optional: true,
    breach: ofBucket(({ rule }, { noncurrentDays, days }) => {
      const rules = blocksOf(rule);
      const kept = rules.map((each) => [
        valueAt(each, 'noncurrent_version_expiration.noncurrent_days'),
        valueAt(each, 'expiration.days'),
      ]);
      const early = kept.find(([old, current]) => shorter(old, noncurrentDays) || shorter(current, days));
      return early && `a rule that deletes old versions after ${shown(early[0])} days, and objects after ${shown(early[1])}`;
    }),
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** Whether something is deleted sooner than the props say. Without a period in the props, any deletion is too soon. */
function shorter(actual: unknown, asked: unknown): boolean {
  if (actual === undefined) return false;
  return typeof actual !== 'number' || typeof asked !== 'number' || actual < asked;
}

/** The value that differs, or that there is more than one block. */
function otherThan(body: Json, name: string, path: string, value: string): string | undefined {
  const blocks = blocksOf(body[name]);
  const other = blocks.length === 1 ? blocks.find((block) => valueAt(block, path) !== value) : blocks[1];
  if (blocks.length === 1 && other === undefined) return undefined;
  const argument = path.split('.').pop()!;
  return blocks.length > 1 ? `${blocks.length} blocks ${name}` : `${argument}: ${shown(valueAt(other, path))}`;
}

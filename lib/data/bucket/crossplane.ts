import type { Json } from '../../core/json';
import { PUBLIC_ACCESS_SAFEGUARDS, safeguardFields } from '../../guardrails/data-safeguards';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { compositionOf } from '../crossplane/composition';
import type { ComposedResource } from '../crossplane/composition';
import type { DataApi } from '../crossplane/data-api';
import { formOf, ownerTags } from '../crossplane/form';
import type { CrossplaneForm } from '../crossplane/form';
import { format, fromRequest, required, toRequest } from '../crossplane/patches';
import type { Patch } from '../crossplane/patches';
import { ABORT_UPLOADS_AFTER_DAYS, BUCKET_LIMITS, DEFAULT_KEEP_OLD_VERSIONS_DAYS } from './limits';
import type { BucketLimits } from './limits';
import { tlsOnlyPolicy } from './policy';

/** The request for a bucket, made of the limits that the props have. */
export function bucketApi(limits: BucketLimits = BUCKET_LIMITS): DataApi {
  return {
    kind: 'ObjectBucket',
    plural: 'objectbuckets',
    description: 'A bucket on Amazon S3: private, encrypted, versioned, reachable by TLS alone.',
    name: limits.bucketName,
    parameters: {
      expireAfterDays: { limit: limits.expireAfterDays },
      keepOldVersionsDays: { limit: limits.keepOldVersionsDays, default: DEFAULT_KEEP_OLD_VERSIONS_DAYS },
    },
    required: [],
    status: { arn: 'string' },
    connectionKeys: [],
  };
}

/** How the request is served: a bucket, and one resource for each of its settings. */
export function bucketComposition(platform: Platform, environment: Environment): ManifestProps {
  const form = formOf(environment);
  const { tags, patches } = ownerTags(platform, environment, form);
  const name = (format_: string) => format(format_.replace('%s', `%s-${environment.name}-${environment.awsAccountId}`));
  const setting = (resource: string, kind: string, version: string, fields: Json, more: Patch[] = []): ComposedResource => ({
    name: resource,
    base: form.managed({ service: 's3', kind, clusterScopedVersion: version }, { region: environment.awsRegion, ...fields }),
    patches: [required(form.requestName, 'spec.forProvider.bucket', name('%s')), ...more],
  });
  const bucket: ComposedResource = {
    name: 'bucket',
    base: form.managed(
      { service: 's3', kind: 'Bucket', clusterScopedVersion: 'v1beta2' },
      { region: environment.awsRegion, forceDestroy: false, tags },
    ),
    patches: [
      required(form.requestName, 'metadata.annotations[crossplane.io/external-name]', name('%s')),
      ...patches,
      toRequest('status.atProvider.arn', 'status.arn'),
    ],
  };
  return compositionOf(bucketApi(), platform, environment, [
    bucket,
    setting('public-access-block', 'BucketPublicAccessBlock', 'v1beta1', safeguardFields(PUBLIC_ACCESS_SAFEGUARDS)),
    setting('ownership', 'BucketOwnershipControls', 'v1beta2', { rule: { objectOwnership: 'BucketOwnerEnforced' } }),
    setting('encryption', 'BucketServerSideEncryptionConfiguration', 'v1beta2', {
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' }, bucketKeyEnabled: true }],
    }),
    setting('versioning', 'BucketVersioning', 'v1beta2', { versioningConfiguration: { status: 'Enabled' } }),
    setting('lifecycle', 'BucketLifecycleConfiguration', 'v1beta2', { rule: [housekeeping()] }, lifecyclePatches()),
    policy(environment, form, setting),
  ]);
}

type Setting = (resource: string, kind: string, version: string, fields: Json, more?: Patch[]) => ComposedResource;

function policy({ awsPartition, name, awsAccountId }: Environment, form: CrossplaneForm, setting: Setting): ComposedResource {
  // Go indexes its arguments, because the policy contains the name twice.
  const text = tlsOnlyPolicy(awsPartition, `%[1]s-${name}-${awsAccountId}`);
  return setting('policy', 'BucketPolicy', 'v1beta1', {}, [required(form.requestName, 'spec.forProvider.policy', format(text))]);
}

function housekeeping(): Json {
  return {
    id: 'housekeeping',
    status: 'Enabled',
    filter: [{ prefix: '' }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS }],
    noncurrentVersionExpiration: [{ noncurrentDays: DEFAULT_KEEP_OLD_VERSIONS_DAYS }],
  };
}

function lifecyclePatches(): Patch[] {
  const rule = 'spec.forProvider.rule[0]';
  return [
    fromRequest('spec.parameters.keepOldVersionsDays', `${rule}.noncurrentVersionExpiration[0].noncurrentDays`),
    fromRequest('spec.parameters.expireAfterDays', `${rule}.expiration[0].days`),
  ];
}

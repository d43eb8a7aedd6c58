import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import { providerPackage } from '../crossplane/versions';
import type { CompanionDescription } from '../shared/companion-description';
import { bucketApi, bucketComposition } from './crossplane';
import { bucketForm } from './form';
import { BUCKET_GUARDRAILS } from './guardrails';
import { BUCKET_METRICS } from './metrics';
import { providerPermissions } from './provider-permissions';

export const BUCKET: CompanionDescription = {
  construct: 'ObjectBucket',
  summary: 'A bucket on Amazon S3',
  page: 'data.md#objectbucket',
  kind: DependencyKind.BUCKET,
  connectOptions: [ConnectOption.ACCESS],
  connects: {
    variables: ['BUCKET', 'REGION'],
    network: 'the AWS APIs, port 443',
    permissions: 'this bucket, depending on `access`',
  },
  provisioners: ['Crossplane', 'Terraform'],
  request: {
    kind: 'ObjectBucket',
    api: () => bucketApi(),
    composition: bucketComposition,
    packages: providerPackage('s3'),
    permissions: providerPermissions,
  },
  guardrails: BUCKET_GUARDRAILS,
  replacing: { aws_s3_bucket: ['object_lock_enabled'] },
  form: bucketForm,
  catalogType: 'bucket',
  metrics: BUCKET_METRICS,
};

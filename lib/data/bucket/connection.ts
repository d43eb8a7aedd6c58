import type { Environment } from '../../platform/environment';
import { Access } from '../../service/connection';
import type { ConnectOptions, Connection } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import { variableNames } from '../../service/variables';
import { StackContext } from '../../stack/stack-context';
import type { ISharedData } from '../shared/shared-data';

/** A bucket, created here or imported. */
export interface IObjectBucket extends ISharedData {
  /** The bucket's name in S3. */
  readonly bucketName: string;
  /** The bucket's ARN. */
  readonly bucketArn: string;
}

/** What each kind of access needs on the objects, and on the bucket itself. */
const ACTIONS: Record<Access, { readonly objects: string[]; readonly bucket: string[] }> = {
  [Access.READ]: { objects: ['s3:GetObject'], bucket: ['s3:ListBucket', 's3:GetBucketLocation'] },
  [Access.WRITE]: { objects: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'], bucket: ['s3:GetBucketLocation'] },
  [Access.READ_WRITE]: {
    objects: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    bucket: ['s3:ListBucket', 's3:GetBucketLocation'],
  },
};

/** The name in S3. */
export function nameIn({ name, awsAccountId }: Environment, bucketName: string): string {
  return `${bucketName}-${name}-${awsAccountId}`;
}

export function arnOf({ awsPartition }: Environment, name: string): string {
  return `arn:${awsPartition}:s3:::${name}`;
}

/** S3 encrypts with its AWS managed key, which requires no extra permission. */
export function connectionOf(bucket: IObjectBucket, name: string, access: Access, options: ConnectOptions): Connection {
  const named = variableNames(name, options);
  const actions = ACTIONS[access];
  return {
    kind: DependencyKind.BUCKET,
    name,
    variables: [
      { name: named('BUCKET'), value: bucket.bucketName },
      { name: named('REGION'), value: StackContext.of(bucket).environment.awsRegion },
    ],
    grants: [
      { actions: actions.objects, resources: [`${bucket.bucketArn}/*`] },
      { actions: actions.bucket, resources: [bucket.bucketArn] },
    ],
  };
}

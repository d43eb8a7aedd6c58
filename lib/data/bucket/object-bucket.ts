import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Limit } from '../../core/limits';
import { checkId } from '../../core/own-place';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { Provisioner } from '../../platform/environment-props';
import type { ConnectOptions, Connection } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import { StackContext } from '../../stack/stack-context';
import { validateDataName } from '../shared/data-names';
import { defaultAccess } from '../shared/default-access';
import { validateName } from '../shared/naming';
import { addRequest } from '../shared/request';
import { serviceScopeOf } from '../shared/service-scope';
import type { ServiceScope } from '../shared/service-scope';
import { SharedData } from '../shared/shared-data';
import { UniqueNames } from '../shared/unique-names';
import { arnOf, connectionOf, nameIn } from './connection';
import type { IObjectBucket } from './connection';
import { bucketApi } from './crossplane';
import { ImportedBucket } from './imported-bucket';
import { BUCKET_LIMITS, BUCKET_NAME_LENGTH, DEFAULT_KEEP_OLD_VERSIONS_DAYS } from './limits';
import { addBucket } from './terraform';

/** The props of an ObjectBucket. */
export interface ObjectBucketProps {
  /**
   * The bucket's name: 3 to 37 lowercase letters, digits and single hyphens, without the environment's. In S3 it is
   * `<bucketName>-<environment>-<account>`, which no other account can have and which has at most 63 characters.
   */
  readonly bucketName: string;
  /**
   * After how many days objects are deleted, from 1 to 3650.
   *
   * @default - never
   */
  readonly expireAfterDays?: number;
  /**
   * How many days overwritten and deleted objects can be restored, from 7 to 3650.
   *
   * @default 90
   */
  readonly keepOldVersionsDays?: number;
  /**
   * What creates it: Terraform or Crossplane.
   *
   * @default - the environment's dataProvisioner
   */
  readonly provisioner?: Provisioner;
}

const LIMITS: Record<keyof ObjectBucketProps, Limit> = {
  ...BUCKET_LIMITS,
  provisioner: { type: 'string', enum: Object.values(Provisioner) },
};

/**
 * A bucket on Amazon S3: private, encrypted, versioned, reachable only over TLS, and never emptied by a plan. None of
 * these can be turned off.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class ObjectBucket extends SharedData implements IObjectBucket {
  /**
   * A bucket that another repository made with this library, by the name that it gave, in the environment of the stack.
   * Write access requires a reason, `service.allowException(bucket, 'why')`, unless the platform assigns the name to
   * the team.
   *
   * Throws `InvalidProps` if it is not the name of a bucket.
   *
   * @param scope a construct inside a stack of the platform
   * @param id the id of the construct
   * @param bucketName the bucketName of its owner, without environment and account
   */
  public static fromBucketName(scope: Construct, id: string, bucketName: string): IObjectBucket {
    return new ImportedBucket(scope, id, bucketName);
  }

  /** The bucket's name in S3. */
  public readonly bucketName: string;
  /** The bucket's ARN. */
  public readonly bucketArn: string;
  /** What creates it: Terraform or Crossplane. */
  public readonly provisioner: Provisioner;
  /** The request that Crossplane serves; absent if Terraform creates the bucket. */
  public readonly request?: ApiObject;
  /** The bucket in Terraform; absent if Crossplane creates it. */
  public readonly bucket?: S3Bucket;
  private readonly service: ServiceScope;
  private readonly shortName: string;

  public constructor(scope: Construct, id: string, props: ObjectBucketProps) {
    super(scope, checkId('ObjectBucket', scope, id));
    this.service = serviceScopeOf(this);
    const given = snapshot(props);
    validate(this, this.service, given);
    const { environment, context } = this.service;
    const { expireAfterDays, keepOldVersionsDays = DEFAULT_KEEP_OLD_VERSIONS_DAYS } = given;
    this.shortName = given.bucketName;
    this.bucketName = nameIn(environment, given.bucketName);
    this.bucketArn = arnOf(environment, this.bucketName);
    this.provisioner = given.provisioner ?? environment.dataProvisioner;
    UniqueNames.of(this).take(this, 'bucket', this.bucketName, 'bucketName');
    StackContext.of(this).dataNames.push(this.bucketName);
    StackContext.of(this).ownedData.push({ construct: this, kind: DependencyKind.BUCKET.name, name: this.shortName });
    if (this.provisioner === Provisioner.TERRAFORM) {
      const { bucketName: name, shortName } = this;
      const settings = { name, shortName, partition: environment.awsPartition, keepOldVersionsDays, expireAfterDays };
      const { bucket, expectations } = addBucket(this, settings);
      this.bucket = bucket;
      context.expectations.push(...expectations);
      context.bucketNames.push(settings.name);
    } else {
      const parameters = { ...(expireAfterDays !== undefined && { expireAfterDays }), keepOldVersionsDays };
      this.request = addRequest(this, this.service, bucketApi(), this.shortName, parameters);
    }
  }

  /**
   * The variables are `<NAME>_BUCKET` and `<NAME>_REGION`; the role can use only this bucket. Any service of the
   * environment can be connected.
   *
   * @param service the service that is connected
   * @param options the options; `access` says what the service can do
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    return connectionOf(this, this.shortName, options.access ?? defaultAccess(this.service.serviceName, service), options);
  }
}

function validate(construct: Construct, scope: ServiceScope, props: ObjectBucketProps): void {
  const { environment, platform } = scope;
  const validation = new Validation(`ObjectBucket at ${construct.node.path}`);
  const { bucketName: limit, ...others } = LIMITS;
  validation.props(props, { limits: others, others: ['bucketName'] });
  validateName(validation, platform, props.bucketName, {
    path: 'bucketName',
    limit,
    length: BUCKET_NAME_LENGTH - environment.awsAccountId.length - 1,
    of: 'without the account, the S3 name',
  });
  validateDataName(validation, construct, scope, 'bucketName', props.bucketName);
  validation.throwIfAny();
}

import type { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { Validation } from '../../core/validation';
import { Access } from '../../service/connection';
import type { ConnectOptions, Connection } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';
import { StackContext } from '../../stack/stack-context';
import { requireWriteConsent } from '../shared/owner-check';
import { SharedData } from '../shared/shared-data';
import { arnOf, connectionOf, nameIn } from './connection';
import type { IObjectBucket } from './connection';
import { BUCKET_LIMITS } from './limits';

/** A bucket that another repository owns: nothing is created for it here. */
export class ImportedBucket extends SharedData implements IObjectBucket {
  public readonly bucketName: string;
  public readonly bucketArn: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly shortName: string,
  ) {
    super(scope, checkId('ObjectBucket.fromBucketName', scope, id));
    const { environment } = StackContext.of(this);
    const validation = new Validation(`fromBucketName at ${this.node.path}`);
    validation.required('bucketName', shortName, BUCKET_LIMITS.bucketName);
    validation.throwIfAny();
    this.bucketName = nameIn(environment, shortName);
    this.bucketArn = arnOf(environment, this.bucketName);
  }

  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    const access = options.access ?? Access.READ;
    if (access !== Access.READ) requireWriteConsent(this, service, this.shortName);
    return connectionOf(this, this.shortName, access, options);
  }
}

import { Access, ObjectBucket, Provisioner } from '@golden-path/constructs';
import type { ConnectOptions, IObjectBucket, MicroserviceInfra, ObjectBucketProps, Problem } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { BUCKET, legacyPlatform, platformWith, TERRAFORM_BUCKET } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { inMemory, synthData, synthTree, without } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, only, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';

const bucket = (props: Partial<ObjectBucketProps> = {}, options: DataOptions = {}) =>
  synthData((stack) => new ObjectBucket(stack, 'Bucket', { ...BUCKET, ...props }), options);

const make = (props: object = {}, options: DataOptions = {}) => {
  let made: ObjectBucket | undefined;
  inMemory((stack) => (made = new ObjectBucket(stack, 'Bucket', { ...BUCKET, ...props })), options);
  return made!;
};

/** The one block of each type, without what CDKTF says of where it comes from. */
const blocksOf = ({ resource }: Json): Record<string, Json> =>
  Object.fromEntries(
    Object.entries<Json>(resource)
      .filter(([type]) => type.startsWith('aws_s3_'))
      .map(([type, named]) => {
        const [block] = Object.values<Json>(named);
        return [type, without(block, '//')];
      }),
  );

describe('the request', () => {
  const PARAMETERS = { keepOldVersionsDays: 90 };
  const request = (props: Partial<ObjectBucketProps>, options: DataOptions = {}) => bucket(props, options).manifests['objectbucket-receipts.yaml'];

  test('is one document, and objects are kept for good where nobody says otherwise', () => {
    const { manifests } = bucket();
    expect(Object.keys(manifests)).toEqual(['objectbucket-receipts.yaml']);
    expect(manifests['objectbucket-receipts.yaml']).toMatchObject({
      apiVersion: 'platform.acme.io/v1alpha1',
      kind: 'ObjectBucket',
      metadata: {
        name: 'receipts',
        namespace: 'checkout-staging',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
    });
    expect(manifests['objectbucket-receipts.yaml'].spec).toEqual({ parameters: PARAMETERS });
  });

  test('says everything that the team said', () => {
    expect(request({ expireAfterDays: 30, keepOldVersionsDays: 7 }).spec).toEqual({
      parameters: { expireAfterDays: 30, keepOldVersionsDays: 7 },
    });
  });

  test('as a claim for Crossplane 1.x has no connection secret: there is none', () => {
    expect(request({}, { platform: legacyPlatform() }).spec).toEqual({ compositeDeletePolicy: 'Foreground', parameters: PARAMETERS });
  });
});

describe('names', () => {
  test('end with the account, so that no other account can have them', () => {
    expect(make()).toMatchObject({
      bucketName: 'receipts-staging-111122223333',
      bucketArn: 'arn:aws:s3:::receipts-staging-111122223333',
    });
  });

  test('are in the partition of the region', () => {
    const platform = platformWith({ awsRegion: 'cn-north-1', oidcProviderArn: undefined });
    expect(make({}, { platform }).bucketArn).toBe('arn:aws-cn:s3:::receipts-staging-111122223333');
  });

  test('are the same whatever makes it', () => {
    expect(make(TERRAFORM_BUCKET).bucketName).toBe(make().bucketName);
  });
});

test('it is made by what the bucket says, else by what its environment says', () => {
  const kinds = (made: ObjectBucket) => [made.provisioner, made.request !== undefined, made.bucket !== undefined];
  const platform = platformWith({ dataProvisioner: Provisioner.TERRAFORM });
  expect(kinds(make())).toEqual(['crossplane', true, false]);
  expect(kinds(make({}, { platform }))).toEqual(['terraform', false, true]);
  expect(kinds(make({ provisioner: Provisioner.CROSSPLANE }, { platform }))).toEqual(['crossplane', true, false]);
});

describe('in Terraform', () => {
  const { json, manifests } = bucket({ ...TERRAFORM_BUCKET, expireAfterDays: 365 });
  const id = `\${aws_s3_bucket.${Object.keys(json.resource.aws_s3_bucket)[0]}.id}`;
  const dependsOn = (type: string) => [`${type}.${Object.keys(json.resource[type])[0]}`];

  test('it is a bucket that no plan empties or destroys, and one resource for each of its settings', () => {
    expect(blocksOf(json)).toEqual({
      aws_s3_bucket: { bucket: 'receipts-staging-111122223333', force_destroy: false, lifecycle: { prevent_destroy: true } },
      aws_s3_bucket_public_access_block: {
        bucket: id,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
      aws_s3_bucket_ownership_controls: { bucket: id, rule: { object_ownership: 'BucketOwnerEnforced' } },
      aws_s3_bucket_server_side_encryption_configuration: {
        bucket: id,
        rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' }, bucket_key_enabled: true }],
      },
      aws_s3_bucket_versioning: { bucket: id, versioning_configuration: { status: 'Enabled' } },
      aws_s3_bucket_policy: { bucket: id, policy: expect.any(String), depends_on: dependsOn('aws_s3_bucket_public_access_block') },
      aws_s3_bucket_lifecycle_configuration: {
        bucket: id,
        rule: [
          {
            id: 'housekeeping',
            status: 'Enabled',
            filter: [{ prefix: '' }],
            abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
            noncurrent_version_expiration: [{ noncurrent_days: 90 }],
            expiration: [{ days: 365 }],
          },
        ],
        depends_on: dependsOn('aws_s3_bucket_versioning'),
      },
    });
  });

  test('nobody reaches it without TLS', () => {
    const arn = 'arn:aws:s3:::receipts-staging-111122223333';
    expect(JSON.parse(blocksOf(json).aws_s3_bucket_policy.policy).Statement).toEqual([
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  test('objects are kept for good where nobody says otherwise', () => {
    const [rule] = blocksOf(bucket(TERRAFORM_BUCKET).json).aws_s3_bucket_lifecycle_configuration.rule;
    expect(rule.expiration).toBeUndefined();
  });

  test('no Kubernetes document is written', () => {
    expect(manifests).toEqual({});
  });
});

test('where nobody says what for, a service reads and writes its own bucket, and only reads that of another', () => {
  const { stacks } = synthTree((app) => {
    const platform = aPlatform();
    const [owner, other] = ['checkout', 'ledger'].map((serviceName) => aService(app, { serviceName }, { platform }));
    const shared = new ObjectBucket(owner.node.scope!, 'Bucket', BUCKET);
    for (const service of [owner, other]) service.connectTo(shared);
  });
  const actions = (stack: string) =>
    JSON.parse(only(stacks[stack], 'aws_iam_role_policy').policy).Statement.flatMap(({ Action: names }: Json) => names);
  expect(actions('checkout-staging')).toEqual(expect.arrayContaining(['s3:GetObject', 's3:PutObject', 's3:DeleteObject']));
  expect(actions('ledger-staging')).toEqual(['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucket']);
});

const NAME = '3 to 37 lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen';

const REFUSED: [props: object, problem: Problem][] = [
  [{ bucketName: 'my_receipts' }, { path: 'bucketName', got: "'my_receipts'", allowed: NAME, fix: "did you mean 'my-receipts'?" }],
  [{ bucketName: 're.ceipts' }, { path: 'bucketName', got: "'re.ceipts'", allowed: NAME, fix: "did you mean 're-ceipts'?" }],
  [
    { bucketName: 'receipts-production' },
    {
      path: 'bucketName',
      got: "'receipts-production'",
      allowed: "a name without an environment's: -production is added",
      fix: "leave 'production' out",
    },
  ],
  [{ expireAfterDays: 0 }, { path: 'expireAfterDays', got: '0', allowed: 'an integer from 1 to 3650', fix: 'use 1' }],
  [{ keepOldVersionsDays: 6 }, { path: 'keepOldVersionsDays', got: '6', allowed: 'an integer from 7 to 3650', fix: 'use 7' }],
  [{ keepOldVersionsDays: 3651 }, { path: 'keepOldVersionsDays', got: '3651', allowed: 'an integer from 7 to 3650', fix: 'use 3650' }],
  [{ provisioner: 'cdk' }, { path: 'provisioner', got: "'cdk'", allowed: "one of 'crossplane', 'terraform'", fix: "use one of these, such as 'crossplane'" }],
  [
    { versioning: false },
    {
      path: 'versioning',
      got: 'a prop that does not exist',
      allowed: "'expireAfterDays', 'keepOldVersionsDays', 'provisioner', 'bucketName'",
      fix: 'remove it',
    },
  ],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = thrownBy(() => make(props));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'ObjectBucket at checkout-staging/Bucket' });
  expect(error.problems).toEqual([problem]);
});

test('a name that S3 would refuse in one environment is refused in all', () => {
  expect(make({ bucketName: 'a'.repeat(37) }).bucketName).toHaveLength(37 + '-staging-111122223333'.length);
  const longer = { platform: aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'a-rather-long-environment' })] }) };
  expect(problemPaths(() => make({ bucketName: 'a'.repeat(25) }, longer))).toEqual(['bucketName']);
  const fitting = make({ bucketName: 'a'.repeat(24) }, { ...longer, environment: 'a-rather-long-environment' });
  expect(fitting.bucketName).toHaveLength(63);
});

describe('a bucket of another repository', () => {
  const connected = (options: ConnectOptions, allow?: (service: MicroserviceInfra, theirs: IObjectBucket) => void) => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    aService(app, {}, {
      build: (service) => {
        const theirs = ObjectBucket.fromBucketName(TerraformStack.of(service), 'Theirs', 'invoices');
        service.connectTo(theirs, options);
        allow?.(service, theirs);
      },
    });
    app.synth();
    return JSON.stringify(filesIn(outdir)['stacks/checkout-staging/cdk.tf.json']);
  };

  test('has the name and ARN that its owner gave it', () => {
    inMemory((stack) => {
      const { bucketName, bucketArn } = ObjectBucket.fromBucketName(stack, 'Theirs', 'invoices');
      expect([bucketName, bucketArn]).toEqual(['invoices-staging-111122223333', 'arn:aws:s3:::invoices-staging-111122223333']);
    });
  });

  test('may be read, and is not made', () => {
    const json = connected({});
    expect(json).toContain('s3:GetObject');
    expect(json).not.toContain('s3:PutObject');
    expect(json).not.toContain('aws_s3_bucket');
  });

  test('is written only with a reason', () => {
    expect(thrownBy(() => connected({ access: Access.WRITE }))).toMatchObject({
      problems: [{ path: 'checkout-staging/Theirs', got: "write access of 'checkout' to 'invoices', which this app does not make" }],
    });
    const json = connected({ access: Access.WRITE }, (service, theirs) => service.allowException(theirs, 'we hand in the invoices'));
    expect(json).toContain('s3:PutObject');
  });

  test('is refused by a name that no bucket has', () => {
    const error = thrownBy(() => inMemory((stack) => ObjectBucket.fromBucketName(stack, 'Theirs', 'In_voices')));
    expect(error).toMatchObject({ code: 'InvalidProps', where: 'fromBucketName at checkout-staging/Theirs' });
  });
});

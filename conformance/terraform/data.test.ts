import { KafkaTopic, ObjectBucket, PostgresDatabase } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import { HOSTILE_TEXTS } from '../../test/support/arbitraries';
import { aDataPlatform } from '../../test/support/compositions';
import { BUCKET, platformWith, TERRAFORM_BUCKET, TERRAFORM_DATABASE, TOPIC } from '../../test/support/data';
import { aServiceWith, synthData, synthTree } from '../../test/support/manifests';
import type { AddData } from '../../test/support/manifests';
import { aPlatform } from '../../test/support/platform';
import { aService } from '../../test/support/synth';
import type { Json } from '../../test/support/synth';
import { checkStacks, describeWithTerraform, planTogether, TerraformError } from '../referees/terraform';

const database = (stack: TerraformStack) => new PostgresDatabase(stack, 'Database', TERRAFORM_DATABASE);

/** A service that is connected to all that Terraform makes for it. */
const everything: AddData = (stack, service) => {
  service.connectTo(database(stack));
  service.connectTo(new ObjectBucket(stack, 'Bucket', TERRAFORM_BUCKET));
  service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
};

/** The addresses in a stack's JSON. */
const addressesIn = ({ resource }: Json) =>
  Object.entries<object>(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)).sort();

/** A later module, for one resource of a type. */
const ofType = (resources: readonly Json[], type: string): Json => resources.find((resource) => resource.type === type).values;

describeWithTerraform('terraform accepts what is synthesised for data', () => {
  test('in a stack of a service and in that of the platform, each by itself', async () => {
    const { outdir, stacks } = synthTree((app) => {
      const platform = aPlatform();
      for (const environment of ['staging', 'production']) aServiceWith(app, everything, { platform, environment });
      aDataPlatform(app, { platform });
    });
    const checked = await checkStacks(outdir);
    expect(checked.map(({ stack }) => stack)).toEqual(['checkout-production', 'checkout-staging', 'platform-staging']);
    for (const { stack, creates } of checked) expect(creates).toEqual(addressesIn(stacks[stack]));
  });

  test('and plans what was asked for', async () => {
    const pods = platformWith({ oidcProviderArn: undefined });
    const { stacks } = synthTree((app) => {
      aServiceWith(app, everything, { platform: pods, environment: 'production' });
      aDataPlatform(app, { platform: pods, environment: 'production' });
    });
    const { 'checkout-production': service, 'platform-production': platform } = await planTogether(stacks);
    expect(ofType(service, 'aws_db_instance')).toMatchObject({
      identifier: 'orders-production',
      final_snapshot_identifier: 'orders-production-final',
      allocated_storage: 20,
      engine_version: '16',
      instance_class: 'db.t3.micro',
      multi_az: true,
      parameter_group_name: 'production-postgres16',
      backup_retention_period: 7,
      storage_encrypted: true,
      publicly_accessible: false,
      manage_master_user_password: true,
    });
    expect(ofType(service, 'aws_db_instance').password).toBeNull();
    expect(ofType(service, 'aws_s3_bucket')).toMatchObject({ bucket: 'receipts-production-111122223333', force_destroy: false });
    expect(JSON.parse(ofType(service, 'aws_s3_bucket_policy').policy).Statement[0].Sid).toBe('DenyWithoutTls');
    expect(ofType(service, 'aws_secretsmanager_secret').name).toBe('production/checkout/orders-endpoint');
    expect(ofType(platform, 'aws_db_parameter_group')).toMatchObject({ parameter: [{ name: 'rds.force_ssl', value: '1' }] });
    expect(JSON.parse(ofType(platform, 'aws_iam_role_policy').policy).Statement).toHaveLength(6);
    expect(platform.map(({ type }) => type)).toContain('aws_eks_pod_identity_association');
  });

  test('text of a user is text, also where it explains a connection', async () => {
    const { stacks } = synthTree((app) => {
      const platform = aPlatform();
      HOSTILE_TEXTS.forEach((why, index) => {
        const service = aService(app, { serviceName: `service-${index}` }, { platform });
        const bucketName = `receipts-${index}`;
        const stack = TerraformStack.of(service);
        service.connectTo(new PostgresDatabase(stack, 'Database', { ...TERRAFORM_DATABASE, databaseName: `orders-${index}` }), { why });
        service.connectTo(new ObjectBucket(stack, 'Bucket', { ...BUCKET, bucketName }), { why });
      });
    });
    const planned = await planTogether(stacks);
    HOSTILE_TEXTS.forEach((why, index) => {
      const policies = planned[`service-${index}-staging`].filter(({ type }) => type === 'kubernetes_network_policy_v1');
      const metadata = policies.map(({ values }) => (values as Json).metadata[0]);
      const { annotations } = metadata.find(({ name }: Json) => name === 'allow-to-cidr.10.0.0.0-8-5432');
      expect(annotations['platform.acme.io/why']).toBe(why.normalize('NFC'));
    });
  }, 5 * 60_000);
});

/** What somebody could edit in the JSON of an instance after the library wrote it, and what Terraform says of it. */
const EDITED: [argument: string, value: unknown, says: string][] = [
  ['allocated_storage', 600, 'allocated_storage has to be an integer from 20 to 500.'],
  ['allocated_storage', 19, 'allocated_storage has to be an integer from 20 to 500.'],
  ['backup_retention_period', 1, 'backup_retention_period has to be an integer from 7 to 35.'],
  ['backup_retention_period', 36, 'backup_retention_period has to be an integer from 7 to 35.'],
  ['engine_version', '13', 'engine_version has to be a version of PostgreSQL from 14 to 18, such as 16, or 16.4 to stay there.'],
  ['engine_version', '16.4.1', 'engine_version has to be a version of PostgreSQL from 14 to 18, such as 16, or 16.4 to stay there.'],
  ['storage_encrypted', false, 'storage_encrypted has to be true: encryption at rest.'],
  ['storage_encrypted', undefined, 'storage_encrypted has to be true: encryption at rest.'],
  ['deletion_protection', false, 'deletion_protection has to be true: deletion protection.'],
  ['skip_final_snapshot', true, 'skip_final_snapshot has to be false: a final snapshot.'],
  ['delete_automated_backups', true, 'delete_automated_backups has to be false: backups that outlive the instance.'],
  ['copy_tags_to_snapshot', false, 'copy_tags_to_snapshot has to be true: tags on snapshots.'],
  ['performance_insights_enabled', false, 'performance_insights_enabled has to be true: Performance Insights.'],
  ['publicly_accessible', true, 'publicly_accessible has to be false: private subnets.'],
  ['manage_master_user_password', undefined, 'manage_master_user_password has to be true: a master password that RDS manages.'],
];

/** A stack as somebody left it. */
function edited(argument: string, value: unknown): Json {
  const { json } = synthData(database);
  const [instance] = Object.values<Json>(json.resource.aws_db_instance);
  instance[argument] = value;
  return JSON.parse(JSON.stringify(json));
}

describeWithTerraform('terraform refuses a database whose JSON was edited', () => {
  let verdict: TerraformError;
  beforeAll(async () => {
    const stacks = Object.fromEntries(EDITED.map(([argument, value], index) => [`edited-${index}`, edited(argument, value)]));
    verdict = await planTogether(stacks).then(() => { throw new Error('terraform accepted it'); }, (error) => error);
  });

  test.each(EDITED.map(([argument, value, says], index) => [argument, value, says, index] as const))('%s: %p', (_, __, says, index) => {
    expect(verdict).toBeInstanceOf(TerraformError);
    const own = verdict.diagnostics.filter(({ range }) => range?.filename === `edited-${index}/cdk.tf.json`);
    expect(own.map(({ summary, detail }) => [summary, detail.split('\n')[0]])).toEqual([['Resource postcondition failed', says]]);
  });

  test('and for nothing else', () => {
    expect(verdict.diagnostics).toHaveLength(EDITED.length);
  });

  test('while values at the limits are planned', async () => {
    const [least, most] = [
      { allocated_storage: 20, backup_retention_period: 7, engine_version: '14' },
      { allocated_storage: 500, backup_retention_period: 35, engine_version: '18.12' },
    ].map((values) => {
      const { json } = synthData(database);
      Object.assign(Object.values<Json>(json.resource.aws_db_instance)[0], values);
      return json as Json;
    });
    const planned = await planTogether({ least, most });
    expect(ofType(planned.most, 'aws_db_instance').allocated_storage).toBe(500);
    expect(ofType(planned.least, 'aws_db_instance').engine_version).toBe('14');
  });
});

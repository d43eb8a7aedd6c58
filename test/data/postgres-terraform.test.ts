import { DatabaseTier, PostgresDatabase, Provisioner, SecretBackend } from '@golden-path/constructs';
import type { PostgresDatabaseProps } from '@golden-path/constructs';
import { platformWith, TERRAFORM_DATABASE } from '../support/data';
import { synthData, without } from '../support/manifests';
import type { DataOptions, WrittenService } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { only } from '../support/synth';
import type { Json } from '../support/synth';

const database = (props: Partial<PostgresDatabaseProps> = {}, options: DataOptions = {}) =>
  synthData((stack) => new PostgresDatabase(stack, 'Database', { ...TERRAFORM_DATABASE, ...props }), options);

const instanceOf = ({ json }: WrittenService) => only(json, 'aws_db_instance');

test('the instance has every setting of the library, and what the team said', () => {
  const instance = instanceOf(
    database({ databaseName: 'order-history', storageGb: 200, tier: DatabaseTier.STANDARD, engineVersion: '17.2', backupRetentionDays: 14 }),
  );
  expect(without(instance, '//', 'lifecycle')).toEqual({
    identifier: 'order-history-staging',
    final_snapshot_identifier: 'order-history-staging-final',
    db_name: 'order_history',
    username: 'order_history_owner',
    manage_master_user_password: true,
    allocated_storage: 200,
    storage_type: 'gp3',
    storage_encrypted: true,
    instance_class: 'db.t3.medium',
    multi_az: false,
    engine: 'postgres',
    engine_version: '17.2',
    auto_minor_version_upgrade: false,
    allow_major_version_upgrade: true,
    apply_immediately: false,
    parameter_group_name: 'staging-postgres17',
    backup_retention_period: 14,
    delete_automated_backups: false,
    copy_tags_to_snapshot: true,
    deletion_protection: true,
    skip_final_snapshot: false,
    performance_insights_enabled: true,
    publicly_accessible: false,
    db_subnet_group_name: 'staging-database',
  });
  expect(instance.lifecycle.prevent_destroy).toBe(true);
});

test.each([[20, {}], [399, {}], [400, { iops: 12_000, storage_throughput: 500 }], [500, { iops: 12_000, storage_throughput: 500 }]])(
  'storage of %s GiB has the performance that RDS gives it: lower values are refused above 400, any value below',
  (storageGb, performance) => {
    const { iops, storage_throughput, max_allocated_storage: maximum } = instanceOf(database({ storageGb }));
    expect([{ ...(iops && { iops }), ...(storage_throughput && { storage_throughput }) }, maximum]).toEqual([performance, undefined]);
  },
);

test('a team may let RDS grow the storage through 400 GiB: no performance is written that RDS would refuse', () => {
  const written = synthData((stack) => {
    new PostgresDatabase(stack, 'Database', { ...TERRAFORM_DATABASE, storageGb: 380 }).instance!.addOverride('max_allocated_storage', 500);
  });
  const { allocated_storage: size, max_allocated_storage: most, iops } = instanceOf(written);
  expect([size, most, iops]).toEqual([380, 500, undefined]);
});

test('Terraform itself refuses what is out of limits or not safe, before it makes anything', () => {
  const { postcondition } = instanceOf(database()).lifecycle;
  expect(Object.fromEntries(postcondition.map((one: Json) => [one.condition, one.error_message]))).toEqual({
    '${self.allocated_storage >= 20 && self.allocated_storage <= 500}': 'allocated_storage has to be an integer from 20 to 500.',
    '${self.backup_retention_period >= 7 && self.backup_retention_period <= 35}':
      'backup_retention_period has to be an integer from 7 to 35.',
    '${can(regex("^(14|15|16|17|18)(\\\\.[0-9]{1,2})?$", self.engine_version))}':
      'engine_version has to be a version of PostgreSQL from 14 to 18, such as 16, or 16.4 to stay there.',
    '${self.storage_encrypted == true}': 'storage_encrypted has to be true: encryption at rest.',
    '${self.deletion_protection == true}': 'deletion_protection has to be true: deletion protection.',
    '${self.skip_final_snapshot == false}': 'skip_final_snapshot has to be false: a final snapshot.',
    '${self.delete_automated_backups == false}': 'delete_automated_backups has to be false: backups that outlive the instance.',
    '${self.copy_tags_to_snapshot == true}': 'copy_tags_to_snapshot has to be true: tags on snapshots.',
    '${self.performance_insights_enabled == true}': 'performance_insights_enabled has to be true: Performance Insights.',
    '${self.publicly_accessible == false}': 'publicly_accessible has to be false: private subnets.',
    '${self.manage_master_user_password == true}': 'manage_master_user_password has to be true: a master password that RDS manages.',
  });
});

test('it stands where the environment has its databases', () => {
  const platform = platformWith({ databaseSubnetGroup: 'private', databaseSecurityGroupIds: ['sg-0123456789abcdef0'] });
  expect(instanceOf(database({}, { platform }))).toMatchObject({
    db_subnet_group_name: 'private',
    vpc_security_group_ids: ['sg-0123456789abcdef0'],
  });
});

test.each([
  [undefined, '16', true],
  ['17', '17', true],
  ['17.2', '17.2', false],
])('a minor version is taken along unless the team names one: engineVersion %s', (engineVersion, written, upgrades) => {
  expect(instanceOf(database({ engineVersion }))).toMatchObject({ engine_version: written, auto_minor_version_upgrade: upgrades });
});

test('the platform decides which class a tier is', () => {
  const platform = aPlatform({ defaults: { databaseClassPerformance: 'db.r8g.xlarge' } });
  expect(instanceOf(database({ tier: DatabaseTier.PERFORMANCE }, { platform })).instance_class).toBe('db.r8g.xlarge');
  expect(instanceOf(database({ tier: DatabaseTier.DEV }, { platform })).instance_class).toBe('db.t3.micro');
});

test('in production it stands in several zones, or says why not', () => {
  expect(instanceOf(database({}, { environment: 'production' })).multi_az).toBe(true);
  const { json, manifests } = database({ singleAzReason: 'rebuilt from events' }, { environment: 'production' });
  expect(only(json, 'aws_db_instance').multi_az).toBe(false);
  expect(manifests['externalsecret-orders-connection.yaml'].metadata.annotations).toEqual({
    'platform.acme.io/cost-center': 'cc-1',
    'platform.acme.io/owner': 'payments-team',
    'platform.acme.io/single-az-reason': 'rebuilt from events',
  });
});

describe('what the pods read', () => {
  test('where it answers lies in a secret of an agreed name, with nothing that is secret', () => {
    const { json } = database();
    expect(only(json, 'aws_secretsmanager_secret')).toMatchObject({
      name: 'staging/checkout/orders-endpoint',
      description: 'Where the database orders answers',
      recovery_window_in_days: 0,
    });
    const [value] = Object.values<Json>(json.resource.aws_secretsmanager_secret_version);
    const instance = `aws_db_instance.${Object.keys(json.resource.aws_db_instance)[0]}`;
    expect(value.secret_string).toBe(
      `\${jsonencode({"host" = ${instance}.address, "port" = tostring(${instance}.port), "database" = "orders"})}`,
    );
    expect(value.secret_id).toBe(`\${aws_secretsmanager_secret.${Object.keys(json.resource.aws_secretsmanager_secret)[0]}.id}`);
  });

  test('the one document is the ExternalSecret, which puts that and the password of RDS together', () => {
    const { manifests } = database();
    expect(Object.keys(manifests)).toEqual(['externalsecret-orders-connection.yaml']);
    const { metadata, spec } = manifests['externalsecret-orders-connection.yaml'];
    expect(metadata).toMatchObject({ name: 'orders-connection', namespace: 'checkout-staging' });
    expect(metadata.annotations['platform.acme.io/single-az-reason']).toBeUndefined();
    expect(spec).toEqual({
      refreshInterval: '5m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform-secrets' },
      target: {
        name: 'orders-connection',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          data: {
            host: '{{ .host }}',
            port: '{{ .port }}',
            database: '{{ .database }}',
            username: '{{ (.credentials | fromJson).username }}',
            password: '{{ (.credentials | fromJson).password }}',
          },
        },
      },
      dataFrom: [
        {
          extract: {
            key: 'staging/checkout/orders-endpoint',
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            metadataPolicy: 'None',
          },
        },
        {
          find: {
            tags: { 'aws:rds:primaryDBInstanceArn': 'arn:aws:rds:eu-west-1:111122223333:db:orders-staging' },
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
          },
          rewrite: [{ regexp: { source: '^.*$', target: 'credentials' } }],
        },
      ],
    });
  });

  test('comes from AWS where the secrets of teams are in Vault', () => {
    const platform = platformWith({ secretBackend: SecretBackend.VAULT });
    const { spec } = database({}, { platform }).manifests['externalsecret-orders-connection.yaml'];
    expect(spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'platform-secrets-aws' });
  });
});

/** Every value of a document that speaks of a password, or whose keys do. */
function passwordsIn(value: unknown, path = ''): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => passwordsIn(part, `${path}.${key}`));
  }
  const line = `${path}: ${String(value)}`;
  return /password/i.test(line) ? [line] : [];
}

describe('a password', () => {
  test('is nowhere in Terraform: RDS is only told to make one', () => {
    const { json } = database();
    const { lifecycle, ...block } = only(json, 'aws_db_instance');
    expect(lifecycle.postcondition.flatMap((one: Json) => passwordsIn(one))).toEqual([
      '.condition: ${self.manage_master_user_password == true}',
      '.error_message: manage_master_user_password has to be true: a master password that RDS manages.',
    ]);
    expect(passwordsIn(block)).toEqual(['.manage_master_user_password: true']);
    expect(passwordsIn({ ...json, resource: { ...json.resource, aws_db_instance: undefined } })).toEqual([]);
  });

  test.each([Provisioner.TERRAFORM, Provisioner.CROSSPLANE])('is in YAML only a reference to where it is: %s', (provisioner) => {
    const { manifests } = database({ provisioner });
    expect(passwordsIn(manifests)).toEqual(
      provisioner === Provisioner.CROSSPLANE
        ? []
        : ['.externalsecret-orders-connection.yaml.spec.target.template.data.password: {{ (.credentials | fromJson).password }}'],
    );
  });
});

import { DatabaseTier, PostgresDatabase, Provisioner } from '@golden-path/constructs';
import type { PostgresDatabaseProps } from '@golden-path/constructs';
import { DATABASE, legacyPlatform, platformWith, TERRAFORM_DATABASE } from '../support/data';
import { inMemory, synthData } from '../support/manifests';
import type { DataOptions } from '../support/manifests';

const database = (props: Partial<PostgresDatabaseProps> = {}, options: DataOptions = {}) =>
  synthData((stack) => new PostgresDatabase(stack, 'Database', { ...DATABASE, ...props }), options);

const constructed = (props: Partial<PostgresDatabaseProps> = {}, options: DataOptions = {}) => {
  let made: PostgresDatabase | undefined;
  inMemory((stack) => (made = new PostgresDatabase(stack, 'Database', { ...DATABASE, ...props })), options);
  return made!;
};

const METADATA = {
  name: 'orders',
  namespace: 'checkout-staging',
  labels: {
    'app.kubernetes.io/managed-by': 'argocd',
    'app.kubernetes.io/name': 'checkout',
    'platform.acme.io/env': 'staging',
    'platform.acme.io/team': 'payments',
  },
  annotations: {
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'platform.acme.io/cost-center': 'cc-1',
    'platform.acme.io/owner': 'payments-team',
  },
};

describe('the request for Crossplane 2.x', () => {
  test('is one document in the namespace of the service, which says whose it is and outlives a mistake in Git', () => {
    expect(database().manifests).toEqual({
      'postgresqlinstance-orders.yaml': {
        apiVersion: 'platform.acme.io/v1alpha1',
        kind: 'PostgreSQLInstance',
        metadata: METADATA,
        spec: {
          parameters: {
            database: 'orders',
            storageGB: 20,
            tier: 'dev',
            multiAZ: false,
            engineVersion: '16',
            backupRetentionDays: 7,
          },
        },
      },
    });
  });

  test('says everything that the team said', () => {
    const said = {
      databaseName: 'order-history',
      storageGb: 500,
      tier: DatabaseTier.PERFORMANCE,
      multiAz: false,
      singleAzReason: 'the history can be rebuilt',
      engineVersion: '17.2',
      backupRetentionDays: 35,
      provisioner: Provisioner.CROSSPLANE,
    };
    const { manifests } = database(said, { environment: 'production' });
    expect(manifests['postgresqlinstance-order-history.yaml'].spec).toEqual({
      parameters: {
        database: 'order_history',
        storageGB: 500,
        iops: 12_000,
        storageThroughput: 500,
        tier: 'performance',
        multiAZ: false,
        singleAZReason: 'the history can be rebuilt',
        engineVersion: '17.2',
        backupRetentionDays: 35,
      },
    });
  });

  test('puts nothing into Terraform', () => {
    const withDatabase = database().json;
    expect(Object.keys(withDatabase.resource)).toEqual(Object.keys(synthData(() => undefined).json.resource));
    expect(JSON.stringify(withDatabase)).not.toContain('orders');
  });
});

describe('the claim for Crossplane 1.x', () => {
  const { manifests } = database({}, { platform: legacyPlatform() });

  test('asks for its connection secret, and is deleted after what it stands for', () => {
    expect(Object.keys(manifests)).toEqual(['externalsecret-orders-connection.yaml', 'postgresqlinstance-orders.yaml']);
    expect(manifests['postgresqlinstance-orders.yaml']).toEqual({
      apiVersion: 'platform.acme.io/v1alpha1',
      kind: 'PostgreSQLInstance',
      metadata: METADATA,
      spec: {
        compositeDeletePolicy: 'Foreground',
        writeConnectionSecretToRef: { name: 'orders-connection' },
        parameters: { database: 'orders', storageGB: 20, tier: 'dev', multiAZ: false, engineVersion: '16', backupRetentionDays: 7 },
      },
    });
  });

  test('has its password merged into that secret from the one that RDS keeps, found by the ARN of the instance', () => {
    expect(manifests['externalsecret-orders-connection.yaml'].spec).toEqual({
      refreshInterval: '5m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform-secrets' },
      target: {
        name: 'orders-connection',
        creationPolicy: 'Merge',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          data: {
            username: '{{ (.credentials | fromJson).username }}',
            password: '{{ (.credentials | fromJson).password }}',
          },
        },
      },
      dataFrom: [
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
    expect(manifests['externalsecret-orders-connection.yaml'].metadata).toMatchObject({
      name: 'orders-connection',
      namespace: 'checkout-staging',
    });
  });
});

describe('names', () => {
  test('follow from the name of the database and the environment', () => {
    const made = constructed({ databaseName: 'order-history' }, { environment: 'production' });
    expect(made).toMatchObject({
      databaseName: 'order-history',
      identifier: 'order-history-production',
      connectionSecretName: 'order-history-connection',
    });
  });

  test('are the same whatever makes it', () => {
    const [crossplane, terraform] = [constructed(), constructed(TERRAFORM_DATABASE)];
    expect(terraform).toMatchObject({ identifier: crossplane.identifier, connectionSecretName: crossplane.connectionSecretName });
  });
});

describe('what makes it', () => {
  const kinds = (made: PostgresDatabase) => ({
    provisioner: made.provisioner,
    request: made.request !== undefined,
    instance: made.instance !== undefined,
  });

  test('is Crossplane where nobody says anything', () => {
    expect(kinds(constructed())).toEqual({ provisioner: Provisioner.CROSSPLANE, request: true, instance: false });
  });

  test('is what the environment says', () => {
    const platform = platformWith({ dataProvisioner: Provisioner.TERRAFORM });
    expect(kinds(constructed({}, { platform }))).toEqual({ provisioner: Provisioner.TERRAFORM, request: false, instance: true });
  });

  test('is what the database itself says, before its environment', () => {
    const platform = platformWith({ dataProvisioner: Provisioner.TERRAFORM });
    const made = constructed({ provisioner: Provisioner.CROSSPLANE }, { platform });
    expect(kinds(made)).toEqual({ provisioner: Provisioner.CROSSPLANE, request: true, instance: false });
  });
});

describe('zones', () => {
  const SAID = 'the nightly import can wait';

  test.each<[environment: string, said: Partial<PostgresDatabaseProps>, multiAz: boolean]>([
    ['staging', {}, false],
    ['production', {}, true],
    ['staging', { multiAz: true }, true],
    ['staging', { multiAz: false }, false],
    ['production', { multiAz: true }, true],
    ['production', { singleAzReason: SAID }, false],
    ['production', { multiAz: false, singleAzReason: SAID }, false],
    ['staging', { singleAzReason: SAID }, false],
  ])('in %s with %p a second zone is %p', (environment, said, multiAz) => {
    expect(constructed(said, { environment }).multiAz).toBe(multiAz);
    const { parameters } = database(said, { environment }).manifests['postgresqlinstance-orders.yaml'].spec;
    expect(parameters.multiAZ).toBe(multiAz);
    expect(parameters.singleAZReason).toBe(said.singleAzReason);
  });

  test('what counts is whether users depend on the environment, not what it is called', () => {
    const platform = platformWith({ production: true });
    expect(constructed({}, { platform }).multiAz).toBe(true);
  });
});

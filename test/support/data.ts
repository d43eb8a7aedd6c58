import { CacheTier, CrossplaneApi, DatabaseTier, Provisioner } from '@golden-path/constructs';
import type {
  EnvironmentProps,
  KafkaTopicProps,
  ObjectBucketProps,
  Platform,
  PostgresDatabaseProps,
  RedisCacheProps,
  ServiceSecretProps,
} from '@golden-path/constructs';
import { anEnvironment, aPlatform } from './platform';

/** What each kind of data needs at least. */
export const DATABASE: PostgresDatabaseProps = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
export const CACHE: RedisCacheProps = { cacheName: 'sessions', tier: CacheTier.DEV };
export const BUCKET: ObjectBucketProps = { bucketName: 'receipts' };
export const TOPIC: KafkaTopicProps = { topicName: 'orders.events' };
export const SECRET: ServiceSecretProps = { secretName: 'stripe', keys: ['api-key'] };

/** The same, made by Terraform. */
export const TERRAFORM_DATABASE: PostgresDatabaseProps = { ...DATABASE, provisioner: Provisioner.TERRAFORM };
export const TERRAFORM_BUCKET: ObjectBucketProps = { ...BUCKET, provisioner: Provisioner.TERRAFORM };

/** The platform of the tests, with a change of both environments. */
export function platformWith(change: Partial<EnvironmentProps>): Platform {
  return aPlatform({ environments: [anEnvironment(change), anEnvironment({ name: 'production', ...change })] });
}

/** The platform of the tests with Crossplane 1.x. */
export const legacyPlatform = () => platformWith({ crossplaneApi: CrossplaneApi.V1 });

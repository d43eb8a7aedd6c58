import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import { managedSecretTemplate, REFRESH_INTERVAL, storeReference } from '../shared/external-secret';
import { sameSecret } from '../shared/same-secret';
import type { PostgresSettings } from './settings';

/**
 * Adds the username and password to a connection secret; Crossplane 1.x writes its other keys.
 *
 * RDS gives its secret a random name and tags it with the ARN of the instance, which is used to find it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 * @see https://external-secrets.io/latest/guides/getallsecrets/
 */
export function addPasswordSecret(construct: IConstruct, settings: PostgresSettings): ApiObject {
  return addSecret(construct, settings, 'Merge', {}, []);
}

/**
 * Creates the whole connection secret. The address of the instance comes from a secret that Terraform writes.
 *
 * @param endpointSecret the name of that secret, with the keys host, port and database
 */
export function addConnectionSecret(construct: IConstruct, settings: PostgresSettings, endpointSecret: string): ApiObject {
  const known = { host: '{{ .host }}', port: '{{ .port }}', database: '{{ .database }}' };
  const endpoint = {
    extract: { key: endpointSecret, conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
  };
  return addSecret(construct, settings, 'Owner', known, [endpoint]);
}

function addSecret(
  construct: IConstruct,
  settings: PostgresSettings,
  creationPolicy: 'Owner' | 'Merge',
  known: Record<string, string>,
  sources: Json[],
): ApiObject {
  const { scope, connectionSecretName: name, singleAzReason } = settings;
  const { context, environment, namespace, folder, platform } = scope;
  const annotations = singleAzReason === undefined ? {} : { [`${platform.domain}/single-az-reason`]: singleAzReason };
  const spec: Json = {
    refreshInterval: REFRESH_INTERVAL,
    secretStoreRef: storeReference(environment, 'aws'),
    target: { name, creationPolicy, deletionPolicy: 'Retain', template: managedSecretTemplate(known, '.credentials') },
    dataFrom: [...sources, managedSecret(settings)],
  };
  const identity = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name, namespace, annotations } };
  const [owned] = Object.entries(instanceTags(settings));
  context.exceptions.allowPart(construct, (what) => what === owned.join('='));
  return context.manifests.add(construct, folder, { ...identity, spec }, [sameSecret(spec)]);
}

/** The tag that RDS puts on the secret of the instance. */
function instanceTags({ scope, identifier }: PostgresSettings): Record<string, string> {
  const { awsPartition, awsRegion, awsAccountId } = scope.environment;
  return { 'aws:rds:primaryDBInstanceArn': `arn:${awsPartition}:rds:${awsRegion}:${awsAccountId}:db:${identifier}` };
}

/** The one secret that RDS manages for the instance, under the key `credentials`. */
function managedSecret(settings: PostgresSettings): Json {
  return {
    find: { tags: instanceTags(settings), conversionStrategy: 'Default', decodingStrategy: 'None' },
    rewrite: [{ regexp: { source: '^.*$', target: 'credentials' } }],
  };
}

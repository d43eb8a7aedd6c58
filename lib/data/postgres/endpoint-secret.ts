import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import type { PostgresSettings } from './settings';

/**
 * Stores the address of a database in Terraform under a name that the cluster can derive. It contains no secret value:
 * the password stays in the secret that RDS manages.
 *
 * @returns the secret's name
 */
export function addEndpointSecret(scope: Construct, settings: PostgresSettings, instance: DbInstance): string {
  const { environment, serviceName } = settings.scope;
  const name = `${environment.name}/${serviceName}/${settings.databaseName}-endpoint`;
  const address = `${settings.databaseName}-endpoint`;
  const secret = new SecretsmanagerSecret(scope, 'Endpoint', {
    name,
    description: `Where the database ${settings.databaseName} answers`,
    // It follows from the instance: nothing is lost with it, and a name that waits for its end could not be taken again.
    recoveryWindowInDays: 0,
  });
  fixedAddress(secret, address);
  const version = new SecretsmanagerSecretVersion(scope, 'EndpointValue', {
    secretId: secret.id,
    secretString: Fn.jsonencode({ host: instance.address, port: Fn.tostring(instance.port), database: settings.dbName }),
  });
  fixedAddress(version, address);
  return name;
}

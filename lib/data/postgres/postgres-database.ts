import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { readOnlyList } from '../../core/read-only';
import { CrossplaneApi, Provisioner } from '../../platform/environment-props';
import type { ConnectOption, ConnectOptions, Connection, IConnectable } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import { vpcNetworks } from '../../service/networks';
import { Peer } from '../../service/peer';
import { variableNames } from '../../service/variables';
import { StackContext } from '../../stack/stack-context';
import { requireSameService } from '../shared/owner-check';
import { addRequest } from '../shared/request';
import { serviceScopeOf } from '../shared/service-scope';
import { UniqueNames } from '../shared/unique-names';
import { postgresApi } from './crossplane';
import { addEndpointSecret } from './endpoint-secret';
import { POSTGRES_PORT, storagePerformance } from './limits';
import { addConnectionSecret, addPasswordSecret } from './password-secret';
import type { PostgresDatabaseProps } from './postgres-database-props';
import { resolvePostgres } from './settings';
import type { PostgresSettings } from './settings';
import { addInstance, instanceExpectations } from './terraform';

/** The keys of the connection secret, which are the same for Terraform and Crossplane. */
const KEYS = ['host', 'port', 'database', 'username', 'password'];

/**
 * A PostgreSQL database on Amazon RDS: encrypted, backed up, protected from deletion, in private subnets, with TLS and
 * a password that nobody can see. None of these can be turned off.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class PostgresDatabase extends Construct implements IConnectable {
  /** `connectTo` accepts no options. */
  public readonly connectOptions?: ConnectOption[] = readOnlyList([]);
  /** The name that the team gave it. */
  public readonly databaseName: string;
  /** The identifier of the RDS instance. */
  public readonly identifier: string;
  /** The Secret in the service's namespace with the keys host, port, database, username and password. */
  public readonly connectionSecretName: string;
  /** Whether a standby in a second zone takes over. */
  public readonly multiAz: boolean;
  /** What creates it: Terraform or Crossplane. */
  public readonly provisioner: Provisioner;
  /** The request that Crossplane serves; absent if Terraform creates the database. */
  public readonly request?: ApiObject;
  /** The instance in Terraform; absent if Crossplane creates the database. */
  public readonly instance?: DbInstance;
  private readonly settings: PostgresSettings;

  public constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, checkId('PostgresDatabase', scope, id));
    const settings = resolvePostgres(this, serviceScopeOf(this), props);
    this.settings = settings;
    this.databaseName = settings.databaseName;
    this.identifier = settings.identifier;
    this.connectionSecretName = settings.connectionSecretName;
    this.multiAz = settings.multiAz;
    this.provisioner = settings.provisioner;
    UniqueNames.of(this).take(this, 'RDS instance', this.identifier, 'databaseName');
    StackContext.of(this).dataNames.push(this.identifier);
    StackContext.of(this).ownedData.push({ construct: this, kind: DependencyKind.DATABASE.name, name: this.databaseName });
    UniqueNames.of(this).take(this, 'Secret', `${settings.scope.namespace}/${this.connectionSecretName}`, 'databaseName');
    if (this.provisioner === Provisioner.TERRAFORM) this.instance = this.addInstance();
    else this.request = this.addRequest();
  }

  /**
   * The variables are named after the secret's keys, as in `PAYMENTS_DB_HOST`; `PAYMENTS_DB_SSLMODE` is `require`.
   *
   * Throws `InvalidRule` if the service does not own the database.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    requireSameService(this, this.settings.scope, service, `the Secret ${this.connectionSecretName}`);
    const named = variableNames(this.databaseName, options);
    const secretName = this.connectionSecretName;
    return {
      kind: DependencyKind.DATABASE,
      name: this.databaseName,
      variables: [
        ...KEYS.map((secretKey) => ({ name: named(secretKey), secretName, secretKey })),
        { name: named('SSLMODE'), value: 'require' },
      ],
      egress: vpcNetworks(this.settings.scope.environment).map((cidr) => ({ peer: Peer.cidr(cidr), port: POSTGRES_PORT })),
    };
  }

  private addInstance(): DbInstance {
    const { context } = this.settings.scope;
    const instance = addInstance(this, this.settings);
    context.expectations.push(...instanceExpectations(instance, this.settings));
    addConnectionSecret(this, this.settings, addEndpointSecret(this, this.settings, instance));
    return instance;
  }

  private addRequest(): ApiObject {
    const { scope, databaseName, dbName, storageGb, tier, multiAz, singleAzReason, engineVersion, backupRetentionDays } =
      this.settings;
    const parameters = {
      database: dbName,
      storageGB: storageGb,
      ...storagePerformance(storageGb),
      tier,
      multiAZ: multiAz,
      ...(singleAzReason !== undefined && { singleAZReason: singleAzReason }),
      engineVersion,
      backupRetentionDays,
    };
    const request = addRequest(this, scope, postgresApi(scope.platform, scope.environment), databaseName, parameters);
    if (scope.environment.crossplaneApi === CrossplaneApi.V1) addPasswordSecret(this, this.settings);
    return request;
  }
}

import type { IConstruct } from 'constructs';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { isReserved } from '../../guardrails/postgres-names';
import { connectionSecretOf } from '../../platform/agreed-names';
import type { Environment } from '../../platform/environment';
import { Provisioner } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { validateDataName } from '../shared/data-names';
import { resolveMultiAz, validateMultiAz } from '../shared/multi-az';
import { validateName } from '../shared/naming';
import type { ServiceScope } from '../shared/service-scope';
import { DatabaseTier, tierLimit, withTierName } from '../shared/tiers';
import type { WithTierName } from '../shared/tiers';
import { DEFAULT_BACKUP_RETENTION_DAYS, DEFAULT_ENGINE_VERSION, IDENTIFIER_LENGTH, POSTGRES_LIMITS } from './limits';
import type { PostgresDatabaseProps } from './postgres-database-props';

/** The settings of both provisioners besides the safeguards, with the names that Terraform and Crossplane share. */
export const FIXED_SETTINGS = {
  engine: 'postgres',
  storageType: 'gp3',
  // A major version is changed only by the team, who writes engineVersion.
  allowMajorVersionUpgrade: true,
  // Changes that restart the instance wait for its maintenance window.
  applyImmediately: false,
} as const;

/** A minor version stays fixed; otherwise RDS upgrades to newer minor versions in the maintenance window. */
export function upgradesMinorVersions(engineVersion: string): boolean {
  return !engineVersion.includes('.');
}

/** The parameter group that requires TLS: the platform creates one for each major version. */
export function parameterGroupName({ name }: Environment, major: string): string {
  return `${name}-postgres${major}`;
}

/** All settings of a database, derived once from its props and its platform. */
export interface PostgresSettings {
  readonly scope: ServiceScope;
  readonly databaseName: string;
  readonly identifier: string;
  /** The name of the database inside the instance, where RDS does not allow hyphens. */
  readonly dbName: string;
  readonly username: string;
  readonly connectionSecretName: string;
  readonly storageGb: number;
  readonly tier: string;
  readonly instanceClass: string;
  readonly multiAz: boolean;
  readonly singleAzReason?: string;
  readonly engineVersion: string;
  readonly parameterGroupName: string;
  readonly backupRetentionDays: number;
  readonly provisioner: Provisioner;
}

/** The limits of the props, in the order in which problems are listed. */
function limitsIn({ databaseTiers }: Platform): Record<keyof PostgresDatabaseProps, Limit> {
  const { databaseName, storageGb, multiAz, singleAzReason, engineVersion, backupRetentionDays } = POSTGRES_LIMITS;
  const provisioner: Limit = { type: 'string', enum: Object.values(Provisioner) };
  const tier = tierLimit(databaseTiers);
  return { databaseName, storageGb, tier, multiAz, singleAzReason, engineVersion, backupRetentionDays, provisioner };
}

/** Checks the props, throws every problem at once, and adds the derived settings. */
export function resolvePostgres(construct: IConstruct, scope: ServiceScope, given: PostgresDatabaseProps): PostgresSettings {
  const props = withTierName(DatabaseTier, snapshot(given, ['tier']));
  validate(construct, scope, props);
  const { environment, platform } = scope;
  const { databaseName, tier } = props;
  const dbName = databaseName.replace(/-/g, '_');
  const engineVersion = props.engineVersion ?? DEFAULT_ENGINE_VERSION;
  return {
    scope,
    databaseName,
    identifier: `${databaseName}-${environment.name}`,
    dbName,
    username: `${dbName}_owner`,
    connectionSecretName: connectionSecretOf(databaseName),
    storageGb: props.storageGb,
    tier,
    instanceClass: platform.databaseTiers[tier],
    multiAz: resolveMultiAz(construct, scope, props),
    singleAzReason: props.singleAzReason,
    engineVersion,
    parameterGroupName: parameterGroupName(environment, engineVersion.split('.')[0]),
    backupRetentionDays: props.backupRetentionDays ?? DEFAULT_BACKUP_RETENTION_DAYS,
    provisioner: props.provisioner ?? environment.dataProvisioner,
  };
}

function validate(construct: IConstruct, scope: ServiceScope, props: WithTierName<PostgresDatabaseProps>): void {
  const { environment, platform } = scope;
  const validation = new Validation(`PostgresDatabase at ${construct.node.path}`);
  const { databaseName, ...others } = limitsIn(platform);
  validation.props(props, { limits: others, required: ['storageGb', 'tier'], others: ['databaseName'] });
  validateName(validation, platform, props.databaseName, {
    path: 'databaseName',
    limit: databaseName,
    length: IDENTIFIER_LENGTH,
    of: 'the RDS identifier',
  });
  if (typeof props.databaseName === 'string' && isReserved(props.databaseName.replace(/-/g, '_'))) {
    const allowed = 'a name that PostgreSQL does not reserve';
    validation.add({
      path: 'databaseName',
      got: show(props.databaseName),
      allowed,
      fix: "name it after what it holds, as in 'orders-db'",
    });
  }
  validateDataName(validation, construct, scope, 'databaseName', props.databaseName);
  validateMultiAz(validation, environment, props);
  validation.throwIfAny();
}

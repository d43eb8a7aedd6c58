import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import type { Json } from '../core/json';
import { terraformCondition } from '../core/limit-forms';
import { show } from '../core/problems';
import type { Limit } from '../core/rules';
import { allowedBy } from '../core/rules';
import { DATABASE_SAFEGUARDS, safeguardFields, terraformArgument } from '../guardrails/data-safeguards';
import type { Safeguard } from '../guardrails/data-safeguards';
import { presentGuard } from '../guardrails/guards';
import type { Guard } from '../guardrails/guards';
import { POSTGRES_LIMITS } from './postgres-limits';
import type { PostgresLimits } from './postgres-limits';
import { FIXED_SETTINGS, upgradesMinorVersions } from './postgres-settings';
import type { PostgresSettings } from './postgres-settings';

/**
 * The instance in the service's own Terraform. Its conditions hold whatever reaches Terraform, the JSON edited by hand
 * included.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
 */
export function addInstance(scope: Construct, settings: PostgresSettings, limits: PostgresLimits = POSTGRES_LIMITS): DbInstance {
  const { environment } = settings.scope;
  return new DbInstance(scope, 'Instance', {
    ...safeguardFields(DATABASE_SAFEGUARDS),
    ...FIXED_SETTINGS,
    identifier: settings.identifier,
    finalSnapshotIdentifier: `${settings.identifier}-final`,
    dbName: settings.dbName,
    username: settings.username,
    allocatedStorage: settings.storageGb,
    instanceClass: settings.instanceClass,
    multiAz: settings.multiAz,
    engineVersion: settings.engineVersion,
    autoMinorVersionUpgrade: upgradesMinorVersions(settings.engineVersion),
    parameterGroupName: settings.parameterGroupName,
    backupRetentionPeriod: settings.backupRetentionDays,
    dbSubnetGroupName: environment.databaseSubnetGroup,
    vpcSecurityGroupIds: givenOrNothing(environment.databaseSecurityGroupIds),
    lifecycle: { preventDestroy: true, postcondition: conditions(limits) },
  });
}

/** Where none are given, AWS takes the default group of the VPC. */
function givenOrNothing(ids: string[]): string[] | undefined {
  return ids.length > 0 ? ids : undefined;
}

function conditions(limits: PostgresLimits) {
  const limited: Record<string, Limit> = {
    allocated_storage: limits.storageGb,
    backup_retention_period: limits.backupRetentionDays,
    engine_version: limits.engineVersion,
  };
  return [
    ...Object.entries(limited).map(([argument, limit]) => ({
      condition: `\${${terraformCondition(`self.${argument}`, limit)}}`,
      errorMessage: `${argument} has to be ${allowedBy(limit)}.`,
    })),
    ...DATABASE_SAFEGUARDS.filter(({ field }) => !(terraformArgument(field) in limited)).map(safeguardCondition),
  ];
}

function safeguardCondition({ field, value, rule }: Safeguard) {
  const argument = terraformArgument(field);
  return {
    condition: `\${self.${argument} == ${value}}`,
    errorMessage: `${argument} has to be ${value}: ${rule}.`,
  };
}

/** What must hold of the instance besides the safeguards that every database of a stack has. */
export function instanceGuards(instance: DbInstance, settings: PostgresSettings): Guard[] {
  const expected: Json = {
    identifier: settings.identifier,
    db_subnet_group_name: settings.scope.environment.databaseSubnetGroup,
    parameter_group_name: settings.parameterGroupName,
    final_snapshot_identifier: `${settings.identifier}-final`,
  };
  return [
    presentGuard(instance, 'the identifier, private subnets, TLS and final snapshot of the library', (block) => {
      const changed = Object.keys(expected).filter((argument) => block[argument] !== expected[argument]);
      return changed.length === 0 ? undefined : changed.map((argument) => `${argument}: ${show(block[argument])}`).join(', ');
    }),
    presentGuard(instance, 'a master password that RDS keeps and Terraform never sees', (block) => {
      const password = ['password', 'password_wo'].find((argument) => block[argument] !== undefined);
      return password && `the argument ${password}`;
    }),
    presentGuard(instance, `storage of ${allowedBy(POSTGRES_LIMITS.storageGb).replace('an integer ', '')} GiB`, (block) => {
      const { minimum, maximum } = POSTGRES_LIMITS.storageGb;
      const size = Number(block.allocated_storage);
      return size >= minimum && size <= maximum ? undefined : `allocated_storage: ${show(block.allocated_storage)}`;
    }),
    presentGuard(instance, 'a database of its own, which no other one keeps', ({ replicate_source_db: source }) =>
      source === undefined || source === null ? undefined : `a replica of ${show(source)}`,
    ),
    presentGuard(instance, 'two zones in production, or a singleAzReason', (block) =>
      settings.multiAz && settings.scope.environment.production && block.multi_az !== true
        ? `multi_az: ${show(block.multi_az)}`
        : undefined,
    ),
    presentGuard(instance, 'protection from destruction by a plan', ({ lifecycle }) =>
      (lifecycle as Json | undefined)?.prevent_destroy === true ? undefined : 'an instance that a plan may destroy',
    ),
  ];
}

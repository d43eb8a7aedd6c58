import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import { terraformCondition } from '../../core/limit-forms';
import type { Limit } from '../../core/limits';
import { allowedBy } from '../../core/limits';
import { DATABASE_SAFEGUARDS, safeguardFields, terraformArgument } from '../../guardrails/data-safeguards';
import type { Safeguard } from '../../guardrails/data-safeguards';
import { expectation } from '../../guardrails/expectations';
import type { Expectation } from '../../guardrails/expectations';
import { POSTGRES_GUARDRAILS } from './guardrails';
import { POSTGRES_LIMITS, POSTGRES_MAJORS, storagePerformance } from './limits';
import type { PostgresLimits } from './limits';
import { FIXED_SETTINGS, upgradesMinorVersions } from './settings';
import type { PostgresSettings } from './settings';

/**
 * The instance in the service's own Terraform. Its conditions also apply to JSON that was edited by hand.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
 */
export function addInstance(scope: Construct, settings: PostgresSettings, limits: PostgresLimits = POSTGRES_LIMITS): DbInstance {
  const { environment } = settings.scope;
  const instance = new DbInstance(scope, 'Instance', {
    ...safeguardFields(DATABASE_SAFEGUARDS),
    ...FIXED_SETTINGS,
    identifier: settings.identifier,
    finalSnapshotIdentifier: `${settings.identifier}-final`,
    dbName: settings.dbName,
    username: settings.username,
    allocatedStorage: settings.storageGb,
    ...storagePerformance(settings.storageGb),
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
  return fixedAddress(instance, settings.databaseName);
}

/** If none are given, AWS uses the default group of the VPC. */
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

/** What must hold for the instance besides the safeguards of every database. */
export function instanceExpectations(instance: DbInstance, settings: PostgresSettings): Expectation[] {
  const { environment } = settings.scope;
  const { minimum, maximum } = POSTGRES_LIMITS.storageGb;
  return [
    expectation(instance, POSTGRES_GUARDRAILS.settings, {
      identifier: settings.identifier,
      db_subnet_group_name: environment.databaseSubnetGroup,
      parameter_group_name: settings.parameterGroupName,
      final_snapshot_identifier: `${settings.identifier}-final`,
      engine: FIXED_SETTINGS.engine,
      storage_type: FIXED_SETTINGS.storageType,
    }),
    expectation(instance, POSTGRES_GUARDRAILS.password),
    expectation(instance, POSTGRES_GUARDRAILS.storage, { minimum, maximum }),
    expectation(instance, POSTGRES_GUARDRAILS.version, { majors: POSTGRES_MAJORS }),
    expectation(instance, POSTGRES_GUARDRAILS.own),
    expectation(instance, POSTGRES_GUARDRAILS.quiet),
    ...(settings.multiAz && environment.production ? [expectation(instance, POSTGRES_GUARDRAILS.multiAz)] : []),
    expectation(instance, POSTGRES_GUARDRAILS.kept),
  ];
}

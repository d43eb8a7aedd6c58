import type { Json } from './json';

/** A PostgreSQL database, whichever way it comes about. */
export interface DatabaseOutput {
  /** The name in its own construct. */
  readonly name: string;
  /** What makes it. */
  readonly provisioner: 'crossplane' | 'terraform';
  readonly storageGb: number;
  readonly multiAz: boolean;
  readonly engineVersion: string;
  readonly backupRetentionDays: number;
}

/** The databases that a stack of Terraform makes, and those that Crossplane is asked for. */
export function databasesOf(instances: readonly Json[], requests: readonly Json[], environment: string): DatabaseOutput[] {
  const databases = [...requests.map(requested), ...instances.map((instance) => made(instance, environment))];
  return databases.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function requested({ metadata, spec }: Json): DatabaseOutput {
  const { backupRetentionDays, engineVersion, multiAZ, storageGB } = spec.parameters;
  return {
    name: metadata.name,
    provisioner: 'crossplane',
    storageGb: storageGB,
    multiAz: multiAZ,
    engineVersion,
    backupRetentionDays,
  };
}

/** The identifier ends with the environment, since it is unique in the account. */
function made(instance: Json, environment: string): DatabaseOutput {
  return {
    name: withoutEnvironment(instance.identifier, environment),
    provisioner: 'terraform',
    storageGb: instance.allocated_storage,
    multiAz: instance.multi_az,
    engineVersion: instance.engine_version,
    backupRetentionDays: instance.backup_retention_period,
  };
}

function withoutEnvironment(identifier: string, environment: string): string {
  const end = `-${environment}`;
  return identifier.endsWith(end) ? identifier.slice(0, -end.length) : identifier;
}

import type { Json } from './json';

/** A PostgreSQL database of Terraform or Crossplane. */
export interface DatabaseOutput {
  /** The name in the props of its construct. */
  readonly name: string;
  /** What creates it: Terraform or Crossplane. */
  readonly provisioner: 'crossplane' | 'terraform';
  readonly storageGb: number;
  readonly multiAz: boolean;
  readonly engineVersion: string;
  readonly backupRetentionDays: number;
}

/** The databases in a Terraform stack, and those in requests for Crossplane. */
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

/** The identifier ends with the environment, because it must be unique in the account. */
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

import type { Limit } from '../../core/limits';
import {
  DEFAULT_BACKUP_RETENTION_DAYS,
  DEFAULT_ENGINE_VERSION,
  IDENTIFIER_LENGTH,
  POSTGRES_LIMITS,
  storagePerformance,
  STRIPED_STORAGE,
} from '../../data/postgres/limits';
import { PostgresDatabase } from '../../data/postgres/postgres-database';
import type { PostgresDatabaseProps } from '../../data/postgres/postgres-database-props';
import { upgradesMinorVersions } from '../../data/postgres/settings';
import { multiAzIn } from '../../data/shared/multi-az';
import { tierLimit } from '../../data/shared/tiers';
import { isReserved, RESERVED_NAMES } from '../../guardrails/postgres-names';
import { Provisioner } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import type { TermValue } from '../derive/sample';
import { MODULE_SYSTEMS } from '../systems';
import { addOwner, environmentFact, nameOf, ownedLocals, ownedRules, ownedVariables, ownProps } from './data';
import type { DataName } from './data';
import type { Inputs, Local, ModuleKind, Rule, Variable } from './kind';
import { sampleName } from './sample-names';

const NAME: DataName = {
  prop: 'databaseName', variable: 'var.database_name', limit: POSTGRES_LIMITS.databaseName, length: IDENTIFIER_LENGTH,
  isReserved: (name) => isReserved(name.replace(/-/g, '_')),
};

/** The name of the database in the instance. */
const DATABASE = 'replace(var.database_name, "-", "_")';

function variables(platform: Platform): Variable[] {
  const of = (prop: keyof typeof POSTGRES_LIMITS, text: string, more: Pick<Variable, 'default' | 'defaultText'> = {}): Variable => ({
    prop, text, limit: POSTGRES_LIMITS[prop] as Limit, ...more,
  });
  return [
    ...ownedVariables(platform, NAME, 'The name of the database, without the name of the environment'),
    of('storageGb', 'The storage in GiB. It can grow, but not shrink'),
    { prop: 'tier', limit: tierLimit(platform.databaseTiers), text: 'The tier, which sets the size and capacity' },
    of('multiAz', 'Whether a standby in a second zone takes over', {
      default: null, defaultText: 'true in a production environment, unless single_az_reason is given',
    }),
    of('singleAzReason', 'Why one zone is enough in production', { default: null }),
    of('engineVersion', 'The version of PostgreSQL: a major version, or a minor version, which stays fixed', {
      default: DEFAULT_ENGINE_VERSION,
    }),
    of('backupRetentionDays', 'How many days backups are kept', { default: DEFAULT_BACKUP_RETENTION_DAYS }),
  ];
}

function values(platform: Platform, inputs: Inputs): Record<string, TermValue> {
  const { environment, databaseName, storageGb, tier, engineVersion = DEFAULT_ENGINE_VERSION } = inputs;
  return {
    database: String(databaseName).replace(/-/g, '_'),
    instanceClass: platform.databaseTiers[String(tier)],
    multiAz: multiAzIn(platform.environment(environment), inputs as { multiAz?: boolean; singleAzReason?: string }),
    major: String(engineVersion).split('.')[0],
    upgrades: upgradesMinorVersions(String(engineVersion)),
    ...storagePerformance(Number(storageGb)),
  };
}

function locals(platform: Platform): Local[] {
  const production = environmentFact(platform, 'production', 'production');
  const tiers = Object.entries(platform.databaseTiers).map(([name, value]) => `"${name}" = "${value}"`).join(', ');
  const of = (name: string, value: string, hcl: string): Local => ({ name, hcl, of: (all) => all[value] });
  const { fromGb, performance } = STRIPED_STORAGE;
  return [
    ...ownedLocals(platform, NAME),
    of('database', 'database', DATABASE),
    { name: 'reserved_names', hcl: `[\n${wrapped(RESERVED_NAMES)}]`, of: () => undefined },
    of('instance_class', 'instanceClass', `{ ${tiers} }[var.tier]`),
    of('multi_az', 'multiAz', `var.multi_az == null ? ${production} && var.single_az_reason == null : var.multi_az`),
    of('major_version', 'major', 'split(".", var.engine_version)[0]'),
    of('upgrades_minor_versions', 'upgrades', '!strcontains(var.engine_version, ".")'),
    of('iops', 'iops', `var.storage_gb < ${fromGb} ? null : ${performance.iops}`),
    of('storage_throughput', 'storageThroughput', `var.storage_gb < ${fromGb} ? null : ${performance.storageThroughput}`),
  ];
}

function rules(platform: Platform): Rule[] {
  const production = environmentFact(platform, 'production', 'production');
  const inProduction = platform.environments.find((environment) => environment.production);
  const at = { prop: 'multiAz' };
  return [
    ...ownedRules(platform, NAME),
    {
      at: { prop: 'databaseName' },
      condition: `!contains(local.reserved_names, ${DATABASE}) && !startswith(${DATABASE}, "pg_")`,
      breaks: [{ databaseName: 'user' }],
    },
    ...(inProduction
      ? [{
          at,
          condition: `var.multi_az == null || var.single_az_reason != null ? true : var.multi_az || !${production}`,
          breaks: [{ multiAz: false, environment: inProduction.name }],
        }]
      : []),
    {
      at,
      path: 'singleAzReason',
      condition: 'var.multi_az == null ? true : !var.multi_az || var.single_az_reason == null',
      breaks: [{ multiAz: true, singleAzReason: 'one is enough' }],
    },
  ];
}

/** Names on lines that a reader can take in. */
function wrapped(names: readonly string[], each = 8): string {
  const lines = Array.from({ length: Math.ceil(names.length / each) }, (_, index) => names.slice(index * each, (index + 1) * each));
  return lines.map((line) => `  ${line.map((name) => `"${name}"`).join(', ')},\n`).join('');
}

function sample(platform: Platform, index: number): Record<string, TermValue> {
  const tiers = Object.keys(platform.databaseTiers);
  const multiAz = [undefined, true, undefined, false][index % 4];
  return {
    databaseName: `${sampleName(platform, 'dataNames', (index + 1) % 3)}-${index}k`,
    storageGb: [20, 399, 400, 77, 500, 123, 401][index % 7] - (index % 2 === 0 && index % 7 === 3 ? 1 : 0),
    tier: tiers[(index + Math.floor(index / tiers.length)) % tiers.length],
    multiAz,
    singleAzReason: multiAz === false || index % 8 === 2 ? 'a copy that can be made again' : undefined,
    engineVersion: [undefined, '14', '17.4', '18', '15.11'][index % 5],
    backupRetentionDays: index % 6 === 1 ? undefined : 8 + (index % 27),
  };
}

/** A database on Amazon RDS, created by Terraform. */
export const POSTGRES_DATABASE: ModuleKind = {
  name: 'postgres-database',
  construct: 'PostgresDatabase',
  system: MODULE_SYSTEMS['postgres-database'],
  text: 'A PostgreSQL database on Amazon RDS for one service: encrypted, backed up, protected from deletion, in private subnets, with '
    + 'TLS and a password that nobody can see',
  variables,
  values,
  locals,
  rules,
  build: (scope, inputs) => {
    addOwner(scope, inputs);
    const props = ownProps(inputs) as unknown as PostgresDatabaseProps;
    new PostgresDatabase(scope, 'Database', { ...props, provisioner: Provisioner.TERRAFORM });
  },
  sample,
  nameOf: (name, { databaseName }) => nameOf(String(databaseName), name),
  required: (platform) => ({ databaseName: `${sampleName(platform, 'dataNames', 3)}-db`, storageGb: 100, tier: 'standard' }),
  tested: [
    ['aws_db_instance', 'this', 'identifier'],
    ['aws_db_instance', 'this', 'instance_class'],
    ['aws_db_instance', 'this', 'multi_az'],
    ['aws_db_instance', 'this', 'allocated_storage'],
  ],
  example: {},
  outputs: [
    { name: 'address', value: 'aws_db_instance.this.address', text: 'The host name of the database' },
    { name: 'arn', value: 'aws_db_instance.this.arn', text: 'The ARN of the RDS instance' },
    { name: 'database', value: 'local.database', text: 'The name of the database in the instance' },
    {
      name: 'endpoint_secret_name',
      value: 'aws_secretsmanager_secret.endpoint.name',
      text: 'The name of the secret with host, port and database',
    },
    { name: 'identifier', value: 'aws_db_instance.this.identifier', text: 'The identifier of the RDS instance' },
    {
      name: 'password_secret_arn',
      value: 'one(aws_db_instance.this.master_user_secret[*].secret_arn)',
      text: 'The ARN of the secret with username and password, which RDS manages',
    },
    { name: 'port', value: 'aws_db_instance.this.port', text: 'The port of the database' },
  ],
};

import type { OwnGuardrail } from '../../guardrails/expectations';
import { blocksOf } from '../../guardrails/model/blocks';
import { isUnreadable, shown } from '../../guardrails/model/unreadable';
import { changed, destructible } from '../../guardrails/rows/own-values';
import { DATA } from '../../guardrails/rows/row';

/** The guarantees of a database in Terraform, besides the safeguards of every database. */
export const POSTGRES_GUARDRAILS = {
  settings: {
    id: 'own.database.settings',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'identifier, db_subnet_group_name, parameter_group_name, final_snapshot_identifier, engine, storage_type',
    rule: "the library's identifier, private subnets, TLS and final snapshot",
    breach: changed,
  },
  password: {
    id: 'own.database.password',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'password',
    rule: 'a master password that RDS manages and Terraform never sees',
    breach: (body) => {
      const password = ['password', 'password_wo'].find((argument) => body[argument] !== undefined && body[argument] !== null);
      return password && `the argument ${password}`;
    },
  },
  storage: {
    id: 'own.database.storage',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'allocated_storage',
    rule: ({ minimum, maximum }) => `storage of ${String(minimum)} to ${String(maximum)} GiB`,
    breach: ({ allocated_storage: size }, { minimum, maximum }) =>
      Number(size) >= Number(minimum) && Number(size) <= Number(maximum) ? undefined : `allocated_storage: ${shown(size)}`,
  },
  version: {
    id: 'own.database.version',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'engine_version',
    rule: ({ majors }) => `a PostgreSQL version that the library supports: ${String(majors).replace(/,/g, ', ')}`,
    breach: ({ engine_version: version }, { majors }) =>
      (majors as string[]).includes(String(version).split('.')[0]) ? undefined : `engine_version: ${shown(version)}`,
  },
  own: {
    id: 'own.database.own',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'replicate_source_db',
    rule: 'a separate database, not a replica of another one',
    breach: ({ replicate_source_db: source }) =>
      source === undefined || source === null ? undefined : `a replica of ${shown(source)}`,
  },
  multiAz: {
    id: 'own.database.multi-az',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'multi_az',
    rule: 'Multi-AZ in production, or a singleAzReason',
    breach: ({ multi_az: zones }) => (zones === true ? undefined : `multi_az: ${shown(zones)}`),
  },
  quiet: {
    id: 'own.database.quiet',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'apply_immediately, allow_major_version_upgrade',
    rule: 'changes applied in the maintenance window: no apply_immediately',
    breach: ({ apply_immediately: now }) =>
      now === undefined || now === null || now === false ? undefined : `apply_immediately: ${shown(now)}`,
  },
  kept: {
    id: 'own.database.kept',
    chapter: DATA,
    on: 'PostgresDatabase.instance',
    path: 'lifecycle.prevent_destroy',
    rule: 'prevent_destroy = true',
    breach: destructible('an instance that a plan can destroy'),
  },
  forcedTls: {
    id: 'own.parameter-group.tls',
    chapter: DATA,
    on: 'DataPlatform.parameterGroups',
    path: 'parameter',
    rule: 'TLS for every connection: rds.force_ssl = 1',
    breach: ({ parameter }) => {
      const forced = blocksOf(parameter).flatMap((block) =>
        !isUnreadable(block) && block.name === 'rds.force_ssl' ? [block.value] : [],
      );
      return forced.length === 1 && forced[0] === '1' ? undefined : `rds.force_ssl: ${String(forced[0])}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

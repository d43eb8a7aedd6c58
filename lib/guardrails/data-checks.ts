import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { CACHE_SAFEGUARDS, DATABASE_SAFEGUARDS, isSafe, PUBLIC_ACCESS_SAFEGUARDS, terraformArgument } from './data-safeguards';
import type { Safeguard } from './data-safeguards';
import type { GuardedStack } from './guarded-stack';
import { pathOf } from './rendered';
import type { Rendered } from './rendered';

/** The settings of Aurora's clusters have the names of RDS instances', where they have them at all. */
const CLUSTER_FIELDS = ['storageEncrypted', 'deletionProtection', 'skipFinalSnapshot', 'backupRetentionPeriod', 'copyTagsToSnapshot'];

/** The safeguards of each type of Terraform resource that holds data. */
const BY_TYPE: Readonly<Record<string, readonly Safeguard[]>> = {
  aws_db_instance: DATABASE_SAFEGUARDS,
  aws_elasticache_replication_group: CACHE_SAFEGUARDS,
  aws_rds_cluster: DATABASE_SAFEGUARDS.filter(({ field }) => CLUSTER_FIELDS.includes(field)),
  aws_s3_bucket: [{ field: 'forceDestroy', value: false, rule: 'objects that a destroy does not take along' }],
  aws_s3_bucket_public_access_block: PUBLIC_ACCESS_SAFEGUARDS,
};

/** What a block may leave out, since what Terraform then does is what is asked for. */
const SAFE_WHEN_ABSENT = ['skipFinalSnapshot', 'publiclyAccessible', 'forceDestroy'];

/** The data of a service is safe however it came into its stack: by a construct of the library, an override or a team's own. */
export function unsafeData(context: GuardedStack, { resources }: Rendered): Problem[] {
  return resources.flatMap((block) => {
    // A replica takes its encryption and password from its source, and backs nothing up.
    const isReplica = Boolean(block.body.replicate_source_db);
    const asked = (BY_TYPE[block.type] ?? []).filter(({ field }) => !isReplica || field === 'publiclyAccessible');
    const lost = asked.filter((safeguard) => !holds(safeguard, block.body));
    return lost.map((safeguard) => {
      const argument = terraformArgument(safeguard.field);
      return {
        path: pathOf(context.stack.node.path, block),
        got: `${argument}: ${show(block.body[argument])}`,
        allowed: `${safeguard.rule}: ${argument} ${safeguard.minimum ? `of at least ${safeguard.value}` : `= ${safeguard.value}`}`,
        fix: 'set it so; this is not up for change',
      };
    });
  });
}

function holds(safeguard: Safeguard, body: Json): boolean {
  const value = body[terraformArgument(safeguard.field)];
  return value === undefined ? SAFE_WHEN_ABSENT.includes(safeguard.field) : isSafe(safeguard, value);
}

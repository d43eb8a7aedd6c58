import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { many } from '../core/json';
import { presentGuard } from '../guardrails/guards';
import type { Guard } from '../guardrails/guards';
import type { Environment } from '../platform/environment';
import { POSTGRES_MAJORS } from './postgres-limits';
import { parameterGroupName } from './postgres-settings';

/**
 * Adds the parameter groups by which every database demands TLS, one for each major version: an upgrade then takes the
 * next one along, whatever made the database.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 */
export function addParameterGroups(scope: Construct, environment: Environment): { groups: DbParameterGroup[]; guards: Guard[] } {
  const groups = POSTGRES_MAJORS.map(
    (major) =>
      new DbParameterGroup(scope, `Postgres${major}`, {
        name: parameterGroupName(environment, major),
        family: `postgres${major}`,
        description: `PostgreSQL ${major} with TLS for every connection`,
        parameter: [{ name: 'rds.force_ssl', value: '1', applyMethod: 'immediate' }],
        lifecycle: { preventDestroy: true },
      }),
  );
  const guards = groups.map((group) =>
    presentGuard(group, 'TLS for every connection: rds.force_ssl = 1', ({ parameter }) => {
      const forced = many(parameter).find(({ name }) => name === 'rds.force_ssl')?.value;
      return forced === '1' ? undefined : `rds.force_ssl: ${String(forced)}`;
    }),
  );
  return { groups, guards };
}

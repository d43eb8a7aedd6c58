import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import { expectation } from '../../guardrails/expectations';
import type { Expectation } from '../../guardrails/expectations';
import type { Environment } from '../../platform/environment';
import { POSTGRES_GUARDRAILS } from './guardrails';
import { POSTGRES_MAJORS } from './limits';
import { parameterGroupName } from './settings';

/**
 * Adds the parameter groups that make every database require TLS, one for each major version. An upgrade then switches
 * to the next group, with Terraform and with Crossplane.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 */
export function addParameterGroups(
  scope: Construct,
  environment: Environment,
): { groups: DbParameterGroup[]; expectations: Expectation[] } {
  const groups = POSTGRES_MAJORS.map((major) => {
    const family = `postgres${major}`;
    const group = new DbParameterGroup(scope, `Postgres${major}`, {
      name: parameterGroupName(environment, major),
      family,
      description: `PostgreSQL ${major} with TLS for every connection`,
      parameter: [{ name: 'rds.force_ssl', value: '1', applyMethod: 'immediate' }],
      lifecycle: { preventDestroy: true },
    });
    return fixedAddress(group, family);
  });
  return { groups, expectations: groups.map((group) => expectation(group, POSTGRES_GUARDRAILS.forcedTls)) };
}

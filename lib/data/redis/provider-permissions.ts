import type { Environment } from '../../platform/environment';
import type { Statement } from '../shared/companion-description';
import { allow, arnOf } from '../shared/permissions';

const ELASTICACHE = [
  'elasticache:AddTagsToResource',
  'elasticache:CreateReplicationGroup',
  'elasticache:DecreaseReplicaCount',
  'elasticache:DescribeCacheClusters',
  'elasticache:DescribeReplicationGroups',
  'elasticache:IncreaseReplicaCount',
  'elasticache:ListTagsForResource',
  'elasticache:ModifyReplicationGroup',
  'elasticache:RemoveTagsFromResource',
];

/** The permissions of Crossplane for caches, limited to the names that they get. It cannot delete them. */
export function providerPermissions(environment: Environment): Statement[] {
  const { name, cacheSubnetGroup } = environment;
  const resources = [`replicationgroup:*-${name}`, `cluster:*-${name}-*`, 'parametergroup:default.*', `subnetgroup:${cacheSubnetGroup}`];
  return [allow(ELASTICACHE, resources.map((resource) => arnOf(environment, 'elasticache', resource)))];
}

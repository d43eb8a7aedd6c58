import type { Environment } from '../../platform/environment';
import type { Statement } from '../shared/companion-description';
import { allow, arnOf } from '../shared/permissions';

const RDS = [
  'rds:AddTagsToResource',
  'rds:CreateDBInstance',
  'rds:DescribeDBInstances',
  'rds:DescribeDBParameterGroups',
  'rds:DescribeDBParameters',
  'rds:ListTagsForResource',
  'rds:ModifyDBInstance',
  'rds:RebootDBInstance',
  'rds:RemoveTagsFromResource',
];

/** The permissions of Crossplane for databases, limited to the names that they get. It cannot delete them. */
export function providerPermissions(environment: Environment): Statement[] {
  const { name, databaseSubnetGroup } = environment;
  const rds = (resource: string) => arnOf(environment, 'rds', resource);
  return [
    allow(RDS, [rds(`db:*-${name}`), rds(`pg:${name}-postgres*`), rds(`subgrp:${databaseSubnetGroup}`), rds('og:default:*')]),
    // RDS keeps the master password in a secret of its own, which the caller has to be allowed to have made.
    allow(['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], [arnOf(environment, 'secretsmanager', 'secret:rds!db-*')]),
    // It knows no single resource.
    allow(['rds:DescribeDBEngineVersions'], ['*']),
  ];
}

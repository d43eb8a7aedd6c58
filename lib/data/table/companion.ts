import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';
import { TABLE_METRICS } from './metrics';

export const TABLE: CompanionDescription = {
  construct: 'DynamoTable',
  summary: 'A table on Amazon DynamoDB',
  page: 'table.md',
  kind: DependencyKind.of('table'),
  connectOptions: [ConnectOption.ACCESS],
  connects: {
    variables: ['TABLE', 'REGION'],
    network: 'the AWS APIs, port 443',
    permissions: 'this table, its indexes and its stream, depending on `access`',
  },
  provisioners: ['Terraform'],
  replacing: { aws_dynamodb_table: ['hash_key', 'local_secondary_index', 'range_key', 'region'] },
  catalogType: 'table',
  metrics: TABLE_METRICS,
};

import { Access } from '../../service/connection';
import type { ConnectionGrant } from '../../service/connection';

const READ = ['BatchGetItem', 'ConditionCheckItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
const FIND = ['Query', 'Scan'];
const FOLLOW = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
const WRITE = ['BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'DescribeTable', 'PutItem', 'UpdateItem'];

/** What of a table there is besides the table itself. */
interface Parts {
  readonly indexNames: readonly string[];
  readonly hasStream: boolean;
}

/**
 * What each kind of access needs, on the table, on its indexes and on its stream.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
 */
export function grantsFor(access: Access, arn: string, { indexNames, hasStream }: Parts): ConnectionGrant[] {
  const read = [
    grant(READ, [arn]),
    grant(
      FIND,
      indexNames.map((name) => `${arn}/index/${name}`),
    ),
    grant(FOLLOW, hasStream ? [`${arn}/stream/*`] : []),
  ];
  const grants = [...(access === Access.WRITE ? [] : read), ...(access === Access.READ ? [] : [grant(WRITE, [arn])])];
  return grants.filter(({ resources }) => resources.length > 0);
}

function grant(actions: readonly string[], resources: string[]): ConnectionGrant {
  return { actions: actions.map((action) => `dynamodb:${action}`), resources };
}

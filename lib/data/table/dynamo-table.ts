import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { DynamodbTableGlobalSecondaryIndex } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Construct } from 'constructs';
import { snapshot } from '../../core/snapshot';
import type { ConnectOptions, Connection } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { Guarantee } from '../shared/companion';
import { problemsOf } from '../shared/companion-props';
import { SharedCompanion } from '../shared/shared-data';
import { grantsFor } from './access';
import { TABLE } from './companion';
import { TABLE_LIMITS, validateKeys } from './limits';
import type { DynamoTableProps, TableIndex, TableKey } from './props';

/** What every table has. */
const GUARANTEES: readonly Guarantee[] = [
  { argument: 'server_side_encryption.enabled', value: true, rule: "encryption at rest by the account's key" },
  { argument: 'point_in_time_recovery.enabled', value: true, rule: 'backups at any point in time' },
  { argument: 'deletion_protection_enabled', value: true, rule: 'deletion protection' },
  { argument: 'lifecycle.prevent_destroy', value: true, rule: 'items that no plan deletes' },
];

/**
 * A table on Amazon DynamoDB: encrypted, with point-in-time recovery, and protected from deletion. None of these
 * can be turned off. It is billed by request.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class DynamoTable extends SharedCompanion {
  /** The table's name in DynamoDB. */
  public readonly tableName: string;
  /** The table's ARN. */
  public readonly tableArn: string;
  /** The table in Terraform. */
  public readonly table: DynamodbTable;
  private readonly indexNames: readonly string[];
  private readonly hasStream: boolean;

  public constructor(scope: Construct, id: string, props: DynamoTableProps) {
    const given = snapshot(props);
    const problems = problemsOf(given, {
      of: 'DynamoTable',
      names: ['tableName', 'partitionKey', 'sortKey', 'indexes'],
      limits: TABLE_LIMITS,
      more: (validation) => validateKeys(validation, given),
    });
    const { kind, connectOptions } = TABLE;
    super(scope, id, {
      companionName: given.tableName,
      kind,
      connectOptions: [...connectOptions],
      nameProp: 'tableName',
      problems,
    });
    this.tableName = this.physicalName;
    this.tableArn = this.arnOf('dynamodb', `table/${this.tableName}`);
    this.indexNames = (given.indexes ?? []).map(({ indexName }) => indexName);
    this.hasStream = given.stream !== undefined;
    this.table = this.addTable(given);
  }

  /**
   * The variables are `<NAME>_TABLE` and `<NAME>_REGION`; the role can read, write, or both. Any service of the
   * environment can be connected.
   *
   * @param service the service that is connected
   * @param options the options; `access` says what the service can do
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    const { kind, companionName: name, indexNames, hasStream } = this;
    return {
      kind,
      name,
      variables: [
        { name: this.variableName(options, 'TABLE'), value: this.tableName },
        { name: this.variableName(options, 'REGION'), value: this.environment.awsRegion },
      ],
      grants: grantsFor(this.accessOf(service, options), this.tableArn, { indexNames, hasStream }),
    };
  }

  private addTable({ partitionKey, sortKey, indexes = [], ttlAttribute, stream }: DynamoTableProps): DynamodbTable {
    const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
    const table = new DynamodbTable(this, 'Table', {
      name: this.tableName,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey.name,
      rangeKey: sortKey?.name,
      attribute: attributesOf(keys),
      globalSecondaryIndex: indexes.length > 0 ? indexes.map(indexOf) : undefined,
      ttl: ttlAttribute === undefined ? undefined : { attributeName: ttlAttribute, enabled: true },
      streamEnabled: stream === undefined ? undefined : true,
      streamViewType: stream,
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      lifecycle: { preventDestroy: true },
    });
    this.keep(table, [...GUARANTEES, { argument: 'name', value: this.tableName, rule: 'the name that services are told' }]);
    return table;
  }
}

/** DynamoDB declares only the types of keys, each once. */
function attributesOf(keys: readonly (TableKey | undefined)[]): TableKey[] {
  const types = new Map(keys.flatMap((key) => (key ? [[key.name, key.type] as const] : [])));
  return [...types].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, type]) => ({ name, type }));
}

function indexOf({ indexName, partitionKey, sortKey }: TableIndex): DynamodbTableGlobalSecondaryIndex {
  return { name: indexName, hashKey: partitionKey.name, rangeKey: sortKey?.name, projectionType: 'ALL' };
}

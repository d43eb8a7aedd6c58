import { Access, DynamoTable, TableKeyType, TableStream } from '@golden-path/constructs';
import type { DynamoTableProps, MicroserviceInfra } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';

const id = { name: 'id', type: TableKeyType.STRING };
const at = { name: 'at', type: TableKeyType.NUMBER };
const customer = { name: 'customer', type: TableKeyType.STRING };
const CARTS: DynamoTableProps = { tableName: 'carts', partitionKey: id };
const FULL: Partial<DynamoTableProps> = {
  sortKey: at,
  indexes: [{ indexName: 'by-customer', partitionKey: customer, sortKey: at }],
  ttlAttribute: 'expires',
  stream: TableStream.NEW_IMAGE,
};
const ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/carts-staging';

const aTable = (service: MicroserviceInfra, props: Partial<DynamoTableProps> = {}) =>
  new DynamoTable(TerraformStack.of(service), 'Carts', { ...CARTS, ...props });

const refusal = (build: (service: MicroserviceInfra) => void) => thrownBy(() => synthService({}, { build }));

const granted = (json: Json): [string, string][] =>
  Object.values<Json>(json.resource.aws_iam_role_policy)
    .flatMap(({ policy }) => JSON.parse(policy).Statement)
    .flatMap(({ Action, Resource }) => [Resource].flat().map((arn: string) => [[Action].flat(), arn] as const))
    .flatMap(([actions, arn]) => actions.map((action: string): [string, string] => [action, arn]))
    .filter(([action]) => action.startsWith('dynamodb:'))
    .map(([action, arn]): [string, string] => [action.slice('dynamodb:'.length), arn.replace(ARN, 'table')]);

describe('a table', () => {
  test('has everything that is no choice', () => {
    const { resource } = synthService({}, { build: (service) => aTable(service) });
    expect(resource.aws_dynamodb_table).toEqual({
      carts: expect.objectContaining({
        name: 'carts-staging',
        billing_mode: 'PAY_PER_REQUEST',
        hash_key: 'id',
        attribute: [{ name: 'id', type: 'S' }],
        server_side_encryption: { enabled: true },
        point_in_time_recovery: { enabled: true },
        deletion_protection_enabled: true,
        lifecycle: { prevent_destroy: true },
      }),
    });
    expect(Object.keys(resource.aws_dynamodb_table.carts)).not.toEqual(expect.arrayContaining(['stream_enabled']));
  });

  test('has what its team says, and each attribute of its keys once', () => {
    const { carts } = synthService({}, { build: (service) => aTable(service, FULL) }).resource.aws_dynamodb_table;
    expect(carts).toMatchObject({
      range_key: 'at',
      attribute: [{ name: 'at', type: 'N' }, { name: 'customer', type: 'S' }, { name: 'id', type: 'S' }],
      global_secondary_index: [{ name: 'by-customer', hash_key: 'customer', range_key: 'at', projection_type: 'ALL' }],
      ttl: { attribute_name: 'expires', enabled: true },
      stream_enabled: true,
      stream_view_type: 'NEW_IMAGE',
    });
  });

  test('is another one in each environment, under one address', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      for (const environment of ['staging', 'production']) aService(app, {}, { platform, environment, build: (service) => aTable(service) });
    });
    expect(Object.values(stacks).map(({ resource }) => resource.aws_dynamodb_table.carts.name)).toEqual(['carts-production', 'carts-staging']);
  });
});

describe('a service that is connected', () => {
  test('is told the name and the region', () => {
    let service: MicroserviceInfra | undefined;
    synthService({}, { build: (made) => { service = made; made.connectTo(aTable(made)); } });
    expect(service!.environmentVariables).toEqual([{ name: 'CARTS_TABLE', value: 'carts-staging' }, { name: 'CARTS_REGION', value: 'eu-west-1' }]);
  });

  const read = ['BatchGetItem', 'ConditionCheckItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
  const write = ['BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'DescribeTable', 'PutItem', 'UpdateItem'];
  const found = ['Query', 'Scan'].map((action) => [action, 'table/index/by-customer']);
  const followed = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => [action, 'table/stream/*']);
  const onTable = (actions: string[]) => actions.map((action) => [action, 'table']);

  test.each([
    [Access.READ, {}, onTable(read)],
    [Access.WRITE, FULL, onTable(write)],
    [Access.READ, FULL, [...onTable(read), ...found, ...followed]],
    [Access.READ_WRITE, FULL, [...onTable(read), ...found, ...followed, ...onTable(write)]],
  ])('may do with access %s what it takes, on the table, its indexes and its stream', (access, props, expected) => {
    const pairs = granted(synthService({}, { build: (service) => service.connectTo(aTable(service, props), { access }) }));
    const unique = (list: readonly unknown[]) => [...new Set(list.map((each) => JSON.stringify(each)))].sort();
    expect(unique(pairs)).toEqual(unique(expected));
  });
});

describe('what is refused', () => {
  test('is listed at once', () => {
    const index = { indexName: 'by-at', partitionKey: { name: 'at', type: TableKeyType.STRING } };
    const props = {
      tableName: 'Carts', partitionKey: 'id', sortKey: { name: 'at', type: 'number' }, indexes: [index, index, 'by-id'], ttlAttribute: '', stream: 'all', keys: [],
    };
    const { code, problems } = refusal((service) => aTable(service, props as object));
    expect(code).toBe('InvalidProps');
    expect(problems.map(({ path }) => path)).toEqual([
      'tableName', 'keys', 'ttlAttribute', 'stream', 'partitionKey', 'sortKey.type', 'indexes[0].partitionKey.type', 'indexes[1].partitionKey.type',
      'indexes[1].indexName', 'indexes[2]',
    ]);
  });

  test.each<[string, Partial<DynamoTableProps>, string, string]>([
    ['no partition key', { partitionKey: undefined }, 'partitionKey', 'an object'],
    ['the partition key as a sort key', { sortKey: id }, 'sortKey.name', 'another attribute than the partition key'],
    ['indexes that are no list', { indexes: { indexName: 'x' } as never }, 'indexes', 'a list'],
    ['more indexes than DynamoDB has', {
      indexes: Array.from({ length: 21 }, (_, index) => ({ indexName: `index-${index}`, partitionKey: customer })),
    }, 'indexes', 'at most 20 indexes'],
  ])('is %s', (_, props, path, allowed) => {
    expect(refusal((service) => aTable(service, props)).problems).toEqual([expect.objectContaining({ path, allowed })]);
  });

  test.each<[string, (table: DynamoTable) => void, string]>([
    ['encryption', ({ table }) => table.resetServerSideEncryption(), 'server_side_encryption.enabled: nothing'],
    ['backups', ({ table }) => table.putPointInTimeRecovery({ enabled: false }), 'point_in_time_recovery.enabled: false'],
    ['protection', ({ table }) => { table.deletionProtectionEnabled = false; }, 'deletion_protection_enabled: false'],
    ['protection from a plan', ({ table }) => table.addOverride('lifecycle.prevent_destroy', false), 'lifecycle.prevent_destroy: false'],
    ['the name', ({ table }) => { table.name = 'other'; }, "name: 'other'"],
  ])('is the loss of %s', (_, lose, got) => {
    const { code, problems } = refusal((service) => lose(aTable(service)));
    expect(code).toBe('LostNonNegotiable');
    expect(problems).toContainEqual(expect.objectContaining({ path: 'checkout-staging/Carts/Table', got }));
  });
});

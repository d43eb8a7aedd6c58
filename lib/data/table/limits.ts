import { isPlainObject } from '../../core/json';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { TableKeyType, TableStream } from './props';
import type { DynamoTableProps, TableIndex, TableKey } from './props';

const name = (minLength: number, example: string) =>
  ({
    type: 'string',
    pattern: '^[A-Za-z0-9_.-]+$',
    minLength,
    maxLength: 255,
    example,
    description: `${minLength} to 255 letters, digits, dots, hyphens and underscores`,
  }) as const satisfies Limit;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const MOST_INDEXES = 20;

export const TABLE_LIMITS = {
  ttlAttribute: name(1, 'expiresAt'),
  stream: { type: 'string', enum: Object.values(TableStream) },
} as const satisfies Record<string, Limit>;

const KEY_LIMITS: Record<keyof TableKey, Limit> = { name: name(1, 'orderId'), type: { type: 'string', enum: Object.values(TableKeyType) } };
const INDEX_NAME = name(3, 'by-customer');

/** The keys of a table or an index. */
interface Keys {
  readonly partitionKey?: TableKey;
  readonly sortKey?: TableKey;
}

/** Checks the keys and indexes of a table: one attribute has one type, wherever it is a key. */
export function validateKeys(validation: Validation, { partitionKey, sortKey, indexes = [] }: DynamoTableProps): void {
  new KeyCheck(validation).table({ partitionKey, sortKey }, indexes);
}

class KeyCheck {
  private readonly types = new Map<string, string>();
  private readonly names = new Set<string>();

  public constructor(private readonly validation: Validation) {}

  public table(keys: Keys, indexes: TableIndex[]): void {
    this.keys('', keys);
    if (!Array.isArray(indexes)) {
      this.validation.list('indexes', indexes, INDEX_NAME);
      return;
    }
    const tooMany = indexes.length - MOST_INDEXES;
    if (tooMany > 0) this.add('indexes', `${indexes.length} indexes`, `at most ${MOST_INDEXES} indexes`, `remove ${tooMany}`);
    Array.from(indexes, (index, at) => this.index(`indexes[${at}]`, index));
  }

  private index(path: string, index: TableIndex): void {
    if (!this.isObject(path, index, 'indexName')) return;
    const limits = { indexName: INDEX_NAME };
    this.validation.fields(path, index, { limits, required: ['indexName'], others: ['partitionKey', 'sortKey'] });
    this.keys(`${path}.`, index);
    const { indexName } = index;
    if (this.names.has(indexName)) {
      this.add(`${path}.indexName`, `${show(indexName)} twice`, 'a name for each index', 'give one of them another name');
    }
    this.names.add(indexName);
  }

  private keys(path: string, { partitionKey, sortKey }: Keys): void {
    this.key(`${path}partitionKey`, partitionKey);
    if (sortKey === undefined || !this.key(`${path}sortKey`, sortKey)) return;
    if (sortKey.name !== partitionKey?.name) return;
    const allowed = 'another attribute than the partition key';
    this.add(`${path}sortKey.name`, show(sortKey.name), allowed, 'name another attribute, or leave sortKey out');
  }

  private key(path: string, given?: TableKey): boolean {
    if (!this.isObject(path, given, 'name')) return false;
    this.validation.fields(path, given!, { limits: KEY_LIMITS, required: ['name', 'type'] });
    const { name: attribute, type } = given!;
    const other = this.types.get(attribute) ?? type;
    this.types.set(attribute, other);
    if (other === type) return true;
    const allowed = `${show(other)}: the attribute ${show(attribute)} has that type in another key`;
    this.add(`${path}.type`, show(type), allowed, 'give both the same type');
    return false;
  }

  private isObject(path: string, given: unknown, first: string): boolean {
    if (isPlainObject(given)) return true;
    this.add(path, show(given), 'an object', `write { ${first}: ... }`);
    return false;
  }

  private add(path: string, got: string, allowed: string, fix: string): void {
    this.validation.add({ path, got, allowed, fix });
  }
}

/** The type of a key's values. */
export enum TableKeyType {
  /** Texts. */
  STRING = 'S',
  /** Numbers. */
  NUMBER = 'N',
  /** Bytes. */
  BINARY = 'B',
}

/** What a stream contains for a changed item. */
export enum TableStream {
  /** Only its key. */
  KEYS_ONLY = 'KEYS_ONLY',
  /** The item after the change. */
  NEW_IMAGE = 'NEW_IMAGE',
  /** The item before the change. */
  OLD_IMAGE = 'OLD_IMAGE',
  /** The item before and after the change. */
  NEW_AND_OLD_IMAGES = 'NEW_AND_OLD_IMAGES',
}

/** An attribute by which items are found. */
export interface TableKey {
  /** The attribute's name: letters, digits, dots, hyphens and underscores, at most 255. */
  readonly name: string;
  /** The type of its values. */
  readonly type: TableKeyType;
}

/** A second way to find the items of a table, by other attributes: a global secondary index, with all attributes of an item. */
export interface TableIndex {
  /** Its name: 3 to 255 letters, digits, dots, hyphens and underscores. */
  readonly indexName: string;
  /** The attribute that items are found by. */
  readonly partitionKey: TableKey;
  /**
   * The attribute that items of one partition are sorted by.
   *
   * @default - none
   */
  readonly sortKey?: TableKey;
}

/** The props of a DynamoTable. */
export interface DynamoTableProps {
  /**
   * The table's name: 3 to 40 lowercase letters, digits and single hyphens, without the environment's. In DynamoDB it is
   * `<tableName>-<environment>`.
   */
  readonly tableName: string;
  /** The attribute that items are found by. It cannot be changed later. */
  readonly partitionKey: TableKey;
  /**
   * The attribute that items of one partition are sorted by. It cannot be changed later.
   *
   * @default - none
   */
  readonly sortKey?: TableKey;
  /**
   * Other ways to find items, at most 20.
   *
   * @default - none
   */
  readonly indexes?: TableIndex[];
  /**
   * The attribute that says when an item expires, in seconds since 1970.
   *
   * @default - items never expire
   */
  readonly ttlAttribute?: string;
  /**
   * What the stream contains for each change.
   *
   * @default - there is no stream
   */
  readonly stream?: TableStream;
}

import { isPlainObject } from '../../core/json';

/** Where a cache is kept: named files of lines. */
export interface Store {
  /** The lines of a file; none if there is no such file. */
  read(name: string): Promise<readonly string[]>;
  /** Adds a line. A kill may tear the last one. */
  append(name: string, line: string): Promise<void>;
  /** Replaces the whole file, all or nothing. */
  replace(name: string, lines: readonly string[]): Promise<void>;
}

/** A response that was read before: only what reports need of it. */
export interface Entry {
  readonly status: number;
  readonly body: unknown;
  /** What the service calls this version of the response. */
  readonly etag?: string;
  /** The address of the next page. */
  readonly next?: string;
  /** When it was last known to be so, in milliseconds. */
  readonly at: number;
  /** Whether it can never change. */
  readonly isFinal: boolean;
}

/** Older versions of an entry that a file may have for each one in use, before it is written anew. */
const WASTE = 2;

/** The part of a cache about one repository, or one other source. In memory while it is in use. */
export class Partition {
  /** Reads a partition. Lines that a kill tore count as absent. */
  public static async open(store: Store, name: string): Promise<Partition> {
    const lines = await store.read(name);
    const entries = new Map<string, Entry>();
    for (const each of lines) {
      const read = parse(each);
      if (!read) continue;
      // A line without a body says that the entry was looked at again.
      const before = entries.get(read.key);
      if (read.entry) entries.set(read.key, read.entry);
      else if (before) entries.set(read.key, { ...before, at: read.at });
    }
    const partition = new Partition(store, name, entries);
    if (lines.length > WASTE * entries.size + 1) await store.replace(name, [...entries].map(([key, entry]) => line(key, entry)));
    return partition;
  }

  private constructor(
    private readonly store: Store,
    private readonly name: string,
    private readonly entries: Map<string, Entry>,
  ) {}

  public get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  public async put(key: string, entry: Entry): Promise<void> {
    this.entries.set(key, entry);
    await this.store.append(this.name, line(key, entry));
  }

  /** Notes that an entry is still so. */
  public async confirm(key: string, at: number): Promise<void> {
    this.entries.set(key, { ...this.entries.get(key)!, at });
    await this.store.append(this.name, JSON.stringify({ key, at }));
  }
}

function line(key: string, entry: Entry): string {
  return JSON.stringify({ key, ...entry });
}

function parse(text: string): { readonly key: string; readonly at: number; readonly entry?: Entry } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!isPlainObject(read) || typeof read.key !== 'string' || typeof read.at !== 'number') return undefined;
    const { key, at, status, body, etag, next, isFinal } = read;
    if (status === undefined) return { key, at };
    return { key, at, entry: { status, body, etag, next, at, isFinal } as Entry };
  } catch {
    return undefined;
  }
}

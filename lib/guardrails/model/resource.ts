import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { blocksOf } from './blocks';
import type { StackModel } from './stack-model';
import { isReadable, isUnreadable, Unreadable } from './unreadable';

/** Which section a block is in. */
export type Mode = 'managed' | 'data' | 'ephemeral';

/** More copies than this are read as one of which nothing is known that tells them apart. */
const MOST_COPIES = 64;

/** A resource or data source of a stack. */
export class Resource {
  private made?: readonly Json[];

  /** @param raw the block as it is in the JSON */
  public constructor(
    public readonly stack: StackModel,
    public readonly mode: Mode,
    public readonly type: string,
    public readonly name: string,
    public readonly raw: Json,
  ) {}

  /** The address inside its stack, as in `aws_iam_role.worker` or `data.aws_region.current`. */
  public get address(): string {
    const address = `${this.type}.${this.name}`;
    return this.mode === 'managed' ? address : `${this.mode}.${address}`;
  }

  /** By what guardrails find it: the type, with the section in front unless it is `resource`. */
  public get key(): string {
    return this.mode === 'managed' ? this.type : `${this.mode}.${this.type}`;
  }

  /** The construct's path, which CDKTF keeps in the block, or the address if the block came in by an override. */
  public get path(): string {
    const { metadata } = (this.raw['//'] ?? {}) as { metadata?: { path?: string } };
    return metadata?.path ?? `${this.stack.name}: ${this.address}`;
  }

  /** What it is, for each copy that `count` or `for_each` makes. */
  public get copies(): readonly Json[] {
    this.made ??= this.read();
    return this.made;
  }

  /** What it is; of several copies the first. */
  public get body(): Json {
    return this.copies[0] ?? {};
  }

  private read(): Json[] {
    const { count, for_each: each } = this.raw;
    const raw = { ...this.raw, '//': undefined };
    if (count === undefined && each === undefined) return [asBody(expanded(raw, this.stack, {}))];
    const copied = { ...(count !== undefined && { count }), ...(each !== undefined && { for_each: each }) };
    const bindings = each === undefined || each === null ? counted(this.stack.read(count)) : eachOf(this.stack.read(each));
    return bindings.map((bound) => ({ ...asBody(expanded(raw, this.stack, bound)), ...copied }));
  }
}

function asBody(read: unknown): Json {
  return isPlainObject(read) ? read : {};
}

function counted(count: unknown): Json[] {
  if (count === undefined || count === null) return [{}];
  if (typeof count !== 'number' || count > MOST_COPIES) return [{ count: { index: new Unreadable('${count.index}') } }];
  return Array.from({ length: count }, (_, index) => ({ count: { index } }));
}

function eachOf(each: unknown): Json[] {
  return (entriesOf(each) ?? [[new Unreadable('${each.key}'), new Unreadable('${each.value}')]]).map(([key, value]) => ({
    each: { key, value },
  }));
}

/** What a `for_each` goes through; nothing if that cannot be read. */
function entriesOf(each: unknown): [unknown, unknown][] | undefined {
  if (isUnreadable(each) || !isReadable(Array.isArray(each) ? each : Object.keys(each as object))) return undefined;
  const entries: [unknown, unknown][] = Array.isArray(each) ? each.map((value) => [value, value]) : Object.entries(each as object);
  return entries.length > MOST_COPIES ? undefined : entries;
}

/**
 * A block with its `dynamic` blocks written out; those that cannot be read stand as one that is unreadable. What has neither an
 * expression nor a dynamic block is the block itself: most of an output is.
 */
export function expanded(value: unknown, stack: StackModel, bound: Json = {}): unknown {
  if (typeof value === 'string') return value.includes('{') ? stack.read(value, bound) : value;
  if (Array.isArray(value)) return changedList(value, stack, bound);
  return isPlainObject(value) ? expandedBlock(value, stack, bound) : value;
}

function changedList(values: readonly unknown[], stack: StackModel, bound: Json): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const read = expanded(values[index], stack, bound);
    if (!changed && read !== values[index]) changed = values.slice();
    if (changed) changed[index] = read;
  }
  return changed ?? values;
}

function expandedBlock(block: Json, stack: StackModel, bound: Json): unknown {
  let changed: Json | undefined = block.dynamic === undefined ? undefined : {};
  for (const key in block) {
    if (key === 'dynamic') continue;
    const name = key.includes('{') ? stack.read(key, bound) : key;
    // A key that is not known could be any of those that are asked for.
    if (typeof name !== 'string') return new Unreadable(`a map with the key ${key}`);
    const value = expanded(block[key], stack, bound);
    if (value !== block[key] || name !== key) changed ??= startOf(block, key);
    if (changed) changed[name] = value;
  }
  if (block.dynamic === undefined) return changed ?? block;
  const body = changed!;
  for (const generators of blocksOf(block.dynamic)) {
    if (isUnreadable(generators)) return generators;
    for (const [name, specs] of Object.entries(generators)) {
      const blocks = blocksOf(specs).flatMap((spec) => generated(spec as Json, name, stack, bound));
      body[name] = [...list(body[name]), ...blocks];
    }
  }
  return body;
}

/** The entries of a block before one of them. */
function startOf(block: Json, end: string): Json {
  const start: Json = {};
  for (const key in block) {
    if (key === end) break;
    start[key] = block[key];
  }
  return start;
}

function generated(spec: Json, name: string, stack: StackModel, bound: Json): unknown[] {
  const iterator = typeof spec.iterator === 'string' ? spec.iterator : name;
  const entries = entriesOf(stack.read(spec.for_each, bound) ?? new Unreadable('${each.value}'));
  if (!entries) return [new Unreadable(`dynamic block ${name}`)];
  return entries.flatMap(([key, item]) =>
    list(spec.content)
      .flat(Infinity)
      .map((content) => expanded(content, stack, { ...bound, [iterator]: { key, value: item } })),
  );
}

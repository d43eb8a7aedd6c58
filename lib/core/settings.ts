import { isPlainObject } from './json';
import type { Limit } from './rules';
import type { Validation } from './validation';

/** What a setting may be. */
export type Form = (
  | { readonly kind: 'value' | 'list'; readonly limit: Limit }
  | { readonly kind: 'map'; readonly keys: Limit; readonly limit: Limit }
  /** An object with methods, which is taken as it is. */
  | { readonly kind: 'object' }
  /** An object, or a list of them, that a table of its own checks. */
  | { readonly kind: 'props' | 'propsList'; readonly table: NestedTable }
) & {
  /** What else holds of the value, or of each item of a list. */
  readonly check?: (validation: Validation, path: string, value: unknown) => void;
};

/** A table for the props inside others. */
interface NestedTable {
  validate(validation: Validation, path: string, props: object): boolean;
}

/** What documentation says about a setting. */
interface Described {
  readonly form: Form;
  /** What it is, in the words of a table. */
  readonly text: string;
}

/** A setting that has to be given. */
export interface RequiredSetting extends Described {
  readonly required: true;
}

/** A setting that may be left out. */
export interface OptionalSetting<Props, Value> extends Described {
  /** What it is then: a value, or what follows from the others. */
  readonly default: Value | ((props: Props) => Value);
  /** The default in words, unless it is a value that can be written down. */
  readonly defaultText?: string;
}

/** One entry for each prop of an interface: a prop without its entry, and the reverse, is an error of the compiler. */
export type Settings<Props> = {
  readonly [Key in keyof Required<Props>]: undefined extends Props[Key] ? OptionalSetting<Props, Props[Key]> : RequiredSetting;
};

type DefaultOf<Each> = Each extends { readonly default: (...given: never[]) => infer Value }
  ? Value
  : Each extends { readonly default: infer Value }
    ? Value
    : never;

/** Props with their defaults: undefined is left only where a default is. */
export type Resolved<Props, Table> = {
  readonly [Key in keyof Required<Props>]: Key extends keyof Table
    ? Exclude<Props[Key], undefined> | Extract<DefaultOf<Table[Key]>, undefined>
    : never;
};

type Entry = Described & Partial<RequiredSetting> & { readonly default?: unknown; readonly defaultText?: string };

/** The settings of an interface: one table that checks props, fills in their defaults and documents them. */
export class SettingsTable<Props extends object, Table extends Settings<Props>> {
  /** The limits of the settings that are single values. */
  public readonly limits: Readonly<Record<string, Limit>>;
  private readonly entries: readonly (readonly [string, Entry])[];

  public constructor(private readonly table: Table) {
    this.entries = Object.entries<Entry>(table as unknown as Record<string, Entry>);
    this.limits = Object.fromEntries(this.entries.flatMap(([key, { form }]) => (form.kind === 'value' ? [[key, form.limit]] : [])));
  }

  /** Checks each prop by itself, and that there are no others. Tells whether it is an object. */
  public validate(validation: Validation, path: string, props: Props): boolean {
    const required = this.entries.filter(([, entry]) => entry.required).map(([key]) => key);
    const others = this.entries.filter(([, { form }]) => form.kind !== 'value').map(([key]) => key);
    if (!validation.fields(path, props, { limits: this.limits, required, others })) return false;
    for (const [key, { form }] of this.entries) {
      validateForm(validation, path === '' ? key : `${path}.${key}`, props[key as keyof Props], form);
    }
    return true;
  }

  /** One setting as it is given, else its default. */
  public resolve<Key extends keyof Props & keyof Table>(props: Props, key: Key): Resolved<Props, Table>[Key] {
    const { form, default: otherwise } = this.table[key] as unknown as Entry;
    const value: unknown =
      props[key] ?? (typeof otherwise === 'function' ? (otherwise as (given: Props) => unknown)(props) : otherwise);
    return (form.kind === 'object' ? value : copyOf(value)) as Resolved<Props, Table>[Key];
  }

  /** Every setting as it is given, else its default. The props have been checked. */
  public resolveAll(props: Props): Resolved<Props, Table> {
    const keys = Object.keys(this.table) as (keyof Props & keyof Table)[];
    return Object.fromEntries(keys.map((key) => [key, this.resolve(props, key)])) as Resolved<Props, Table>;
  }

  /** The setting as documentation shows it: its default and its text. */
  public documented(key: string): { readonly default: string; readonly text: string } | undefined {
    const entry = this.entries.find(([name]) => name === key)?.[1];
    if (!entry) return undefined;
    const value = typeof entry.default === 'number' ? String(entry.default) : `\`${written(entry.default)}\``;
    return { default: entry.required ? 'required' : (entry.defaultText ?? value), text: entry.text };
  }
}

function validateForm(validation: Validation, path: string, value: unknown, form: Form): void {
  const holds = value === undefined || hasForm(validation, path, value, form);
  if (!holds || value === undefined || !form.check) return;
  const isListOf = form.kind === 'list' || form.kind === 'propsList';
  if (isListOf) (value as unknown[]).forEach((item, index) => form.check!(validation, `${path}[${index}]`, item));
  else form.check(validation, path, value);
}

/** Whether the value is what its form says; what is a single value was checked with all others. */
function hasForm(validation: Validation, path: string, value: unknown, form: Form): boolean {
  if (form.kind === 'map') return validation.map(path, value, form.keys, form.limit);
  if (form.kind === 'list') return validation.list(path, value, form.limit);
  if (form.kind === 'props') return form.table.validate(validation, path, value as object);
  if (form.kind === 'propsList') {
    return validation.items(path, value, (at, item) => form.table.validate(validation, at, item as object));
  }
  return true;
}

/** Nobody changes a default by changing what was resolved. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice();
  return isPlainObject(value) ? { ...value } : value;
}

/** A value as code has it; a text stands for itself. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  if (!isPlainObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, each]) => `${/^[A-Za-z]\w*$/.test(key) ? key : `'${key}'`}: ${quoted(each)}`);
  return `{ ${entries.join(', ')} }`;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : written(value);
}

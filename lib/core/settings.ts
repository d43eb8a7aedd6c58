import { isPlainObject } from './json';
import type { Limit } from './limits';
import { show } from './problems';
import type { Validation } from './validation';

/** What a setting may be. */
export type Form = (
  | { readonly kind: 'value' | 'list'; readonly limit: Limit }
  | { readonly kind: 'map'; readonly keys: Limit; readonly limit: Limit }
  /** An object with methods, which is taken as it is; who reads it says if it is missing. */
  | { readonly kind: 'object' }
  /** An object that a table of its own checks. */
  | { readonly kind: 'props'; readonly table: NestedTable }
  | ListOfProps
) & {
  /** What else holds of the value, or of each item of a list. */
  readonly check?: (validation: Validation, path: string, value: unknown) => void;
};

/** A list of objects that a table of their own checks; at least one if the setting is required. */
export interface ListOfProps {
  readonly kind: 'propsList';
  readonly table: NestedTable;
  /** An object as code has it, for a fix. */
  readonly example?: string;
  /** A field that has another value in each object. */
  readonly unique?: string;
}

/** The form of a setting that is one value. */
export function value(limit: Limit): Form {
  return { kind: 'value', limit };
}

/** A table for the props inside others. */
export interface NestedTable {
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
    for (const [key, entry] of this.entries) {
      validateForm(validation, path === '' ? key : `${path}.${key}`, props[key as keyof Props], entry);
    }
    return true;
  }

  /** One setting as it is given, else its default. */
  public resolve<Key extends keyof Props & keyof Table>(props: Props, key: Key): Resolved<Props, Table>[Key] {
    const { form, default: otherwise } = this.table[key] as unknown as Entry;
    const given: unknown =
      props[key] ?? (typeof otherwise === 'function' ? (otherwise as (from: Props) => unknown)(props) : otherwise);
    return (form.kind === 'object' ? given : copyOf(given)) as Resolved<Props, Table>[Key];
  }

  /** Every setting as it is given, else its default. The props have been checked. */
  public resolveAll(props: Props): Resolved<Props, Table> {
    const keys = Object.keys(this.table) as (keyof Props & keyof Table)[];
    return Object.fromEntries(keys.map((key) => [key, this.resolve(props, key)])) as Resolved<Props, Table>;
  }

  /** Every setting with its form, for a schema. */
  public documentedForms(): { readonly key: string; readonly form: Form; readonly text: string; readonly required: boolean }[] {
    return this.entries.map(([key, { form, text, required = false }]) => ({ key, form, text, required }));
  }

  /** The setting as documentation shows it: its default and its text. */
  public documented(key: string): { readonly default: string; readonly text: string } | undefined {
    const entry = this.entries.find(([name]) => name === key)?.[1];
    if (!entry) return undefined;
    const literal = typeof entry.default === 'number' ? String(entry.default) : `\`${written(entry.default)}\``;
    return { default: entry.required ? 'required' : (entry.defaultText ?? literal), text: entry.text };
  }
}

/** What a setting has to be that is more than one value. */
const ALLOWED = {
  list: 'a list',
  map: 'a map of strings',
  props: 'an object',
  propsList: 'a list of one or more',
} as const;

function validateForm(validation: Validation, path: string, given: unknown, { form, required }: Entry): void {
  if (given === undefined) {
    const allowed = form.kind === 'value' || form.kind === 'object' ? undefined : ALLOWED[form.kind];
    if (required && allowed) validation.add({ path, got: 'nothing', allowed, fix: `give ${path}` });
    return;
  }
  if (!hasForm(validation, path, given, form, required === true) || !form.check) return;
  const isListOf = form.kind === 'list' || form.kind === 'propsList';
  if (isListOf) (given as unknown[]).forEach((item, index) => form.check!(validation, `${path}[${index}]`, item));
  else form.check(validation, path, given);
}

/** Whether the value is what its form says; what is a single value was checked with all others. */
function hasForm(validation: Validation, path: string, given: unknown, form: Form, required: boolean): boolean {
  if (form.kind === 'map') return validation.map(path, given, form.keys, form.limit);
  if (form.kind === 'list') return validation.list(path, given, form.limit);
  if (form.kind === 'props') return form.table.validate(validation, path, given as object);
  return form.kind === 'propsList' ? isListOfProps(validation, path, given, form, required) : true;
}

function isListOfProps(validation: Validation, path: string, given: unknown, form: ListOfProps, required: boolean): boolean {
  const { example, table, unique } = form;
  const isMissing = required && Array.isArray(given) && given.length === 0;
  if (isMissing || (example !== undefined && !Array.isArray(given))) {
    const allowed = required ? ALLOWED.propsList : ALLOWED.list;
    validation.add({ path, got: show(given), allowed, fix: `write [${example ?? '...'}]` });
    return false;
  }
  const before: unknown[] = [];
  return validation.items(path, given, (at, item) => {
    if (example !== undefined && (typeof item !== 'object' || item === null)) {
      validation.add({ path: at, got: show(item), allowed: 'an object', fix: `write ${example}` });
      return false;
    }
    const isSound = table.validate(validation, at, item as object);
    if (unique !== undefined) validateUnique(validation, { list: path, at, field: unique }, item, before);
    return isSound;
  });
}

/** Checks that a field of an object has none of the values that came before it. */
function validateUnique(
  validation: Validation,
  { list, at, field }: { readonly list: string; readonly at: string; readonly field: string },
  item: unknown,
  before: unknown[],
): void {
  const own = (item as Record<string, unknown> | null | undefined)?.[field];
  if (typeof own === 'string' && before.includes(own)) {
    const allowed = `a ${field} that none of the other ${list.replace(/^.*\./, '')} has`;
    validation.add({ path: `${at}.${field}`, got: show(own), allowed, fix: 'rename one of the two' });
  }
  before.push(own);
}

/** Nobody changes a default by changing what was resolved. */
function copyOf(given: unknown): unknown {
  if (Array.isArray(given)) return given.slice();
  return isPlainObject(given) ? { ...given } : given;
}

/** A value as code has it; a text stands for itself. */
function written(given: unknown): string {
  if (typeof given === 'string') return given;
  if (Array.isArray(given)) return `[${given.map(quoted).join(', ')}]`;
  if (!isPlainObject(given)) return String(given);
  const entries = Object.entries(given).map(([key, each]) => `${/^[A-Za-z]\w*$/.test(key) ? key : `'${key}'`}: ${quoted(each)}`);
  return `{ ${entries.join(', ')} }`;
}

function quoted(given: unknown): string {
  return typeof given === 'string' ? `'${given}'` : written(given);
}

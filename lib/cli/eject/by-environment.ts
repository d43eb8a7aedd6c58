import { argumentsOf } from '../document/value';
import type { Field, Value } from '../document/value';
import { array, call, inline, object, quoted } from './code';
import type { Code } from './code';

/** Values by the environments of a service; undefined where there is none. */
export type Variants = readonly { readonly environment: string; readonly value: Value | undefined }[];

/** Makes code of values, and remembers which names it needs of the library. */
export class Coder {
  public readonly classes = new Set<string>();
  public readonly types = new Set<string>();

  /** One expression for all environments, which asks for the environment only where they differ. */
  public of(variants: Variants): Code {
    const codes = variants.map(({ environment, value }) => ({ environment, code: value === undefined ? 'undefined' : this.code(value) }));
    if (codes.every(({ code }) => inline(code) === inline(codes[0].code))) return codes[0].code;
    return this.together(variants) ?? choice(codes);
  }

  /** An object whose fields differ, if every environment has it with fields that can be left out, or with the same ones. */
  private together(variants: Variants): Code | undefined {
    const values = variants.map(({ value }) => value);
    const all = values.filter((value) => value?.kind === 'props' || value?.kind === 'map');
    if (all.length < values.length || all.some(({ kind }) => kind !== all[0].kind)) return undefined;
    const names = namesOf(all.map(({ fields }) => fields));
    if (all[0].kind === 'map' && all.some(({ fields }) => fields.length !== names.length)) return undefined;
    return object(names.map((name) => [name, this.of(fieldIn(variants, name))]));
  }

  private code(value: Value): Code {
    switch (value.kind) {
      case 'literal':
        return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
      case 'list':
        return array(value.items.map((item) => this.code(item)));
      case 'member':
        this.classes.add(value.of);
        return `${value.of}.${value.name}`;
      case 'reference':
        this.types.add('IPullSecret');
        return `${inline(call('stack.node.findChild', [quoted(value.name)]))} as IPullSecret`;
      case 'call': {
        this.classes.add(value.method.of!);
        return call(`${value.method.of}.${value.method.name}`, this.arguments(argumentsOf(value)));
      }
      case 'companions':
        throw new TypeError('companions are statements');
      default:
        return object(value.fields.map(({ name, value: each }) => [name, this.code(each)]));
    }
  }

  private arguments(values: readonly (Value | undefined)[]): Code[] {
    return values.map((value) => (value === undefined ? 'undefined' : this.code(value)));
  }
}

/** The values of a field in each environment. */
export function fieldIn(variants: Variants, name: string): Variants {
  return variants.map(({ environment, value }) => {
    const fields = value !== undefined && 'fields' in value ? value.fields : [];
    return { environment, value: fields.find((field) => field.name === name)?.value };
  });
}

/** The names of all fields, in an order that is the order of each list. */
export function namesOf(all: readonly (readonly Pick<Field, 'name'>[])[]): string[] {
  const names: string[] = [];
  for (const fields of all) {
    fields.forEach(({ name }, index) => {
      if (names.includes(name)) return;
      const next = fields.slice(index).find((field) => names.includes(field.name));
      names.splice(next ? names.indexOf(next.name) : names.length, 0, name);
    });
  }
  return names;
}

/** Whether the environment is one of these, as code. */
export function condition(environments: readonly string[]): string {
  if (environments.length === 1) return `environment === ${quoted(environments[0])}`;
  return `[${environments.map(quoted).join(', ')}].includes(environment)`;
}

/** A choice of codes. What most environments have comes last, without a condition. */
function choice(codes: readonly { readonly environment: string; readonly code: Code }[]): Code {
  const groups = groupsOf(codes, ({ code }) => inline(code));
  const most = groups.reduce((best, group) => (group.length > best.length ? group : best));
  const others = groups.filter((group) => group !== most);
  const when = others.map((group) => ({ condition: condition(group.map(({ environment }) => environment)), code: group[0].code }));
  return { when, otherwise: most[0].code };
}

/** Items that have the same key together, in the order of the first of them. */
export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

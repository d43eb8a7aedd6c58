import type { DocumentForms } from '../document/document-form';
import type { ChoiceForm, CompanionForm, CompanionsForm, Form, PropForm, PropsForm } from '../document/form';
import { KIND } from '../document/read-value';

/** @see https://json-schema.org/draft/2020-12/schema */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The interface whose props stand at the top of a document. */
const SERVICE = 'MicroserviceInfraProps';

/** The limits of an interface's props, by the name of the interface. */
export type Limits = (type: string, prop: string) => JsonSchema;

/** Forms as a JSON Schema. What is used in several places stands once, among its definitions. */
export class SchemaWriter {
  private readonly definitions = new Map<string, JsonSchema>();

  /** @param limits what else is known of a prop, such as its least value */
  public constructor(private readonly limits: Limits) {}

  /** The schema of a whole document. */
  public document({ document, override }: DocumentForms, about: JsonSchema): JsonSchema {
    const { properties, ...schema } = this.props(document) as { properties: Record<string, JsonSchema> };
    const change = { anyOf: [this.props(override, true), { const: false }] };
    const { description } = properties.environments;
    const environments = { type: 'object', additionalProperties: change, description };
    const definitions = [...this.definitions].sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...about, ...schema, properties: { ...properties, environments }, $defs: Object.fromEntries(definitions) };
  }

  /** @param change whether it is what an environment changes: nothing is required then, and null removes a value that can be left out */
  private of(form: Form, change = false): JsonSchema {
    switch (form.kind) {
      case 'any':
        return {};
      case 'reference':
      case 'text':
        return { type: 'string' };
      case 'list':
        return { type: 'array', items: this.of(form.of) };
      case 'map':
        return { type: 'object', additionalProperties: orNull(this.of(form.of, change), change) };
      case 'choice':
        return this.defined(form.type, () => this.choice(form));
      case 'companions':
        return { type: 'object', additionalProperties: orNull(this.companions(form, change), change) };
      case 'props':
        if (form.method) return this.call(form);
        if (form.type === undefined) return this.props(form, change);
        return this.defined(`${form.type}${change ? 'Change' : ''}`, () => this.props(form, change), form);
      default:
        return { type: form.kind };
    }
  }

  /** A reference to a definition, which is made when it is first asked for. Forms of one name without some props are others. */
  private defined(name: string, make: () => JsonSchema, form?: PropsForm): JsonSchema {
    const key = form && this.definitions.has(name) && !this.isSame(name, form) ? `${name}${Object.keys(form.props).length}` : name;
    if (!this.definitions.has(key)) {
      this.definitions.set(key, {});
      this.definitions.set(key, make());
    }
    return { $ref: `#/$defs/${key}` };
  }

  private isSame(name: string, form: PropsForm): boolean {
    const { properties = {} } = this.definitions.get(name) as { properties?: object };
    return Object.keys(properties).join() === Object.keys(form.props).join();
  }

  private props({ props, summary, type }: PropsForm, change = false): JsonSchema {
    const required = Object.entries(props).flatMap(([name, prop]) => (prop.required && !change ? [name] : []));
    const entries = Object.entries(props);
    const properties = entries.map(([name, prop]) => [name, this.prop(prop, type ?? SERVICE, prop.prop ?? name, change)] as const);
    return {
      ...(summary && { description: summary }),
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  private prop({ default: otherwise, form, required, summary }: PropForm, type: string, prop: string, change: boolean): JsonSchema {
    const { description: allowed, ...limits } = this.limits(type, prop);
    const ends = [summary, allowed && `Allowed: ${String(allowed)}.`, otherwise && `Default: ${otherwise.replace(/^- /, '')}.`];
    const schema = this.of(form, change);
    const description = ends.filter((end) => end).join(' ');
    return { ...orNull({ ...schema, ...('$ref' in schema ? {} : limits) }, change && !required), description };
  }

  private call(form: PropsForm): JsonSchema {
    const [first, ...others] = Object.values(form.props);
    const alone = first && form.method!.parameters.length > 0 && others.every(({ required }) => !required);
    const whole = this.props(form);
    return alone ? { description: form.summary, anyOf: [this.of(first.form), whole] } : whole;
  }

  private choice({ members, methods, other }: ChoiceForm): JsonSchema {
    const words = Object.entries(members).map(([word, { summary }]) => ({ const: word, description: summary }));
    const calls = Object.entries(methods).flatMap(([name, form]) => {
      const bare = Object.values(form.props).every(({ required }) => !required);
      const call = { type: 'object', properties: { [name]: this.call(form) }, required: [name], additionalProperties: false };
      const description = form.summary;
      return [...(bare ? [{ const: name, description }] : []), { ...call, description }];
    });
    return { anyOf: [...words, ...calls, ...(other === undefined ? [] : [{ type: 'string' }])] };
  }

  /** The kind of a companion decides which other keys it may have; an environment need not say it again. */
  private companions({ of }: CompanionsForm, change: boolean): JsonSchema {
    const kinds = Object.entries(of).map(([kind, form]) => this.companion(kind, form, change));
    const one = { type: 'object', properties: { [KIND]: { enum: Object.keys(of), description: 'What it is' } } };
    return change ? { ...one, anyOf: kinds } : { ...one, required: [KIND], oneOf: kinds };
  }

  private companion(kind: string, { props, summary }: CompanionForm, change: boolean): JsonSchema {
    const { properties, required = [], ...rest } = this.props(props, change) as { properties: object; required?: string[] };
    const own = { ...rest, description: summary, properties: { [KIND]: { const: kind }, ...properties } };
    return change ? own : { ...own, required: [KIND, ...required] };
  }
}

function orNull(schema: JsonSchema, change: boolean): JsonSchema {
  return change ? { anyOf: [schema, { type: 'null' }] } : schema;
}

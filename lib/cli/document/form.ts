import type { Member, Method, Type, TypeReference, Types } from './assembly';

/** What a value of a document may be. */
export type Form = ChoiceForm | CompanionsForm | ListForm | MapForm | PropsForm | ScalarForm;

export interface ScalarForm {
  /** A reference is the name of something under `data`; any value is for whoever reads it. */
  readonly kind: 'any' | 'boolean' | 'number' | 'reference' | 'text';
}

export interface ListForm {
  readonly kind: 'list';
  readonly of: Form;
}

/** Values by names that the document chooses. */
export interface MapForm {
  readonly kind: 'map';
  readonly of: Form;
}

/** A key of an object. */
export interface PropForm {
  readonly form: Form;
  readonly required: boolean;
  /** What it is, for a reader. */
  readonly summary: string;
  readonly default?: string;
  /** The name in code, if the document has a shorter one. */
  readonly prop?: string;
}

/** An object with keys that are known. */
export interface PropsForm {
  readonly kind: 'props';
  /** The interface in code; absent for what is only in documents. */
  readonly type?: string;
  readonly summary?: string;
  readonly props: Readonly<Record<string, PropForm>>;
  /** Whether the keys are the arguments of a method, in order, with those of its options. */
  readonly method?: CallForm;
}

/** A method that a document calls by its arguments. */
export interface CallForm {
  /** The class of a static method; absent for a method of the service. */
  readonly of?: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** The keys of the last parameter, if that is an object of options. */
  readonly options?: readonly string[];
}

/** One of the values of a class or an enumeration, or what one of its static methods makes. */
export interface ChoiceForm {
  readonly kind: 'choice';
  readonly type: string;
  /** Static members by what a document calls them. */
  readonly members: Readonly<Record<string, { readonly name: string; readonly summary: string }>>;
  /** Static methods by name, with their arguments. */
  readonly methods: Readonly<Record<string, PropsForm>>;
  /** The method that takes any other text. */
  readonly other?: string;
}

/** What a service owns, by its name; each says its kind. */
export interface CompanionsForm {
  readonly kind: 'companions';
  readonly of: Readonly<Record<string, CompanionForm>>;
}

/** A kind of companion. */
export interface CompanionForm {
  /** The name of its class. */
  readonly construct: string;
  readonly summary: string;
  /** The prop that takes its name. */
  readonly nameProp: string;
  readonly props: PropsForm;
}

/** Options of a method whose keys stand beside the other arguments. */
const OPTIONS = 'options';

/** The types that a document names instead of making them. */
const REFERENCES = ['IPullSecret'];

/** Reads forms from the types of the library. */
export class Forms {
  private readonly made = new Map<string, Form>();

  public constructor(public readonly types: Types) {}

  /** The form of an interface, without the props that the command fills in, and with shorter names for some. */
  public props(name: string, without: readonly string[] = [], names: Readonly<Record<string, string>> = {}): PropsForm {
    const type = this.types.named(name);
    const properties = this.types.propertiesOf(type).filter((property) => !without.includes(property.name));
    return { kind: 'props', type: name, summary: type.docs?.summary, props: this.keyed(properties, names) };
  }

  /** The form of the arguments of a method of the service. */
  public call(className: string, name: string): PropsForm {
    return this.callOf(this.types.methodOf(this.types.named(className), name));
  }

  private of(reference: TypeReference): Form {
    const { collection, primitive } = reference;
    if (collection) return { kind: collection.kind === 'array' ? 'list' : 'map', of: this.of(collection.elementtype) };
    if (primitive !== undefined) return { kind: SCALARS[primitive] ?? 'any' };
    const name = reference.fqn!;
    const present = this.made.get(name);
    if (present) return present;
    const type = this.types.of(reference)!;
    const made = REFERENCES.includes(type.name) ? ({ kind: 'reference' } as const) : this.make(type);
    this.made.set(name, made);
    return made;
  }

  private make(type: Type): Form {
    if (type.kind === 'interface') return this.props(type.name);
    return type.kind === 'enum' ? enumForm(type) : this.choice(type);
  }

  private choice(type: Type): ChoiceForm {
    const isOwn = (reference?: TypeReference) => reference !== undefined && this.types.of(reference) === type;
    const members = (type.properties ?? []).filter((property) => property.static && isOwn(property.type));
    const methods = (type.methods ?? []).filter((method) => method.static && isOwn(method.returns?.type));
    const other = methods.find(({ name }) => name === 'of' && members.length > 0)?.name;
    const made = methods.filter(({ name }) => name !== other).map((method) => [method.name, this.callOf(method, type.name)]);
    return { kind: 'choice', type: type.name, members: membersOf(members), methods: Object.fromEntries(made), other };
  }

  private callOf({ name, docs, parameters = [] }: Method, of?: string): PropsForm {
    const last = parameters.at(-1);
    const hasOptions = last?.name === OPTIONS && this.types.of(last.type)?.datatype === true;
    const plain = hasOptions ? parameters.slice(0, -1) : parameters;
    const options = hasOptions ? this.keyed(this.types.propertiesOf(this.types.of(last.type)!)) : {};
    return {
      kind: 'props',
      summary: docs?.summary,
      props: { ...this.keyed(plain), ...options },
      method: { of, name, parameters: plain.map((each) => each.name), options: hasOptions ? Object.keys(options) : undefined },
    };
  }

  private keyed(members: readonly Member[], names: Readonly<Record<string, string>> = {}): Record<string, PropForm> {
    return Object.fromEntries(
      members.map(({ name, type, optional, docs }) => {
        const { summary = '', default: otherwise } = docs ?? {};
        const prop = names[name] === undefined ? undefined : name;
        return [names[name] ?? name, { form: this.of(type), required: !optional, summary, default: otherwise, prop }];
      }),
    );
  }
}

const SCALARS: Readonly<Record<string, ScalarForm['kind']>> = { string: 'text', number: 'number', boolean: 'boolean' };

function enumForm({ name, members = [] }: Type): ChoiceForm {
  return { kind: 'choice', type: name, members: membersOf(members), methods: {} };
}

/** `HTTP_ROUTE` is `http-route` in a document. */
function membersOf(members: readonly Pick<Member, 'docs' | 'name'>[]): ChoiceForm['members'] {
  return Object.fromEntries(
    members.map(({ name, docs }) => [name.toLowerCase().replaceAll('_', '-'), { name, summary: docs?.summary ?? '' }]),
  );
}

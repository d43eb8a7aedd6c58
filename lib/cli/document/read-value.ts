import { closest, listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { isAmbiguous, isDecimal } from './ambiguous';
import type { ChoiceForm, CompanionsForm, Form, PropsForm, ScalarForm } from './form';
import { inside, isNull, problemAt, valueAt } from './node';
import type { DocumentNode, Entry, Origin, ScalarNode } from './node';
import { fieldOf } from './value';
import type { CompanionsValue, CompanionValue, Field, PropsValue, Value } from './value';

/** The key that says the kind of a companion, and the one that says how the service is connected to it. */
export const KIND = 'kind';
export const CONNECT = 'connect';

type Mistake = Omit<Problem, 'path'>;

/** Reads nodes by their forms, and collects what is wrong with them. */
export class ValueReader {
  public readonly problems: Problem[] = [];

  /** The value of a node, or nothing if it has not this form; then there is a problem. */
  public read(form: Form, node: DocumentNode): Value | undefined {
    if (isNull(node)) return this.refuse(node, nothing(form.kind));
    if (form.kind === 'companions') return this.companions(form, node);
    if (form.kind === 'props') return form.method ? this.call(form, node.at, node) : this.props(form, node);
    if (form.kind === 'choice') return this.choice(form, node);
    if (form.kind === 'list') return this.list(form.of, node);
    if (form.kind === 'map') return this.map(form.of, node);
    return form.kind === 'any' ? this.any(node) : this.scalar(form.kind, node);
  }

  /** The fields of an object: no key that it does not know, and each that it needs. */
  public props(form: PropsForm, node: DocumentNode): PropsValue | undefined {
    if (node.kind !== 'map') return this.refuse(node, { got: gotOf(node), ...EXPECTED.props });
    const fields = node.entries.flatMap((entry) => this.field(form, entry));
    for (const [key, { required, summary }] of Object.entries(form.props)) {
      if (!required || node.entries.some((entry) => entry.key === key)) continue;
      const at = inside(node.at, key);
      this.problems.push(problemAt(at, { got: 'nothing', allowed: summary.replace(/\.$/, '') || 'a value', fix: `add ${key}:` }));
    }
    return { kind: 'props', at: node.at, fields };
  }

  private field(form: PropsForm, { key, at, value }: Entry): Field[] {
    const known = Object.hasOwn(form.props, key) ? form.props[key] : undefined;
    if (!known) {
      const keys = Object.keys(form.props);
      const meant = closest(key, keys) ?? keys.find((other) => form.props[other].prop === key);
      const fix = meant === undefined ? 'remove it' : `did you mean ${show(meant)}?`;
      this.problems.push(problemAt(at, { got: 'a key that does not exist', allowed: listed(keys), fix }));
      return [];
    }
    const read = this.read(known.form, value);
    return read ? [{ name: known.prop ?? key, at, value: read }] : [];
  }

  private list(of: Form, node: DocumentNode): Value | undefined {
    if (node.kind !== 'list') return this.refuse(node, { got: gotOf(node), ...EXPECTED.list });
    const items = node.items.flatMap((item) => this.read(of, item) ?? []);
    return { kind: 'list', at: node.at, items };
  }

  private map(of: Form, node: DocumentNode): Value | undefined {
    if (node.kind !== 'map') return this.refuse(node, { got: gotOf(node), ...EXPECTED.map });
    const fields = node.entries.flatMap(({ key, at, value }) => {
      const read = this.read(of, value);
      return read ? [{ name: key, at, value: read }] : [];
    });
    return { kind: 'map', at: node.at, fields };
  }

  private any(node: DocumentNode): Value | undefined {
    if (node.kind === 'map') return this.map({ kind: 'any' }, node);
    if (node.kind === 'list') return this.list({ kind: 'any' }, node);
    return this.scalar(typeof node.value === 'string' ? 'text' : (typeof node.value as 'boolean' | 'number'), node);
  }

  private scalar(kind: Exclude<ScalarForm['kind'], 'any'>, node: DocumentNode): Value | undefined {
    const mistake = node.kind === 'scalar' ? mistakeIn(kind, node) : { got: gotOf(node), ...EXPECTED[kind] };
    if (mistake) return this.refuse(node, mistake);
    const { at, value } = node as ScalarNode;
    return kind === 'reference' ? { kind, at, name: value as string } : { kind: 'literal', at, value: value! };
  }

  /** A text is a member, or a method that needs nothing; an object with one key is a method with its arguments. */
  private choice(form: ChoiceForm, node: DocumentNode): Value | undefined {
    if (node.kind === 'scalar' && typeof node.value === 'string') return this.word(form, node, node.value);
    const [entry, ...more] = node.kind === 'map' ? node.entries : [];
    if (!entry || more.length > 0) return this.refuse(node, { got: gotOf(node), allowed: allowedBy(form), fix: 'write one of them' });
    const method = Object.hasOwn(form.methods, entry.key) ? form.methods[entry.key] : undefined;
    if (!method) return this.refuse({ ...entry.value, at: entry.at }, unknownChoice(form, entry.key));
    return this.call(method, entry.at, entry.value);
  }

  private word(form: ChoiceForm, node: ScalarNode, word: string): Value | undefined {
    const { at } = node;
    if (Object.hasOwn(form.members, word)) return { kind: 'member', at, of: form.type, name: form.members[word].name };
    const method = Object.hasOwn(form.methods, word) ? form.methods[word] : undefined;
    if (method && Object.values(method.props).every(({ required }) => !required)) {
      return { kind: 'call', at, method: method.method!, fields: [] };
    }
    const mistake = mistakeIn('text', node) ?? (form.other === undefined ? unknownChoice(form, word) : undefined);
    if (mistake) return this.refuse(node, mistake);
    const call = { of: form.type, name: form.other!, parameters: ['name'] };
    return { kind: 'call', at, method: call, fields: [{ name: 'name', at, value: { kind: 'literal', at, value: word } }] };
  }

  /** The arguments of a method; the first one can stand alone if no other is required. */
  private call(form: PropsForm, at: Origin, node: DocumentNode): Value | undefined {
    const method = form.method!;
    const [first, ...others] = Object.entries(form.props);
    const standsAlone = node.kind !== 'map' && method.parameters.length > 0 && others.every(([, { required }]) => !required);
    if (!standsAlone) {
      const props = this.props(form, node);
      return props && { kind: 'call', at, method, fields: props.fields };
    }
    const value = this.read(first[1].form, node);
    return value && { kind: 'call', at, method, fields: [{ name: first[0], at: node.at, value }] };
  }

  private companions(form: CompanionsForm, node: DocumentNode): CompanionsValue | undefined {
    if (node.kind !== 'map') return this.refuse(node, { got: gotOf(node), ...EXPECTED.companions });
    return { kind: 'companions', at: node.at, companions: node.entries.flatMap((entry) => this.companion(form, entry) ?? []) };
  }

  private companion(form: CompanionsForm, { key, at, value }: Entry): CompanionValue | undefined {
    if (isNull(value)) return this.refuse(value, nothing(form.kind));
    if (value.kind !== 'map') return this.refuse(value, { got: gotOf(value), ...EXPECTED.companions });
    const kind = valueAt(value, KIND);
    const type = kind?.kind === 'scalar' && typeof kind.value === 'string' ? kind.value : '';
    if (!Object.hasOwn(form.of, type)) return this.refuse({ at: kind?.at ?? inside(at, KIND) }, unknownKind(form, kind));
    const { construct, nameProp, props: known } = form.of[type];
    const props = this.props(known, { ...value, entries: value.entries.filter((entry) => entry.key !== KIND) });
    if (!props) return undefined;
    const name: Field = { name: nameProp, at, value: { kind: 'literal', at, value: key } };
    const fields = [name, ...props.fields.filter((field) => field.name !== CONNECT)];
    const connect = (fieldOf(props, CONNECT) ?? { kind: 'props', at, fields: [] }) as PropsValue;
    return { at, name: key, type, construct, props: { ...props, fields }, connect };
  }

  private refuse(node: Pick<DocumentNode, 'at'>, mistake: Mistake): undefined {
    this.problems.push(problemAt(node.at, mistake));
    return undefined;
  }
}

/** What is allowed, and how to write it. */
const EXPECTED: Readonly<Record<Form['kind'], Omit<Mistake, 'got'>>> = {
  any: { allowed: 'a value', fix: 'write one, or remove the key' },
  boolean: { allowed: 'true or false', fix: 'write true or false' },
  choice: { allowed: 'a choice', fix: 'write one, or remove the key' },
  companions: { allowed: 'an object', fix: `write payments-db: { ${KIND}: database, ... }` },
  list: { allowed: 'a list', fix: 'put the value in square brackets' },
  map: { allowed: 'an object', fix: 'write a name, a colon and a value for each' },
  number: { allowed: 'a number', fix: 'write digits, without quotes' },
  props: { allowed: 'an object', fix: 'write its keys below, further to the right' },
  reference: { allowed: 'the name of something under data', fix: 'write its name' },
  text: { allowed: 'a text', fix: 'write one text' },
};

function nothing(kind: Form['kind']): Mistake {
  return { got: 'nothing', allowed: EXPECTED[kind].allowed, fix: 'write one, or remove the key' };
}

function mistakeIn(kind: Exclude<ScalarForm['kind'], 'any'>, { value, plain }: ScalarNode): Mistake | undefined {
  if (kind === 'boolean') {
    return typeof value === 'boolean' ? undefined : { got: show(value), ...EXPECTED.boolean };
  }
  if (kind === 'number') {
    const isSure = typeof value === 'number' && Number.isFinite(value) && (plain === undefined || isDecimal(plain));
    return isSure ? undefined : { got: plain ?? show(value), ...EXPECTED.number };
  }
  if (typeof value !== 'string') return { got: plain ?? show(value), allowed: 'a text', fix: `put it in quotes: '${plain ?? value}'` };
  if (plain === undefined || !isAmbiguous(plain)) return undefined;
  const allowed = 'a text that every reader of YAML takes for text';
  return { got: plain, allowed, fix: `put it in quotes: '${plain}'` };
}

function gotOf(node: DocumentNode): string {
  if (node.kind === 'scalar') return node.plain ?? show(node.value);
  return node.kind === 'list' ? 'a list' : `an object with ${listed(node.entries.map(({ key }) => key))}`;
}

function namesOf(form: ChoiceForm): string[] {
  return [...Object.keys(form.members), ...Object.keys(form.methods)];
}

function allowedBy(form: ChoiceForm): string {
  return `one of ${listed(namesOf(form))}`;
}

function unknownKind(form: CompanionsForm, kind: DocumentNode | undefined): Mistake {
  const names = Object.keys(form.of);
  const given = kind?.kind === 'scalar' ? kind.value : undefined;
  const meant = closest(given, names);
  const fix = meant === undefined ? `write ${KIND}: ${names[0]}` : `did you mean ${show(meant)}?`;
  return { got: kind === undefined ? 'nothing' : gotOf(kind), allowed: `one of ${listed(names)}`, fix };
}

function unknownChoice(form: ChoiceForm, word: string): Mistake {
  const meant = closest(word, namesOf(form));
  const needs = Object.hasOwn(form.methods, word) ? `write { ${word}: ... } with its arguments` : undefined;
  const fix = needs ?? (meant === undefined ? 'write one of them' : `did you mean ${show(meant)}?`);
  return { got: show(word), allowed: allowedBy(form), fix };
}

import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { call, choose, filter, list, literal, object, raw, template, textOf } from '../hcl/expression';
import type { Entry, Expression } from '../hcl/expression';
import { attempt } from './attempt';
import { commonTemplate } from './common-template';
import type { EnvironmentData } from './environment-data';
import type { Condition, Sample, Term } from './sample';
import { underivable } from './underivable';

/** How many samples a case has at least, since one expression yields the values of a few by chance. */
const FEWEST_SAMPLES = 4;

/** What a value may be derived from. */
export interface Vocabulary {
  readonly terms: readonly Term[];
  readonly conditions: readonly Condition[];
  readonly data: EnvironmentData;
  /** Translates a reference in the construct's output into one of the module. */
  readonly reference: (text: string) => string;
  /** Whether the values are those of one case. Fewer samples show it with each case, until anything would be found for the last ones. */
  readonly isCase?: boolean;
}

/** One value of the output in each of some samples. */
export class Derivation {
  public constructor(
    private readonly vocabulary: Vocabulary,
    public readonly samples: readonly Sample[],
    public readonly values: readonly unknown[],
    /** Where the value is, for names and errors. */
    public readonly path: readonly string[],
  ) {}

  /** The same place one level deeper. */
  public at(key: string | number, of = (value: unknown): unknown => (value as Json | undefined)?.[key]): Derivation {
    return new Derivation(this.vocabulary, this.samples, this.values.map(of), [...this.path, String(key)]);
  }

  /** The same place with other values. */
  public with(of: (value: unknown) => unknown): Derivation {
    return new Derivation(this.vocabulary, this.samples, this.values.map(of), this.path);
  }

  /** A reference of the output, translated into one of the module. */
  public reference(text: string): string {
    return this.vocabulary.reference(text);
  }

  /** The same place in only those samples for which something holds. */
  public where(holds: (sample: Sample, index: number) => boolean): Derivation {
    const kept = this.samples.map((sample, index) => holds(sample, index));
    const only = <T>(all: readonly T[]) => all.filter((_, index) => kept[index]);
    return new Derivation(this.vocabulary, only(this.samples), only(this.values), this.path);
  }

  /** The one expression that has the value of every sample. Throws where there is none. */
  public expression(): Expression {
    const found = this.find();
    if (found === undefined) throw underivable(this.path, this.values);
    return found;
  }

  /** The condition under which the value is there. */
  public presence(): Condition | undefined {
    const isThere = this.values.map((value) => value !== undefined && !(Array.isArray(value) && value.length === 0));
    return this.vocabulary.conditions.find(({ of }) => this.samples.every((sample, index) => of(sample) === isThere[index]));
  }

  /** Keeps values that depend on the environment alone as its data, and returns the expression that reads them. */
  public environmentData(): Expression | undefined {
    const values = new Map<string, unknown>();
    const once = new Set<string>();
    for (const [index, { environment }] of this.samples.entries()) {
      if (values.has(environment) && !isDeepStrictEqual(values.get(environment), this.values[index])) return undefined;
      if (values.has(environment)) once.delete(environment);
      else once.add(environment);
      values.set(environment, this.values[index]);
    }
    // One sample shows nothing of what a value depends on.
    if (once.size > 0) return undefined;
    return raw(this.vocabulary.data.keep(this.path, values));
  }

  /** The samples of one of two cases. */
  private inCase(holds: (sample: Sample) => boolean): Derivation {
    const { path, samples, values } = this.where(holds);
    return new Derivation({ ...this.vocabulary, isCase: true }, samples, values, path);
  }

  private find(): Expression | undefined {
    const [first] = this.values;
    const isOne = this.values.every((value) => isDeepStrictEqual(value, first));
    if (isOne && (typeof first !== 'object' || first === null)) return this.only(first) ?? literalOf(first, this.vocabulary.reference);
    const scalar = this.term() ?? this.referenced() ?? this.json() ?? this.text();
    return scalar ?? this.object() ?? this.list() ?? this.environmentData() ?? this.split();
  }

  /** The variable whose only value this is. */
  private only(value: unknown): Expression | undefined {
    const found = this.vocabulary.terms.find(({ isOnly, of }) => isOnly && of(this.samples[0]) === value);
    return found && raw(found.hcl);
  }

  private term(): Expression | undefined {
    const found = this.vocabulary.terms.find(({ of }) => this.samples.every((sample, index) => of(sample) === this.values[index]));
    return found && raw(found.hcl);
  }

  /** A reference to another resource; texts that stand in it are looked up as any other. */
  private referenced(): Expression | undefined {
    if (!this.values.every(isReference)) return undefined;
    const bodies = this.values.map((value) => this.vocabulary.reference(value.slice(2, -1)));
    const parts = commonTemplate(this.vocabulary.terms, this.samples, bodies);
    if (!parts) return undefined;
    const text = parts.map((part) => (typeof part === 'string' ? part : `\${${part.hcl}}`)).join('');
    return raw(spaced(text.replace(/"\$\{([^{}"]+)\}"/g, '$1')));
  }

  /** A document of JSON in a text. */
  private json(): Expression | undefined {
    const documents = this.values.map(documentOf);
    if (documents.includes(undefined)) return undefined;
    return call('jsonencode', new Derivation(this.vocabulary, this.samples, documents, this.path).expression());
  }

  private text(): Expression | undefined {
    if (!this.values.every((value): value is string => typeof value === 'string' && !value.includes('${'))) return undefined;
    const parts = commonTemplate(this.vocabulary.terms, this.samples, this.values);
    if (parts?.length === 1 && typeof parts[0] !== 'string') return textOf(parts[0].hcl);
    return parts && template(parts.map((part) => (typeof part === 'string' ? part : raw(part.hcl))));
  }

  private object(): Expression | undefined {
    if (!this.values.every(isPlainObject)) return undefined;
    const keys = [...new Set(this.values.flatMap((value) => Object.keys(value as Json)))];
    const always = keys.filter((key) => this.values.every((value) => (value as Json)[key] !== undefined));
    const entries = always.map((key): Entry => [key, this.at(key).expression()]);
    const sometimes = keys.filter((key) => !always.includes(key));
    if (sometimes.length === 0) return object(entries);
    const named = this.namedEntries();
    if (named) return object(named);
    const groups = this.optionalEntries(sometimes);
    return groups && call('merge', ...(entries.length > 0 ? [object(entries)] : []), ...groups);
  }

  /** Entries whose keys follow from the variables too. */
  private namedEntries(): Entry[] | undefined {
    const keys = this.values.map((value) => Object.keys(value as Json));
    if (keys.some(({ length }) => length !== keys[0].length)) return undefined;
    const entries = keys[0].map((_, index) => {
      const parts = commonTemplate(this.vocabulary.terms, this.samples, keys.map((names) => names[index]));
      const entry = this.at(index, (value) => Object.values(value as Json)[index]).find();
      const key = parts && template(parts.map((part) => (typeof part === 'string' ? part : raw(part.hcl))));
      return key && entry && ([key, entry] as const);
    });
    return entries.includes(undefined) ? undefined : (entries as Entry[]);
  }

  /** Entries that are there under a condition; both results of a Terraform condition must have the same keys, so each is filtered. */
  private optionalEntries(keys: readonly string[]): Expression[] | undefined {
    const groups = new Map<string, { readonly condition: Condition; readonly entries: Entry[] }>();
    for (const key of keys) {
      const condition = this.at(key).presence();
      if (!condition) return undefined;
      const group = groups.get(condition.hcl) ?? { condition, entries: [] };
      groups.set(condition.hcl, group);
      group.entries.push([key, this.where((sample) => condition.of(sample)).at(key).expression()]);
    }
    return [...groups.values()].map(({ condition, entries }) => filter(condition.hcl, object(entries)));
  }

  private list(): Expression | undefined {
    if (!this.values.every(Array.isArray)) return undefined;
    const [{ length }] = this.values as unknown[][];
    if (this.values.some((value) => (value as unknown[]).length !== length)) return undefined;
    const items = Array.from({ length }, (_, index) => this.at(index).find());
    return items.includes(undefined) ? undefined : list(items as Expression[]);
  }

  /** Two expressions, and the condition that chooses one. */
  private split(): Expression | undefined {
    if (this.vocabulary.isCase) return undefined;
    for (const condition of this.vocabulary.conditions) {
      const [yes, no] = [this.inCase((sample) => condition.of(sample)), this.inCase((sample) => !condition.of(sample))];
      if (yes.samples.length < FEWEST_SAMPLES || no.samples.length < FEWEST_SAMPLES) continue;
      const [one, other] = [attempt(() => yes.expression()), attempt(() => no.expression())];
      if (one && other) return choose(condition.hcl, one, other);
    }
    return undefined;
  }
}

/** Whether a text of the output is one expression. */
function isReference(value: unknown): value is string {
  return typeof value === 'string' && /^\$\{[^]*\}$/.test(value);
}

/** Objects as `terraform fmt` leaves them; CDKTF writes none of the spaces. */
function spaced(text: string): string {
  return text.replace(/\(\{(?=")/g, '({ ').replace(/\}\)$/, ' })');
}

/** A value that is the same in every sample. */
function literalOf(value: unknown, reference: (text: string) => string): Expression {
  if (isReference(value)) return raw(reference(value.slice(2, -1)));
  const document = documentOf(value);
  if (typeof value === 'string' && /[$%]\{/.test(value)) throw underivable([], [value]);
  return document === undefined ? literal(value) : call('jsonencode', literal(document));
}

/** The document in a text, if it is one of JSON. */
function documentOf(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{"')) return undefined;
  return attempt(() => JSON.parse(value) as unknown);
}

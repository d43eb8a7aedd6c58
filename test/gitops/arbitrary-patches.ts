import fc from 'fast-check';
import { canonical } from '../../lib/core/canonical';
import type { Json } from '../../lib/core/json';
import { changeBetween, changed } from '../../lib/gitops/patches/change';
import { unpatchedManifestsOf } from '../../lib/gitops/rendering/manifests-of';
import type { AppValues, PatchValues } from '../../lib/gitops/values/app-values';
import { anyText, appValues } from './arbitrary-values';

/** A value as it may be in a document: empty ones too, which Helm's own merge takes for nothing. */
const plain = (text: fc.Arbitrary<string>) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom('', 0, false, true, 7, [], {}),
      text,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'name', '0', 'x y'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;

/** One edit of a document: something that is there becomes something else, goes, or gets a neighbour. */
interface Edit {
  readonly way: readonly number[];
  readonly action: 'add' | 'remove' | 'replace';
  readonly value: unknown;
}

const edit = (text: fc.Arbitrary<string>): fc.Arbitrary<Edit> =>
  fc.record({
    way: fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
    action: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
    value: plain(text),
  });

/** A document after an edit; what says what it is stays. */
function edited(document: Json, { way, action, value }: Edit): Json {
  // Helm itself reads the metadata, and refuses what is no text there.
  const fields = Object.keys(document).filter((key) => !['apiVersion', 'kind', 'metadata'].includes(key));
  const [first, ...rest] = way;
  const key = fields[first % fields.length];
  return { ...document, [key]: at(document[key], rest, action, value) };
}

function at(value: unknown, [step, ...rest]: readonly number[], action: Edit['action'], made: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) {
    return Array.isArray(made) === Array.isArray(value) ? made : value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0 || (rest.length === 0 && action === 'add')) return [...(value as unknown[]), made];
    const index = step % value.length;
    if (rest.length === 0 && action === 'remove') return value.filter((_, each) => each !== index);
    return value.map((item: unknown, each) => (each === index ? at(item, rest, action, made) : item));
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || (rest.length === 0 && action === 'add')) return { ...value, added: made };
  const key = keys[step % keys.length];
  if (rest.length === 0 && action === 'remove') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return { ...value, [key]: at((value as Json)[key], rest, action, made) };
}

/** Documents of an application, each as it was and as it is after some edits. */
export const anyPatched = (values: AppValues, text: fc.Arbitrary<string>): fc.Arbitrary<{ before: Json; after: Json }[]> => {
  const documents = unpatchedManifestsOf(values).map((document) => JSON.parse(JSON.stringify(document)) as Json);
  return fc
    .array(fc.tuple(fc.nat(), fc.array(edit(text), { minLength: 1, maxLength: 4 })), { maxLength: 2 })
    .map((chosen) => [...new Map(chosen.map(([number, edits]) => [documents[number % documents.length], edits]))])
    .map((all) => all.map(([before, edits]) => ({ before, after: edits.reduce(edited, before) })));
};

const patches = (values: AppValues, text: fc.Arbitrary<string>): fc.Arbitrary<PatchValues[]> =>
  anyPatched(values, text).map((all) =>
    all.flatMap(({ before, after }) => {
      const change = changeBetween(before, after) as Json | undefined;
      const isMade = change !== undefined && canonical(changed(before, change)) === canonical(after);
      return !isMade ? [] : [{ kind: String(before.kind), name: String((before.metadata as Json).name), change }];
    }),
  );

/** Any values that an application can be resolved to, with changes of its objects, as synth writes them. */
export const patchedValues = (text: fc.Arbitrary<string> = anyText): fc.Arbitrary<AppValues> =>
  appValues(text).chain((values) =>
    patches(values, text).map((changes) => ({ ...values, ...(changes.length > 0 && { patches: changes }) })),
  );

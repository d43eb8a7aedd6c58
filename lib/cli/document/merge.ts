import type { Form } from './form';
import type { DocumentNode, Entry, MapNode } from './node';
import { valueAt } from './node';
import { KIND } from './read-value';

/**
 * What holds in an environment: objects are merged key by key, anything else replaces what was there, and null removes it. A choice
 * such as a probe is one value.
 */
export function merged(form: Form | undefined, base: DocumentNode | undefined, over: DocumentNode): DocumentNode {
  if (base?.kind !== 'map' || over.kind !== 'map' || form === undefined) return over;
  if (form.kind !== 'props' && form.kind !== 'map' && form.kind !== 'companions') return over;
  const kept = base.entries.filter((entry) => !over.entries.some(({ key }) => key === entry.key));
  const changed = over.entries.filter(({ value }) => !isNull(value)).map((entry) => changedEntry(form, base, entry));
  return { ...base, entries: inOrder(base, [...kept, ...changed]) };
}

function changedEntry(form: Form, base: MapNode, entry: Entry): Entry {
  const before = valueAt(base, entry.key);
  return { ...entry, value: merged(formAt(form, entry.key, before, entry.value), before, entry.value) };
}

function formAt(form: Form, key: string, before: DocumentNode | undefined, over: DocumentNode): Form | undefined {
  if (form.kind === 'props') return Object.hasOwn(form.props, key) ? form.props[key].form : undefined;
  if (form.kind === 'map') return form.of;
  if (form.kind !== 'companions') return undefined;
  const kinds = [before, over].map((node) => valueAt(node, KIND)).flatMap((node) => (node?.kind === 'scalar' ? [node.value] : []));
  const known = Object.hasOwn(form.of, String(kinds[0])) ? form.of[String(kinds[0])] : undefined;
  // Another kind is another companion, of which nothing stays.
  if (new Set(kinds).size > 1) return undefined;
  return known ? { ...known.props, props: { ...known.props.props, [KIND]: KIND_FORM } } : { kind: 'map', of: { kind: 'any' } };
}

const KIND_FORM = { form: { kind: 'text' }, required: true, summary: 'What it is' } as const;

/** Keys stay where they were, and new ones follow. */
function inOrder(base: MapNode, entries: readonly Entry[]): Entry[] {
  const order = base.entries.map(({ key }) => key);
  const rank = ({ key }: Entry) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}

function isNull(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

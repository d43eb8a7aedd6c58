import type { Form } from './form';
import type { DocumentNode, Entry, MapNode } from './node';
import { isNull, valueAt } from './node';
import { KIND } from './read-value';

/**
 * What holds in an environment: objects are merged key by key, anything else replaces what was there, and null removes it. A choice
 * such as a probe is one value. A null that removes nothing stays, so that its reader refuses it.
 */
export function merged(form: Form | undefined, base: DocumentNode | undefined, over: DocumentNode): DocumentNode {
  if (over.kind !== 'map' || form === undefined || (base !== undefined && base.kind !== 'map')) return over;
  if (form.kind !== 'props' && form.kind !== 'map' && form.kind !== 'companions') return over;
  const before = base ?? { ...over, entries: [] };
  const kept = before.entries.filter((entry) => !over.entries.some(({ key }) => key === entry.key));
  const changed = over.entries.filter((entry) => !isRemoval(form, before, entry)).map((entry) => changedEntry(form, before, entry));
  return { ...before, entries: inOrder(before, [...kept, ...changed]) };
}

/** Whether a null leaves out what can be left out. */
function isRemoval(form: Form, base: MapNode, { key, value }: Entry): boolean {
  if (!isNull(value)) return false;
  if (form.kind === 'props') return Object.hasOwn(form.props, key) && !form.props[key].required;
  return valueAt(base, key) !== undefined;
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

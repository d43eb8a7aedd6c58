import { show } from '../../core/problems';
import { secretPlaceOf } from '../../platform/agreed-names';
import type { Breach, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';

/** A SecretStore of the namespace needs a reason itself. External Secrets uses one if no kind is named. */
const isOwnStore = (kind: unknown) => kind === undefined || kind === 'SecretStore';

/** Keys that are read from the platform's stores, which have the secrets of every service. */
export const OWN_KEYS: Predicate = {
  name: 'every key starts with <environment>/<service>/ of the service that owns the namespace',
  breaches: (subject) => {
    const spec = valueAt(subject.object!.body, 'spec');
    if (isUnreadable(spec)) return [unreadable('spec', spec)];
    const store = valueAt(spec, 'secretStoreRef.kind');
    const keys = blocksOf(valueAt(spec, 'data')).flatMap((entry) => {
      const from = valueAt(entry, 'sourceRef.storeRef.kind') ?? store;
      return isOwnStore(from) ? [] : [isUnreadable(entry) ? entry : valueAt(entry, 'remoteRef.key')];
    });
    const found = isOwnStore(store) ? [] : blocksOf(valueAt(spec, 'dataFrom'));
    const extracted = found.flatMap((entry) => (isUnreadable(entry) ? [entry] : keyOf(valueAt(entry, 'extract.key'))));
    const tags = found.flatMap((entry) => tagsOf(valueAt(entry, 'find.tags')));
    return [...[...keys, ...extracted].flatMap((key) => keyBreach(key, subject)), ...tags];
  },
};

function keyOf(key: unknown): unknown[] {
  return key === undefined ? [] : [key];
}

function keyBreach(key: unknown, subject: Subject): Breach[] {
  if (isUnreadable(key)) return [unreadable('key', key)];
  const place = placeOf(subject);
  const parts = String(key).split('/');
  if (place !== undefined && String(key).startsWith(place) && !parts.some((part) => part.startsWith('.'))) return [];
  return [
    {
      got: `the secret ${show(key)}`,
      what: String(key),
      ...(place !== undefined && { allowed: `a secret under ${show(place)}, or a written reason` }),
    },
  ];
}

/** Secrets with a tag can belong to any service. */
function tagsOf(tags: unknown): Breach[] {
  if (tags === undefined) return [];
  if (isUnreadable(tags)) return [unreadable('find.tags', tags)];
  const shown = Object.entries(tags as object).map(([name, value]) => `${name}=${String(value)}`).join(', ');
  return [{ got: `every secret with the tags ${shown}`, what: shown }];
}

function placeOf({ app, object, stack }: Subject): string | undefined {
  const { facts } = app.landscape.stackOfNamespace(valueAt(object!.body, 'metadata.namespace')) ?? stack;
  return facts.service === undefined || facts.environment === undefined ? undefined : secretPlaceOf(facts.service, facts.environment);
}

import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { StackFacts } from '../model/app-model';
import { blocksOf, valueAt } from '../model/blocks';
import { metadataMap } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { unreadable } from '../predicates';
import { OF_THE_PLATFORM, row } from './row';

const CHAPTER = 'Owners and cost';

/** Tags of a resource that override an owner tag. */
const OWN_TAGS: Predicate = {
  name: 'no tag overrides an owner tag',
  breaches: ({ body, stack: { facts } }) => {
    const { tags } = body;
    if (tags === undefined || !facts.tags) return [];
    if (isUnreadable(tags)) return [unreadable('tags', tags)];
    return contradicted('tag', tags as Json, facts.tags);
  },
};

/** An object's own labels and annotations. */
const OWN_LABELS: Predicate = {
  name: 'no label or annotation overrides one of the owner',
  breaches: ({ object, stack: { facts } }) =>
    (['labels', 'annotations'] as const).flatMap((map) => {
      const own = metadataMap(object!, map);
      if (isUnreadable(own)) return [unreadable(`metadata.${map}`, own)];
      return contradicted(map.slice(0, -1), own, ownedBy(facts, map));
    }),
};

/** Labels that describe the object, and not its owner, may differ. */
function ownedBy({ labels, annotations }: StackFacts, map: 'annotations' | 'labels'): Readonly<Record<string, string>> {
  const owned = map === 'labels' ? labels : annotations;
  return Object.fromEntries(Object.entries(owned ?? {}).filter(([key]) => !key.startsWith('app.kubernetes.io/')));
}

function contradicted(what: string, own: Json, owned: Readonly<Record<string, string>>): Breach[] {
  const lost = Object.keys(owned).filter((key) => key in own && own[key] !== owned[key]);
  if (lost.length === 0) return [];
  return [
    { got: lost.map((key) => `${what} ${key}: ${shown(own[key])}`).join(', '), what },
  ];
}

const DEFAULT_TAGS: Predicate = {
  name: 'the default tags of the provider include the owner tags, and none of them is ignored',
  breaches: ({ body, stack: { facts } }) => {
    const tags = Object.assign({}, ...blocksOf(body.default_tags).map((block) => valueAt(block, 'tags'))) as Json;
    const expected = Object.entries(facts.tags ?? {});
    const lost = expected.filter(([key, value]) => tags[key] !== value).map(([key]) => `${key}: ${show(tags[key])}`);
    const ignored = blocksOf(body.ignore_tags).map((block) => `ignore_tags: ${show(block)}`);
    return [
      ...(lost.length > 0 ? [{ got: `an AWS provider with the default tags ${lost.join(', ')}` }] : []),
      ...ignored.map((got) => ({ got })),
    ];
  },
};

const OWNED: Predicate = {
  name: 'the stack has an owner',
  breaches: ({ stack: { facts, model } }) => {
    if (facts.tags || !model.resources.some(({ type, mode }) => mode === 'managed' && type.startsWith('aws_'))) return [];
    return [{ got: 'AWS resources without an owner' }];
  },
};

/** The guardrails of owners and cost. */
export const OWNERSHIP_ROWS: readonly Guardrail[] = [
  row({
    id: 'owner.stack',
    chapter: CHAPTER,
    on: ['section:stack'],
    path: '',
    must: OWNED,
    rule: 'owner and cost tags on everything',
    fix: "add a MicroserviceInfra to the stack, or name its team: platform.applyTo(stack, environment, '<team>')",
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'owner.default-tags',
    chapter: CHAPTER,
    on: ['provider:aws'],
    path: 'default_tags, ignore_tags',
    must: DEFAULT_TAGS,
    rule: 'owner and cost tags on everything',
    fix: 'remove the code that changes the default tags',
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'owner.tags',
    chapter: CHAPTER,
    on: ['aws_*'],
    path: 'tags',
    must: OWN_TAGS,
    rule: 'owner and cost tags on everything',
    fix: 'remove these tags: the right ones are added automatically',
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'owner.labels',
    chapter: CHAPTER,
    on: ['kubernetes_*'],
    path: 'metadata.labels, metadata.annotations',
    // Another guardrail refuses a manifest that cannot be read as a whole.
    must: {
      name: OWN_LABELS.name,
      breaches: (subject) => (subject.object && !isUnreadable(subject.object.kind) ? OWN_LABELS.breaches(subject) : []),
    },
    rule: 'owner and cost labels and annotations',
    fix: 'remove these labels and annotations: the right ones are added automatically',
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
];

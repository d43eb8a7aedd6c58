import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { metadataMap } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { POD_SECURITY } from '../pod-security';
import { unreadable } from '../predicates';
import { row } from './row';

const CHAPTER = 'Namespaces and Pod Security';
const FIX = 'remove these labels: the right ones are added automatically; if a namespace needs another profile, make it in a PlatformStack';

/** The version that follows the cluster. An older one allows settings that turned out to be unsafe. */
const VERSION = /^pod-security\.kubernetes\.io\/(audit|enforce|warn)-version$/;

/** The required labels. With `given`, only labels that are there are checked. */
function profile(given: boolean): Predicate {
  return {
    name: 'the restricted profile, at the latest version',
    breaches: ({ object }) => {
      const labels = given ? (object!.body.labels ?? {}) : metadataMap(object!, 'labels');
      if (isUnreadable(labels) || typeof labels !== 'object') return [unreadable('labels', labels)];
      return judged(labels as Record<string, unknown>, given);
    },
  };
}

function judged(labels: Readonly<Record<string, unknown>>, given: boolean): Breach[] {
  const wrong = [
    ...Object.keys(POD_SECURITY).filter((key) => (given ? key in labels : true) && labels[key] !== POD_SECURITY[key]),
    ...Object.keys(labels).filter((key) => VERSION.test(key) && labels[key] !== 'latest'),
  ];
  if (wrong.length === 0) return [];
  return [
    {
      got: wrong.map((key) => `label ${key}: ${shown(labels[key])}`).join(', '),
      what: 'labels',
    },
  ];
}

/** Labels that a resource adds to an existing object. */
function onNamespaces(predicate: Predicate): Predicate {
  const isNamespace = ({ object }: Subject) => object!.body.kind === 'Namespace' || isUnreadable(object!.body.kind);
  return { name: predicate.name, breaches: (subject) => (isNamespace(subject) ? predicate.breaches(subject) : []) };
}

/** The guardrails of namespaces. */
export const POD_SECURITY_ROWS: readonly Guardrail[] = [
  row({
    id: 'pod-security.namespace',
    chapter: CHAPTER,
    on: ['Namespace'],
    path: 'metadata.labels',
    must: profile(false),
    rule: 'the restricted Pod Security profile in every service namespace',
    fix: FIX,
    lifted: 'nothing',
  }),
  row({
    id: 'pod-security.labels',
    chapter: CHAPTER,
    on: ['Labels'],
    path: 'labels',
    must: onNamespaces(profile(true)),
    rule: 'the restricted Pod Security profile in every service namespace',
    fix: FIX,
    lifted: 'nothing',
  }),
];

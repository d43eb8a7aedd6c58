import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { KubernetesObject } from '../model/kubernetes';
import { fieldAt, metadataMap } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { isReserved } from '../postgres-names';
import { unreadable } from '../predicates';
import { guardedBy } from '../targets';
import { GITOPS } from './argo-cd';
import { DATA, row, TAKE_BACK_PATCH, WITH_REASON } from './row';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Argo CD neither prunes nor deletes what carries this: data outlives a mistake in Git.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export const KEEP = { [SYNC_OPTIONS]: 'Prune=false,Delete=false' };

/** What Terraform applies is none of Argo CD's to prune. */
const KEPT: Predicate = {
  name: 'the annotation by which Argo CD keeps what it does not find any more',
  breaches: ({ object, resource }) => {
    if (resource) return [];
    const annotations = metadataMap(object!, 'annotations');
    const actual = isUnreadable(annotations) ? annotations : annotations[SYNC_OPTIONS];
    return actual === KEEP[SYNC_OPTIONS] ? [] : [{ got: `the annotation ${SYNC_OPTIONS}: ${shown(actual)}`, what: SYNC_OPTIONS }];
  },
};

/** Looks at the value of a field of an object, which may be left out. */
function field(name: string, path: string, judge: (value: unknown, object: KubernetesObject) => Breach | undefined): Predicate {
  return {
    name,
    breaches: ({ object }) => {
      const value = fieldAt(object!.body, path);
      if (isUnreadable(value)) return [unreadable(path, value)];
      const breach = value === undefined ? undefined : judge(value, object!);
      return breach ? [breach] : [];
    },
  };
}

const SEVERAL_ZONES: Predicate = {
  name: 'in production several zones, or the reason for one',
  breaches: (subject) => {
    const { object, stack } = subject;
    if ((guardedBy(subject) ?? stack).facts.production !== true) return [];
    const parameter = (name: string) => fieldAt(object!.body, `spec.parameters.${name}`);
    const [multiAz, reason] = [parameter('multiAZ'), parameter('singleAZReason')];
    if (isUnreadable(multiAz)) return [unreadable('multiAZ', multiAz)];
    return multiAz === false && reason === undefined ? [{ got: 'multiAZ: false without singleAZReason', what: 'multiAZ' }] : [];
  },
};

const FREE_NAME = field(
  'the database has a name that PostgreSQL does not keep for itself',
  'spec.parameters.database',
  (database) => (isReserved(database) ? { got: `database: ${show(database)}`, what: 'database' } : undefined),
);

const OWN_TOPIC = field('the topic is the one that the object is named for', 'spec.topicName', (topic, { body }) =>
  topic === fieldAt(body, 'metadata.name') ? undefined : { got: `topicName: ${show(topic)}, another topic`, what: 'topicName' },
);

/** What requests for data promise, whoever wrote them. */
export const REQUEST_ROWS: readonly Guardrail[] = [
  row({
    id: 'gitops.kept',
    chapter: GITOPS,
    on: ['KafkaTopic', 'ObjectBucket', 'PostgreSQLInstance', 'RedisCache'],
    path: 'metadata.annotations',
    must: KEPT,
    rule: `the annotation ${SYNC_OPTIONS}: ${KEEP[SYNC_OPTIONS]}, so that data outlives its request`,
    fix: TAKE_BACK_PATCH,
    lifted: 'nothing',
  }),
  row({
    id: 'data.request.multi-az',
    chapter: DATA,
    on: ['PostgreSQLInstance', 'RedisCache'],
    path: 'spec.parameters.multiAZ',
    must: SEVERAL_ZONES,
    rule: 'in production several zones, or one with a singleAZReason',
    fix: "leave multiAZ out, or add singleAZReason: '<why one zone is enough>'",
    lifted: 'nothing',
  }),
  row({
    id: 'data.request.database',
    chapter: DATA,
    on: ['PostgreSQLInstance'],
    path: 'spec.parameters.database',
    must: FREE_NAME,
    rule: 'a name that PostgreSQL does not keep for itself',
    fix: 'name the database otherwise, in words that can be read here',
    lifted: 'nothing',
  }),
  row({
    id: 'gitops.topic-name',
    chapter: GITOPS,
    on: ['KafkaTopic'],
    path: 'spec.topicName',
    must: OWN_TOPIC,
    rule: 'the topic that the object is named for',
    fix: `leave topicName out, ${WITH_REASON}`,
    lifted: 'all',
  }),
];

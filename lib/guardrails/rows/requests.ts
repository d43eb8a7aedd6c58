import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { SYNC_OPTIONS } from '../holder-kinds';
import type { KubernetesObject } from '../model/kubernetes';
import { fieldAt, metadataMap } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { isReserved } from '../postgres-names';
import { unreadable } from '../predicates';
import { guardedBy } from '../targets';
import { GITOPS } from './argo-cd';
import { DATA, row, TAKE_BACK_PATCH, WITH_REASON } from './row';

/**
 * Argo CD neither prunes nor deletes an object with this annotation, so data survives a mistake in Git.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export const KEEP = { [SYNC_OPTIONS]: 'Prune=false,Delete=false' };

/** Argo CD does not prune objects that Terraform applies. */
const KEPT: Predicate = {
  name: 'the annotation that stops Argo CD from deleting the object',
  breaches: ({ object, resource }) => {
    if (resource) return [];
    const annotations = metadataMap(object!, 'annotations');
    const actual = isUnreadable(annotations) ? annotations : annotations[SYNC_OPTIONS];
    return actual === KEEP[SYNC_OPTIONS] ? [] : [{ got: `the annotation ${SYNC_OPTIONS}: ${shown(actual)}`, what: SYNC_OPTIONS }];
  },
};

/** Checks a field of an object, which may be missing. */
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
  name: 'several zones in production, or a reason for one',
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
  'the database has a name that PostgreSQL does not reserve',
  'spec.parameters.database',
  (database) => (isReserved(database) ? { got: `database: ${show(database)}`, what: 'database' } : undefined),
);

const OWN_TOPIC = field('the topic has the name of the object', 'spec.topicName', (topic, { body }) =>
  topic === fieldAt(body, 'metadata.name') ? undefined : { got: `topicName: ${show(topic)}, another topic`, what: 'topicName' },
);

/** The guardrails of all requests for data. */
export const REQUEST_ROWS: readonly Guardrail[] = [
  row({
    id: 'gitops.kept',
    chapter: GITOPS,
    on: ['KafkaTopic', 'ObjectBucket', 'PostgreSQLInstance', 'RedisCache'],
    path: 'metadata.annotations',
    must: KEPT,
    rule: `the annotation ${SYNC_OPTIONS}: ${KEEP[SYNC_OPTIONS]}, so that the data is kept if the request is deleted`,
    fix: TAKE_BACK_PATCH,
    lifted: 'nothing',
  }),
  row({
    id: 'data.request.multi-az',
    chapter: DATA,
    on: ['PostgreSQLInstance', 'RedisCache'],
    path: 'spec.parameters.multiAZ',
    must: SEVERAL_ZONES,
    rule: 'several zones in production, or a singleAZReason',
    fix: "remove multiAZ, or add singleAZReason: '<why one zone is enough>'",
    lifted: 'nothing',
  }),
  row({
    id: 'data.request.database',
    chapter: DATA,
    on: ['PostgreSQLInstance'],
    path: 'spec.parameters.database',
    must: FREE_NAME,
    rule: 'a name that PostgreSQL does not reserve',
    fix: 'choose another name, written as plain text',
    lifted: 'nothing',
  }),
  row({
    id: 'gitops.topic-name',
    chapter: GITOPS,
    on: ['KafkaTopic'],
    path: 'spec.topicName',
    must: OWN_TOPIC,
    rule: 'a topic with the name of the object',
    fix: `remove topicName, ${WITH_REASON}`,
    lifted: 'all',
  }),
];

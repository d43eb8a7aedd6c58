import { canonical } from '../../core/canonical';
import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../../guardrails/expectations';
import { blocksOf, valueAt } from '../../guardrails/model/blocks';
import { fieldAt } from '../../guardrails/model/kubernetes';
import { isUnreadable, shown } from '../../guardrails/model/unreadable';
import { GITOPS } from '../../guardrails/rows/argo-cd';
import { DATA } from '../../guardrails/rows/row';

const KUBERNETES = 'Kubernetes';

/** The guarantees of a topic, its users and the permission to read their credentials. */
export const TOPIC_GUARDRAILS = {
  reader: {
    id: 'own.kafka.reader',
    chapter: KUBERNETES,
    on: 'the Role of a KafkaUser',
    path: 'metadata.namespace, rule',
    rule: 'read access to its own credentials only',
    breach: ({ metadata, rule }, { namespace, secrets }) => {
      if (valueAt(metadata, 'namespace') !== namespace) return 'a role in another namespace';
      const rules = blocksOf(rule);
      const [first] = rules;
      const texts = (name: string) => list(valueAt(first, name)).flat(Infinity).map(shown).sort().join();
      const narrow = rules.length === 1 && texts('verbs') === "'get'" && texts('resources') === "'secrets'";
      return narrow && texts('resource_names') === (secrets as string[]).map(show).sort().join() ? undefined : 'another rule';
    },
  },
  binding: {
    id: 'own.kafka.binding',
    chapter: KUBERNETES,
    on: 'the RoleBinding of a KafkaUser',
    path: 'role_ref, subject',
    rule: "this role for the service's own service account only",
    breach: ({ metadata, role_ref: role, subject }, expected) => {
      const subjects = blocksOf(subject).map((each) =>
        `${shown(valueAt(each, 'namespace'))}/${shown(valueAt(each, 'name'))}`.replace(/'/g, ''),
      );
      if (valueAt(metadata, 'namespace') !== expected.namespace || valueAt(role, 'name') !== expected.role) return 'another role';
      return subjects.join() === expected.subject ? undefined : `the subjects ${subjects.join(', ')}`;
    },
  },
  topic: {
    id: 'own.topic',
    chapter: DATA,
    on: 'KafkaTopic.topic',
    path: 'spec.replicas, spec.config',
    rule: ({ kept }) =>
      `${Object.entries(kept as Json)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ')}, as set in the props`,
    breach: (body, { kept }) => {
      const config = fieldAt(body, 'spec.config') ?? {};
      if (!isReadableMap(config)) return `config: ${shown(config)}`;
      const actual: Json = { ...config, replicas: fieldAt(body, 'spec.replicas') };
      const lost = Object.entries(kept as Json).find(([name, value]) => !isKept(name, value, actual[name]))?.[0];
      // A size limit deletes records before their time.
      const found = lost ?? (Number(actual['retention.bytes'] ?? -1) < 0 ? undefined : 'retention.bytes');
      return found && `${found}: ${shown(actual[found])}`;
    },
  },
  rights: {
    id: 'own.kafka.rights',
    chapter: DATA,
    on: 'the KafkaUser of a service',
    path: 'spec.authentication, spec.authorization',
    rule: ({ service, groupPrefix }) =>
      `permissions for the topics that ${show(service)} is connected to, and for consumer groups that start with ${show(groupPrefix)}`,
    breach: (body, { acls, authentication: login }) => {
      const authorization = fieldAt(body, 'spec.authorization') ?? {};
      if (!isReadableMap(authorization)) return `authorization: ${canonical(authorization)}`;
      const { acls: rights, ...others } = authorization;
      const written = (acls as unknown[]).map(canonical);
      const foreign = list(rights).find((right, index) => canonical(right) !== written[index]);
      if (foreign !== undefined) return `the permission ${canonical(foreign)}`;
      if (list(rights).length !== written.length) return `${list(rights).length} permissions instead of ${written.length}`;
      if (canonical(others) !== canonical({ type: 'simple' })) return `authorization: ${canonical(others)}`;
      const authentication = fieldAt(body, 'spec.authentication');
      return canonical(authentication) === canonical(login) ? undefined : `authentication: ${canonical(authentication)}`;
    },
  },
  store: {
    id: 'own.kafka.store',
    chapter: GITOPS,
    on: 'the SecretStore of a KafkaUser',
    path: 'spec.provider',
    rule: "the library's provider, which reads only the service's own secrets, with its service account",
    breach: (body, { provider }) => {
      const actual = fieldAt(body, 'spec.provider');
      return canonical(actual) === canonical(provider) ? undefined : `provider: ${shown(actual)}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

function isReadableMap(value: unknown): value is Json {
  return isPlainObject(value) && !isUnreadable(value);
}

/** More brokers and a longer time are as good; -1 means no limit. */
function isKept(name: string, expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'number') return actual === expected;
  return Number(actual) >= expected || (name === 'retention.ms' && Number(actual) === -1);
}

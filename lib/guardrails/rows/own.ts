import { list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import type { StackFacts } from '../model/app-model';
import { blockOf, blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { changed, destructible, lost } from './own-values';

function nameOf(body: Json, expected: Json): string | undefined {
  const name = valueAt(body, 'metadata.name');
  return name === expected.name ? undefined : `the name ${shown(name)}`;
}

/** Whether a text is the name of the namespace that the library made, whose own name is judged by itself. */
function refersTo(own: StackFacts['own'], text: unknown): boolean {
  const [, address] = /^\$\{(kubernetes_namespace_v1\.[\w-]+)\.metadata\[0\]\.name\}$/.exec(String(text)) ?? [];
  return address !== undefined && own?.has(address) === true;
}

const NAMESPACES = 'Namespaces and Pod Security';
const NETWORK = 'Network';
const IDENTITY = 'Permissions';
const OWNERS = 'Owners and cost';
const DATABASES = 'Databases, caches and other data';
const KUBERNETES = 'Kubernetes';

/** What is promised of the children of a service. */
export const SERVICE_GUARDRAILS = {
  namespaceName: {
    id: 'own.namespace.name',
    chapter: NAMESPACES,
    on: 'MicroserviceInfra.namespace',
    path: 'metadata.name',
    rule: ({ name }) => `the name ${show(name)}, which the role trusts and peers refer to`,
    breach: nameOf,
  },
  namespaceKept: {
    id: 'own.namespace.kept',
    chapter: NAMESPACES,
    on: 'MicroserviceInfra.namespace',
    path: 'lifecycle.prevent_destroy',
    rule: 'prevent_destroy = true in production',
    breach: destructible('a namespace that a plan can destroy'),
  },
  defaultDeny: {
    id: 'own.default-deny',
    chapter: NETWORK,
    on: 'MicroserviceInfra.defaultDeny',
    path: 'spec',
    rule: 'default-deny: every pod, both policy types, no rules',
    breach: (body, { namespace }, { own }, raw) => {
      if (valueAt(body, 'metadata.namespace') !== namespace && !refersTo(own, valueAt(raw, 'metadata.namespace'))) {
        return 'a policy in another namespace';
      }
      const spec = blockOf(body.spec);
      if (spec === undefined || isUnreadable(spec)) return 'a policy that cannot be read';
      if (hasContent(spec.pod_selector) || blocksOf(spec.pod_selector).length !== 1) return 'a policy for only some pods';
      const types = list(spec.policy_types).flat(Infinity).map(String).sort();
      if (types.join() !== 'Egress,Ingress') return 'a policy that denies only one direction';
      return blocksOf(spec.ingress).length + blocksOf(spec.egress).length === 0 ? undefined : 'a policy with rules';
    },
  },
  serviceAccountName: {
    id: 'own.service-account.name',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.serviceAccount',
    path: 'metadata.name',
    rule: ({ name }) => `the name ${show(name)}, which the role trusts`,
    breach: nameOf,
  },
  roleTrust: {
    id: 'own.role.trust',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.role',
    path: 'assume_role_policy',
    rule: "a trust policy for this service's own service account only",
    breach: ({ assume_role_policy: trust }, { trust: expected }) => (trust === expected ? undefined : 'another trust policy'),
  },
  roleName: {
    id: 'own.role.name',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.role',
    path: 'name',
    rule: ({ name }) => `the name ${show(name)}, which policies and other tools use to find the role`,
    breach: changed,
  },
  owned: {
    id: 'own.labels',
    chapter: OWNERS,
    on: 'every Kubernetes child of MicroserviceInfra',
    path: 'metadata.labels, metadata.annotations',
    rule: 'owner and cost labels and annotations',
    optional: true,
    breach: (body, _, { labels, annotations }) =>
      lost('label', labels, valueAt(body, 'metadata.labels')) ??
      lost('annotation', annotations, valueAt(body, 'metadata.annotations')),
  },
  tagged: {
    id: 'own.tags',
    chapter: OWNERS,
    on: 'every AWS child of MicroserviceInfra',
    path: 'tags',
    rule: 'owner and cost tags',
    optional: true,
    breach: ({ tags: actual }, _, { tags }) => lost('tag', tags, actual),
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** What is promised of a database of the library in Terraform, besides what every database has. */
export const DATABASE_GUARDRAILS = {
  settings: {
    id: 'own.database.settings',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'identifier, db_subnet_group_name, parameter_group_name, final_snapshot_identifier, engine, storage_type',
    rule: "the library's identifier, private subnets, TLS and final snapshot",
    breach: changed,
  },
  password: {
    id: 'own.database.password',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'password',
    rule: 'a master password that RDS manages and Terraform never sees',
    breach: (body) => {
      const password = ['password', 'password_wo'].find((argument) => body[argument] !== undefined && body[argument] !== null);
      return password && `the argument ${password}`;
    },
  },
  storage: {
    id: 'own.database.storage',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'allocated_storage',
    rule: ({ minimum, maximum }) => `storage of ${String(minimum)} to ${String(maximum)} GiB`,
    breach: ({ allocated_storage: size }, { minimum, maximum }) =>
      Number(size) >= Number(minimum) && Number(size) <= Number(maximum) ? undefined : `allocated_storage: ${shown(size)}`,
  },
  version: {
    id: 'own.database.version',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'engine_version',
    rule: ({ majors }) => `a PostgreSQL version that the library supports: ${String(majors).replace(/,/g, ', ')}`,
    breach: ({ engine_version: version }, { majors }) =>
      (majors as string[]).includes(String(version).split('.')[0]) ? undefined : `engine_version: ${shown(version)}`,
  },
  own: {
    id: 'own.database.own',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'replicate_source_db',
    rule: 'a separate database, not a replica of another one',
    breach: ({ replicate_source_db: source }) =>
      source === undefined || source === null ? undefined : `a replica of ${shown(source)}`,
  },
  multiAz: {
    id: 'own.database.multi-az',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'multi_az',
    rule: 'Multi-AZ in production, or a singleAzReason',
    breach: ({ multi_az: zones }) => (zones === true ? undefined : `multi_az: ${shown(zones)}`),
  },
  quiet: {
    id: 'own.database.quiet',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'apply_immediately, allow_major_version_upgrade',
    rule: 'changes applied in the maintenance window: no apply_immediately',
    breach: ({ apply_immediately: now }) =>
      now === undefined || now === null || now === false ? undefined : `apply_immediately: ${shown(now)}`,
  },
  kept: {
    id: 'own.database.kept',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'lifecycle.prevent_destroy',
    rule: 'prevent_destroy = true',
    breach: destructible('an instance that a plan can destroy'),
  },
  forcedTls: {
    id: 'own.parameter-group.tls',
    chapter: DATABASES,
    on: 'DataPlatform.parameterGroups',
    path: 'parameter',
    rule: 'TLS for every connection: rds.force_ssl = 1',
    breach: ({ parameter }) => {
      const forced = blocksOf(parameter).flatMap((block) =>
        !isUnreadable(block) && block.name === 'rds.force_ssl' ? [block.value] : [],
      );
      return forced.length === 1 && forced[0] === '1' ? undefined : `rds.force_ssl: ${String(forced[0])}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** What is promised of the permission by which a service reads its credentials for Kafka. */
export const KAFKA_GUARDRAILS = {
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
} satisfies Readonly<Record<string, OwnGuardrail>>;

function hasContent(value: unknown): boolean {
  return blocksOf(value).some(
    (block) =>
      isUnreadable(block) ||
      Object.values(block).some((part) => isUnreadable(part) || (part !== null && Object.keys(part as object).length > 0)),
  );
}

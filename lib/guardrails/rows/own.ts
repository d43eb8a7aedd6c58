import { list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import type { StackFacts } from '../model/app-model';
import { blockOf, blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';

/** What stands at the paths of `expected` instead of its values, by the last step of each path. */
function changed(body: Json, expected: Json): string | undefined {
  const others = Object.keys(expected).filter((path) => valueAt(body, path) !== expected[path]);
  return others.length === 0 ? undefined : others.map((path) => `${path}: ${shown(valueAt(body, path))}`).join(', ');
}

function shown(value: unknown): string {
  return isUnreadable(value) ? value.text : show(value);
}

function lost(what: string, expected: Readonly<Record<string, string>> = {}, actual: unknown): string | undefined {
  const entries = (isUnreadable(actual) ? {} : (actual ?? {})) as Json;
  const missing = Object.keys(expected).filter((key) => entries[key] !== expected[key]);
  return missing.length === 0 ? undefined : missing.map((key) => `${what} ${key}: ${shown(entries[key])}`).join(', ');
}

function nameOf(body: Json, expected: Json): string | undefined {
  const name = valueAt(body, 'metadata.name');
  return name === expected.name ? undefined : `the name ${shown(name)}`;
}

const destructible =
  (what: string) =>
    (body: Json): string | undefined =>
      valueAt(body, 'lifecycle.prevent_destroy') === true ? undefined : what;

/** Whether a text is the name of the namespace that the library made, whose own name is judged by itself. */
function refersTo(own: StackFacts['own'], text: unknown): boolean {
  const [, address] = /^\$\{(kubernetes_namespace_v1\.[\w-]+)\.metadata\[0\]\.name\}$/.exec(String(text)) ?? [];
  return address !== undefined && own?.has(address) === true;
}

/** What every copy of the setting of a bucket has to be for. */
const ofBucket =
  (breach: OwnGuardrail['breach']): OwnGuardrail['breach'] =>
    (body, expected, facts, raw) => {
      const bucket = valueAt(body, 'bucket');
      return bucket === expected.bucket ? breach(body, expected, facts, raw) : `the bucket ${shown(bucket)}`;
    };

const NAMESPACES = 'Namespaces and Pod Security';
const NETWORK = 'Network';
const IDENTITY = 'Permissions';
const OWNERS = 'Owners and cost';
const DATABASES = 'Databases, caches and other data';
const BUCKETS = 'Buckets';
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
    rule: 'protection from destruction in production',
    breach: destructible('a namespace that a plan may destroy'),
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
      if (hasContent(spec.pod_selector) || blocksOf(spec.pod_selector).length !== 1) return 'a policy for some pods only';
      const types = list(spec.policy_types).flat(Infinity).map(String).sort();
      if (types.join() !== 'Egress,Ingress') return 'a policy that denies one direction only';
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
    rule: "a trust policy that names this service's account alone",
    breach: ({ assume_role_policy: trust }, { trust: expected }) => (trust === expected ? undefined : 'another trust policy'),
  },
  roleName: {
    id: 'own.role.name',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.role',
    path: 'name',
    rule: ({ name }) => `the name ${show(name)}, by which policies and other tools find the role`,
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
    rule: 'the identifier, private subnets, TLS and final snapshot of the library',
    breach: changed,
  },
  password: {
    id: 'own.database.password',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'password',
    rule: 'a master password that RDS keeps and Terraform never sees',
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
  own: {
    id: 'own.database.own',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'replicate_source_db',
    rule: 'a database of its own, which no other one keeps',
    breach: ({ replicate_source_db: source }) =>
      source === undefined || source === null ? undefined : `a replica of ${shown(source)}`,
  },
  multiAz: {
    id: 'own.database.multi-az',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'multi_az',
    rule: 'two zones in production, or a singleAzReason',
    breach: ({ multi_az: zones }) => (zones === true ? undefined : `multi_az: ${shown(zones)}`),
  },
  quiet: {
    id: 'own.database.quiet',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'apply_immediately, allow_major_version_upgrade',
    rule: 'changes that wait for the maintenance window: no apply_immediately',
    breach: ({ apply_immediately: now }) =>
      now === undefined || now === null || now === false ? undefined : `apply_immediately: ${shown(now)}`,
  },
  kept: {
    id: 'own.database.kept',
    chapter: DATABASES,
    on: 'PostgresDatabase.instance',
    path: 'lifecycle.prevent_destroy',
    rule: 'protection from destruction by a plan',
    breach: destructible('an instance that a plan may destroy'),
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

/** What is promised of a bucket of the library in Terraform. */
export const BUCKET_GUARDRAILS = {
  bucket: {
    id: 'own.bucket',
    chapter: BUCKETS,
    on: 'ObjectBucket.bucket',
    path: 'bucket, lifecycle.prevent_destroy',
    rule: 'the name of the library, and protection from destruction by a plan',
    breach: (body, { bucket }) =>
      body.bucket === bucket ? destructible('a bucket that a plan may destroy')(body) : `the name ${shown(body.bucket)}`,
  },
  publicAccess: {
    id: 'own.bucket.public-access',
    chapter: BUCKETS,
    on: 'the public access block of ObjectBucket',
    path: 'bucket',
    rule: 'no public access of this bucket',
    breach: ofBucket(() => undefined),
  },
  ownership: {
    id: 'own.bucket.ownership',
    chapter: BUCKETS,
    on: 'the ownership controls of ObjectBucket',
    path: 'rule.object_ownership',
    rule: 'no ACLs of this bucket',
    breach: ofBucket((body) => otherThan(body, 'rule', 'object_ownership', 'BucketOwnerEnforced')),
  },
  encryption: {
    id: 'own.bucket.encryption',
    chapter: BUCKETS,
    on: 'the encryption of ObjectBucket',
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
    rule: 'encryption at rest of this bucket',
    breach: ofBucket((body) => otherThan(body, 'rule', 'apply_server_side_encryption_by_default.sse_algorithm', 'aws:kms')),
  },
  versioning: {
    id: 'own.bucket.versioning',
    chapter: BUCKETS,
    on: 'the versioning of ObjectBucket',
    path: 'versioning_configuration.status',
    rule: 'versioning of this bucket',
    breach: ofBucket((body) => otherThan(body, 'versioning_configuration', 'status', 'Enabled')),
  },
  policy: {
    id: 'own.bucket.policy',
    chapter: BUCKETS,
    on: 'the policy of ObjectBucket',
    path: 'policy',
    rule: 'TLS for every request of this bucket',
    breach: ofBucket(({ policy }, { policy: expected }) => (policy === expected ? undefined : 'another bucket policy')),
  },
  lifecycle: {
    id: 'own.bucket.lifecycle',
    chapter: BUCKETS,
    on: 'the lifecycle of ObjectBucket',
    path: 'rule',
    rule: 'old versions and objects of this bucket for as long as its props say',
    optional: true,
    breach: ofBucket(({ rule }, { noncurrentDays, days }) => {
      const rules = blocksOf(rule);
      const kept = rules.map((each) => [
        valueAt(each, 'noncurrent_version_expiration.noncurrent_days'),
        valueAt(each, 'expiration.days'),
      ]);
      const early = kept.find(([old, current]) => shorter(old, noncurrentDays) || shorter(current, days));
      return early && `a rule that deletes old versions after ${shown(early[0])} days, and objects after ${shown(early[1])}`;
    }),
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** What is promised of the permission by which a service reads its credentials for Kafka. */
export const KAFKA_GUARDRAILS = {
  reader: {
    id: 'own.kafka.reader',
    chapter: KUBERNETES,
    on: 'the Role of a KafkaUser',
    path: 'metadata.namespace, rule',
    rule: 'reading of its own credentials, and of nothing else',
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
    rule: 'that role for the service account of the service alone',
    breach: ({ metadata, role_ref: role, subject }, expected) => {
      const subjects = blocksOf(subject).map((each) =>
        `${shown(valueAt(each, 'namespace'))}/${shown(valueAt(each, 'name'))}`.replace(/'/g, ''),
      );
      if (valueAt(metadata, 'namespace') !== expected.namespace || valueAt(role, 'name') !== expected.role) return 'another role';
      return subjects.join() === expected.subject ? undefined : `the subjects ${subjects.join(', ')}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** Whether something is deleted sooner than was asked for; what was never to be deleted is at any time too soon. */
function shorter(actual: unknown, asked: unknown): boolean {
  if (actual === undefined) return false;
  return typeof actual !== 'number' || typeof asked !== 'number' || actual < asked;
}

/** What one block has instead of a value, or that there is more than one of it. */
function otherThan(body: Json, name: string, path: string, value: string): string | undefined {
  const blocks = blocksOf(body[name]);
  const other = blocks.length === 1 ? blocks.find((block) => valueAt(block, path) !== value) : blocks[1];
  if (blocks.length === 1 && other === undefined) return undefined;
  const argument = path.split('.').pop()!;
  return blocks.length > 1 ? `${blocks.length} blocks ${name}` : `${argument}: ${shown(valueAt(other, path))}`;
}

function hasContent(value: unknown): boolean {
  return blocksOf(value).some(
    (block) =>
      isUnreadable(block) ||
      Object.values(block).some((part) => isUnreadable(part) || (part !== null && Object.keys(part as object).length > 0)),
  );
}

/** All that is promised of what the library itself makes. */
export const OWN_GUARDRAILS: readonly OwnGuardrail[] = [
  ...Object.values(SERVICE_GUARDRAILS),
  ...Object.values(DATABASE_GUARDRAILS),
  ...Object.values(BUCKET_GUARDRAILS),
  ...Object.values(KAFKA_GUARDRAILS),
];

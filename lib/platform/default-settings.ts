import { checkQuantity, CPU, MEMORY } from '../core/check-quantity';
import type { QuantityKind } from '../core/check-quantity';
import type { Limit } from '../core/limits';
import { SettingsTable, value } from '../core/settings';
import type { Form, Settings } from '../core/settings';
import type { PlatformDefaults } from './defaults';

/** The limit of an instance class. */
export const DATABASE_CLASS: Limit = {
  type: 'string',
  pattern: '^db\\.[a-z0-9]+\\.[a-z0-9]+$',
  example: 'db.t3.medium',
  description: 'an RDS instance class such as db.t3.medium',
};
/** The limit of a node type. */
export const CACHE_NODE: Limit = {
  type: 'string',
  pattern: '^cache\\.[a-z0-9]+\\.[a-z0-9]+$',
  example: 'cache.t4g.medium',
  description: 'an ElastiCache node type such as cache.t4g.medium',
};

/** A quantity of Kubernetes, such as an example has it. */
function quantity(of: string, example: string, kind: QuantityKind): Form {
  return {
    kind: 'value',
    limit: { type: 'string', description: `a Kubernetes quantity of ${of} such as ${example}` },
    check: (validation, path, given) => void (typeof given === 'string' && checkQuantity(validation, path, given, kind)),
  };
}

function count(minimum: number, maximum: number): Form {
  return value({ type: 'integer', minimum, maximum });
}

const TABLE = {
  replicaCount: { form: count(1, 100), default: 2, text: 'The service survives the loss of one node' },
  maxReplicaFactor: {
    form: count(1, 50),
    default: 5,
    text: 'Multiplies `replicaCount`: room for a busy day, and a limit for a runaway',
  },
  cpuRequest: {
    form: quantity('CPU', '250m', CPU),
    default: '250m',
    text: 'Four containers share a core, which suits a service that mostly waits',
  },
  memoryRequest: { form: quantity('memory', '256Mi', MEMORY), default: '256Mi', text: 'Enough for a small JVM or Node process' },
  memoryLimitFactor: { form: count(1, 10), default: 2, text: 'Multiplies `memoryRequest`: a burst survives, a leak is stopped' },
  targetCpuPercent: { form: count(1, 100), default: 70, text: 'New pods are ready before the running ones are full' },
  surgePercent: { form: count(1, 100), default: 25, text: 'The default of Kubernetes for a rolling update' },
  jobPods: { form: count(0, 100), default: 4, text: 'A migration and a few scheduled jobs at the same time' },
  sidecarCpuRequest: {
    form: quantity('CPU', '100m', { ...CPU, minimum: 0n }),
    default: '100m',
    text: 'Room in the quota for a proxy or a log shipper in each pod',
  },
  sidecarMemoryRequest: { form: quantity('memory', '128Mi', { ...MEMORY, minimum: 0n }), default: '128Mi', text: 'The same' },
  databaseClassDev: {
    form: value(DATABASE_CLASS),
    default: 'db.t3.micro',
    text: 'The cheapest class that supports encryption',
  },
  databaseClassStandard: {
    form: value(DATABASE_CLASS),
    default: 'db.t3.medium',
    text: "4 GiB and burstable, because most services' databases are idle most of the time",
  },
  databaseClassPerformance: {
    form: value(DATABASE_CLASS),
    default: 'db.r6g.large',
    text: '16 GiB, and no CPU credits to run out of',
  },
  cacheNodeDev: { form: value(CACHE_NODE), default: 'cache.t4g.micro', text: 'The cheapest node type' },
  cacheNodeStandard: { form: value(CACHE_NODE), default: 'cache.t4g.medium', text: '3 GiB' },
  cacheNodePerformance: {
    form: value(CACHE_NODE),
    default: 'cache.r7g.large',
    text: '13 GiB, and no CPU credits to run out of',
  },
} as const satisfies Settings<PlatformDefaults>;

/** The platform's opinion, each with its reason: the check, the defaults and the table of the documentation are made of it. */
export const DEFAULT_SETTINGS = new SettingsTable<PlatformDefaults, typeof TABLE>(TABLE);

/** The limits of the defaults, which hold for a service's own props too. */
export const DEFAULTS_LIMITS = DEFAULT_SETTINGS.limits as Readonly<Record<keyof PlatformDefaults, Limit>>;

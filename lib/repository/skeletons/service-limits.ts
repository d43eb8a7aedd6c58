import { EXACT_HOST } from '../../core/host-name';
import { shorter } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { NamePattern } from '../../core/name-pattern';
import { PORT } from '../../core/names';
import { oneLine } from '../../core/one-line';
import { COMPANIONS } from '../../data/companions';
import type { CompanionForm, NameForm } from '../../data/shared/companion-description';
import { RESERVED_SERVICE_NAMES } from '../../platform/ownership';
import type { Platform } from '../../platform/platform';
import { SERVICE_NAME } from '../../platform/service-name';
import { DependencyKind } from '../../service/dependency-kind';
import { SERVICE_NAME_ROOM } from '../../service/derived-names';
import { METRICS_PORT } from '../infrastructure/files/application';
import { NONE } from './service-values';

/** What a new service may be, in one platform. */
export interface ServiceLimits {
  readonly name: NameForm;
  readonly description: Limit;
  readonly system: Limit;
  readonly port: Limit;
  /** A port that is taken already. */
  readonly takenPort: number;
  readonly host: Limit;
  readonly database: Limit;
  readonly databaseName: NameForm;
  readonly storageGb: Limit;
  readonly singleAzReason: Limit;
  readonly cache: Limit;
  readonly cacheName: NameForm;
  readonly bucketName: NameForm;
  readonly topic: Limit;
}

/** A process without rights of root serves no port below. */
const LOWEST_PORT = 1024;

/** How long a description is, so that catalog, GitHub and every page show it whole. */
export const DESCRIPTION = oneLine(200, 'Takes payments by card');

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required */
const SYSTEM: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$',
  example: 'checkout',
  maxLength: 63,
  description: 'the name of a system in the catalog, at most 63 characters',
};

const HOST_LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';

/** A host's name without a wildcard, which no reader takes for an address. Environments put their name before it. */
const HOST: Limit = { ...EXACT_HOST, fault: undefined, pattern: `^(${HOST_LABEL}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$` };

/** A cache and a database of one name would need one Secret for two things. */
const CACHE_NAME = { pattern: '^[a-z]([a-z0-9]|-[a-z0-9])*-cache$', example: 'session-cache' } as const;

/** The limits of a new service, each from the construct that it is for, narrowed to what holds in every environment. */
export function serviceLimits(platform: Platform): ServiceLimits {
  const { DATABASE, CACHE, BUCKET, TOPIC } = DependencyKind;
  const [database, cache, bucket, topic] = [DATABASE, CACHE, BUCKET, TOPIC].map((kind) => formOf(platform, kind));
  const longest = Math.max(...platform.environments.map(({ name }) => name.length));
  return {
    name: {
      limit: shorter({ ...SERVICE_NAME, description: withoutPattern(SERVICE_NAME.description) }, SERVICE_NAME_ROOM - longest),
      never: [new NamePattern(`^(${RESERVED_SERVICE_NAMES.join('|')})$`)],
    },
    description: DESCRIPTION,
    system: SYSTEM,
    port: { ...PORT, minimum: LOWEST_PORT },
    takenPort: METRICS_PORT,
    host: { ...HOST, maxLength: EXACT_HOST.maxLength! - longest - 1 },
    database: orNone(database.limits.tier),
    databaseName: { limit: database.name.limit, never: [...database.name.never, new NamePattern('-cache$')] },
    storageGb: database.limits.storageGb,
    singleAzReason: oneLine(database.limits.singleAzReason.maxLength!, database.limits.singleAzReason.example!),
    cache: orNone(cache.limits.tier),
    cacheName: { ...cache.name, limit: cacheLimit(cache.name.limit) },
    bucketName: bucket.name,
    topic: topic.name.limit,
  };
}

/** Who fills in a form reads words. */
function withoutPattern(description: string): string {
  return description.slice(0, description.indexOf(' ('));
}

/** What a companion of this kind says of forms. */
function formOf(platform: Platform, wanted: DependencyKind): CompanionForm {
  return COMPANIONS.find(({ kind, form }) => form && kind.name === wanted.name)!.form!(platform);
}

function orNone(tier: Limit): Limit {
  return { ...tier, enum: [NONE, ...tier.enum!] };
}

function cacheLimit(limit: Limit): Limit {
  return { ...limit, ...CACHE_NAME, description: `${limit.description}; it ends with -cache` };
}

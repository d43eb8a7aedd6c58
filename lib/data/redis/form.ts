import type { Platform } from '../../platform/platform';
import type { CompanionForm } from '../shared/companion-description';
import { nameForm } from '../shared/naming';
import { tierLimit } from '../shared/tiers';
import { REDIS_LIMITS, REPLICATION_GROUP_LENGTH } from './limits';

/** What a form asks of somebody who wants a cache. */
export function redisForm(platform: Platform): CompanionForm {
  return {
    name: nameForm(platform, { limit: REDIS_LIMITS.cacheName, length: REPLICATION_GROUP_LENGTH }),
    limits: { tier: tierLimit(platform.cacheTiers) },
  };
}

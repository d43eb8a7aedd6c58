import { NamePattern } from '../../core/name-pattern';
import { RESERVED_NAMES } from '../../guardrails/postgres-names';
import type { Platform } from '../../platform/platform';
import type { CompanionForm } from '../shared/companion-description';
import { nameForm } from '../shared/naming';
import { tierLimit } from '../shared/tiers';
import { IDENTIFIER_LENGTH, POSTGRES_LIMITS } from './limits';

/** What a form asks of somebody who wants a database. */
export function postgresForm(platform: Platform): CompanionForm {
  const { databaseName, storageGb, singleAzReason } = POSTGRES_LIMITS;
  const { limit, never } = nameForm(platform, { limit: databaseName, length: IDENTIFIER_LENGTH });
  const reserved = RESERVED_NAMES.map((name) => name.replaceAll('_', '-')).join('|');
  return {
    name: { limit, never: [...never, new NamePattern(`^(${reserved})$`), new NamePattern('^pg-')] },
    limits: { storageGb, singleAzReason, tier: tierLimit(platform.databaseTiers) },
  };
}

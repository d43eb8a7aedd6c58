import type { ValueName } from './service-values';

/** How a value stands in a text. */
export enum Written {
  /** As it is: it has no character that a file could read as its own. */
  PLAIN = 'plain',
  /** As a string or a list of JSON, which YAML, TOML and TypeScript read as well; the quotes of the placeholder go. */
  JSON = 'json',
  /** As text of one line in Markdown; in other files as JSON. */
  TEXT = 'text',
}

/** What a placeholder stands for. */
export interface Word {
  readonly value: ValueName;
  readonly written: Written;
}

const OF_SKELETONS: Readonly<Record<string, Word>> = {
  'skeleton-service': plain('name'),
  'skeleton_service': plain('module'),
  'skeleton-team': plain('group'),
  'skeleton-org': plain('organization'),
  'skeleton-description': { value: 'description', written: Written.TEXT },
};

const OWN: Readonly<Record<string, Word>> = {
  ...OF_SKELETONS,
  'skeleton-owner': plain('team'),
  'skeleton-purpose': { value: 'description', written: Written.JSON },
  'skeleton-system': plain('system'),
  'skeleton-pagerduty': { value: 'pagerDutyId', written: Written.JSON },
  'skeleton-minute': plain('minute'),
  'skeleton-port': plain('port'),
  'skeleton-host': plain('host'),
  'skeleton-db-name': plain('databaseName'),
  'skeleton-db-tier': plain('database'),
  'skeleton-db-storage': plain('storageGb'),
  'skeleton-db-reason': { value: 'singleAzReason', written: Written.JSON },
  'skeleton-cache-name': plain('cacheName'),
  'skeleton-cache-tier': plain('cache'),
  'skeleton-bucket-name': plain('bucketName'),
  'skeleton-topics': { value: 'topics', written: Written.JSON },
};

const IN_SKELETONS = new RegExp(`(["']?)(${longestFirst(OF_SKELETONS)})(["']?)`, 'g');
const IN_OWN = new RegExp(`(["']?)(${longestFirst(OWN)})(["']?)`, 'g');

/** Placeholders, and where they are in a line, with the quotes around them. */
export interface Words {
  readonly table: Readonly<Record<string, Word>>;
  readonly pattern: RegExp;
}

/** The placeholders of a skeleton's own files, which are a service that runs as it is. */
export const WORDS: Words = { table: OF_SKELETONS, pattern: IN_SKELETONS };

/** The placeholders of the files that the library itself writes for a new service. */
export const OWN_WORDS: Words = { table: OWN, pattern: IN_OWN };

/** One may begin with another. */
function longestFirst(table: Readonly<Record<string, Word>>): string {
  return Object.keys(table)
    .sort((one, other) => other.length - one.length)
    .join('|');
}

function plain(value: ValueName): Word {
  return { value, written: Written.PLAIN };
}

import { CacheTier, DatabaseTier, Provisioner } from '@golden-path/constructs';
import fc from 'fast-check';
import { booleans, candidates, integers, junk, sentence } from './arbitraries';
import type { Candidate } from './arbitraries';

/** Props by their names, each with whether it is allowed by itself. */
export type Candidates = Readonly<Record<string, Candidate<unknown>>>;

const NAME = /^[a-z]([a-z0-9]|-[a-z0-9])*$/;
const KEY = /^[A-Za-z0-9_.-]+$/;
const TOPIC = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const REMOTE = /^[A-Za-z0-9_@-][A-Za-z0-9_.@-]*(\/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const ENVIRONMENTS = ['staging', 'production'];

/** Some of the words that PostgreSQL keeps for itself; words of two kinds stand for the whole list. */
const RESERVED = ['user', 'select', 'postgres', 'rdsadmin', 'template1', 'all', 'table'];

/** No word of PostgreSQL ends with a digit, but for the names of its templates. */
const isFree = (name: string) => /[0-9]$/.test(name) && !/^(pg|template)/.test(name);

const namesEnvironment = (text: string) => ENVIRONMENTS.some((environment) => `-${text}-`.includes(`-${environment}-`));
const text = (value: unknown, pattern: RegExp, longest: number, shortest = 1) =>
  typeof value === 'string' && value.length >= shortest && value.length <= longest && pattern.test(value);

/** Allowed and refused values of a text, the refused ones near the allowed ones too. */
const texts = (pattern: RegExp, longest: number, wrong: string[], shortest = 1) => {
  const isSound = (value: unknown) => text(value, pattern, longest, shortest) && !wrong.includes(value as string);
  return candidates(
    fc.stringMatching(pattern).filter((value) => isSound(value) && !namesEnvironment(value)),
    fc.oneof(fc.constantFrom(...wrong), junk).filter((value) => value !== undefined && !isSound(value)),
  );
};

const names = (longest: number, ...wrong: string[]) =>
  texts(NAME, longest, ['orders-staging', 'production', 'a-production-b', 'Orders', 'a--b', '-a', 'ab', 'a_b', 'a'.repeat(longest + 1), ...wrong], 3);

const oneOf = (...allowed: string[]) =>
  candidates(fc.constantFrom(...allowed), junk.filter((value) => value !== undefined && !allowed.includes(value as string)));

const reason = candidates(
  sentence.filter((value) => value.length <= 1000),
  fc.oneof(fc.constantFrom('', ' ', 'x'.repeat(1001)), junk).filter((value) => value !== undefined && !text(value, /\S/, 1000)),
);

const provisioner = oneOf(...Object.values(Provisioner));

const isKeys = (value: unknown) => {
  if (!Array.isArray(value) || value.length === 0 || !Array.from(value).every((key) => text(key, KEY, 253))) return false;
  const variables = value.map((key: string) => variableOf(key));
  return new Set(variables).size === variables.length;
};

/** A key as a part of a variable's name, reckoned from the documentation. */
export function variableOf(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}

const keys = candidates(
  fc.uniqueArray(fc.stringMatching(KEY).filter((key) => key.length <= 253), { minLength: 1, maxLength: 5, selector: variableOf }),
  fc
    .oneof(fc.constantFrom<unknown>([], ['a', 'A'], ['a-b', 'a.b'], ['a', ''], ['a b'], 'a'), junk)
    .filter((value) => value !== undefined && !isKeys(value)),
);

export const POSTGRES = fc.record({
  databaseName: names(40, ...RESERVED).filter(({ value, valid }) => !valid || value === undefined || isFree(String(value))),
  storageGb: integers(20, 500),
  tier: oneOf(...Object.values(DatabaseTier)),
  multiAz: booleans,
  singleAzReason: reason,
  engineVersion: texts(/^(14|15|16|17|18)(\.[0-9]{1,2})?$/, 5, ['13', '19', '16.', '16.123', '16 ', 'v16', '16.4.1']),
  backupRetentionDays: integers(7, 35),
  provisioner,
});

export const REDIS = fc.record({
  cacheName: names(29),
  tier: oneOf(...Object.values(CacheTier)),
  multiAz: booleans,
  singleAzReason: reason,
  engineVersion: oneOf('7.0', '7.1'),
});

export const BUCKET_PROPS = fc.record({
  bucketName: names(37),
  expireAfterDays: integers(1, 3650),
  keepOldVersionsDays: integers(7, 3650),
  provisioner,
});

export const TOPIC_PROPS = fc.record({
  topicName: texts(TOPIC, 200, ['a..b', '.a', 'a.', 'A', 'a_b', '-a', 'a'.repeat(201)]),
  partitions: integers(1, 200),
  replicas: integers(1, 9),
  retentionHours: integers(1, 8760),
  compacted: booleans,
});

export const SECRET_PROPS = fc.record({
  secretName: texts(LABEL, 63, ['-a', 'a-', 'A', 'a.b', 'a'.repeat(64)]),
  keys,
  remoteKey: texts(REMOTE, 512, ['/a', 'a/', 'a//b', 'a b', '*', 'a/../b', '.a', 'a'.repeat(513)]),
  remoteKeyReason: candidates(
    fc.constantFrom('shared by every service', 'Zahlungen der Filiale', '読み取りのみ'),
    fc.oneof(fc.constantFrom('', '.', ' - '), junk).filter((value) => (typeof value === 'string' ? /^[ .-]*$/.test(value) : value !== undefined)),
  ),
});

/** Props without a value are left out, as most callers leave them out. */
export function valuesOf(props: Candidates): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])));
}

/** The props that are wrong by themselves, or missing. */
export function wrongIn(props: Candidates, required: readonly string[]): string[] {
  const missing = required.filter((key) => props[key].value === undefined);
  return [...Object.keys(props).filter((key) => !props[key].valid), ...missing];
}

/** A secret that lies elsewhere needs a reason, and one of the service's own needs none; by chance none lies below the service's. */
export function wrongPlace({ remoteKey, remoteKeyReason }: Candidates): string[] {
  if (remoteKey.value === undefined) return remoteKeyReason.value === undefined ? [] : ['remoteKeyReason'];
  return remoteKey.valid && remoteKeyReason.value === undefined ? ['remoteKey'] : [];
}

/** What the number of zones adds to that: one in production needs a reason, and two need none. */
export function wrongZones({ multiAz, singleAzReason }: Candidates, production: boolean): string[] {
  if (multiAz.value === true && singleAzReason.value !== undefined) return ['singleAzReason'];
  return multiAz.value === false && production && singleAzReason.value === undefined ? ['multiAz'] : [];
}

/** Records that are kept for good are not kept for some time. */
export function wrongRetention({ compacted, retentionHours }: Candidates): string[] {
  return compacted.value === true && retentionHours.value !== undefined ? ['retentionHours'] : [];
}

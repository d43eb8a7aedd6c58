import { breach } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { NameForm } from '../../data/shared/companion-description';
import { Platform } from '../../platform/platform';
import { PAGER_DUTY_ID } from '../../platform/team-settings';
import { TIER_NAME } from '../../platform/tiers';
import { EXAMPLE_REGION, examplePlatform } from '../../repository/infrastructure/example-platform';
import { serviceLimits } from '../../repository/skeletons/service-limits';
import type { ServiceLimits } from '../../repository/skeletons/service-limits';
import type { ServiceValues } from '../../repository/skeletons/service-values';
import { exceptNone, NONE } from './question';
import type { Answers, Condition, Question } from './question';

/** The limits of a platform with one environment of a short name: those of every platform are as narrow, or narrower. */
const LIMITS = limitsIn('dev');

const WITH_APP: Condition = { on: 'withApp', holds: (answer) => answer !== NONE, otherwise: 'without --with-app' };

const TIER: Limit = { ...TIER_NAME, description: 'the name of a tier such as dev, standard or performance, or none' };

/** The questions for a service whose code is in the same repository, in the order in which they are asked. */
export const APPLICATION_QUESTIONS: readonly Question[] = [
  { name: 'description', value: 'text', about: 'description of the service, in one line', limit: LIMITS.description, only: WITH_APP },
  {
    name: 'group',
    value: 'name',
    about: "team's group in the software catalog",
    limit: { ...LIMITS.system, description: 'the name of a group in the catalog, at most 63 characters' },
    standard: ({ team }) => team,
    only: WITH_APP,
    quiet: true,
  },
  {
    name: 'organization',
    value: 'name',
    about: 'GitHub organisation of the repository',
    limit: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}$',
      example: 'acme',
      description: 'letters, digits and hyphens, at most 39 characters',
    },
    standard: ({ scope }) => scope?.replace(/^@/, ''),
    only: WITH_APP,
    quiet: true,
  },
  { name: 'system', value: 'name', about: 'system in the software catalog', limit: LIMITS.system, only: WITH_APP, optional: true },
  {
    name: 'pagerDutyId',
    value: 'id',
    about: 'id of its own service in PagerDuty',
    limit: PAGER_DUTY_ID,
    only: WITH_APP,
    optional: true,
  },
  {
    name: 'host',
    value: 'name',
    about: 'host name in production, if the service is called from outside the cluster',
    limit: LIMITS.host,
    only: WITH_APP,
    optional: true,
  },
  {
    name: 'database',
    value: 'tier',
    about: 'tier of its PostgreSQL database, or none',
    limit: TIER,
    standard: () => NONE,
    only: WITH_APP,
    quiet: true,
  },
  named('database', "database's name", LIMITS.databaseName.limit, '-db'),
  {
    name: 'storageGb',
    value: 'number',
    about: "database's storage in GiB",
    limit: LIMITS.storageGb,
    read: numbers,
    standard: () => String(LIMITS.storageGb.minimum),
    only: chosen('database'),
    quiet: true,
  },
  {
    name: 'singleAzReason',
    value: 'text',
    about: 'why one zone is enough for the database in production',
    limit: LIMITS.singleAzReason,
    only: chosen('database'),
    optional: true,
  },
  {
    name: 'cache',
    value: 'tier',
    about: 'tier of its Redis cache, or none',
    limit: TIER,
    standard: () => NONE,
    only: WITH_APP,
    quiet: true,
  },
  named('cache', "cache's name", LIMITS.cacheName.limit, '-cache'),
  {
    name: 'bucket',
    value: 'name',
    about: 'name of its bucket, or none',
    limit: { ...LIMITS.bucketName.limit, description: `${LIMITS.bucketName.limit.description}, or none` },
    read: exceptNone,
    standard: () => NONE,
    only: WITH_APP,
    quiet: true,
  },
  {
    name: 'topics',
    value: 'names',
    about: "Kafka topics without the service's name, with commas between them, or none",
    limit: { ...LIMITS.topic, description: `names with commas between them, each ${LIMITS.topic.description}, or none` },
    read: (text) => exceptNone(text).flatMap((names) => names.split(',')),
    standard: () => NONE,
    only: WITH_APP,
    quiet: true,
  },
];

/** The values of a service, from complete answers. */
export function valuesOf(answers: Answers): ServiceValues {
  const { service, team, group, organization, description, port, system, host, database, databaseName, cache, cacheName } = answers;
  const { pagerDutyId, storageGb, singleAzReason, bucket, topics } = answers;
  return {
    name: service!,
    team: team!,
    group: group!,
    organization: organization!,
    description: description!,
    system,
    pagerDutyId,
    port: Number(port),
    host,
    database: database!,
    databaseName,
    storageGb: storageGb === undefined ? undefined : Number(storageGb),
    oneZone: singleAzReason !== undefined,
    singleAzReason,
    cache: cache!,
    cacheName,
    bucket: bucket !== NONE,
    bucketName: bucket,
    topics: topics === NONE ? [] : topics!.split(','),
  };
}

/** The flags of a service whose code is in the same repository that its form would refuse. */
export function applicationProblems(answers: Answers): Problem[] {
  const { environments, platformPackage, withApp = NONE } = answers;
  if (withApp === NONE) return [];
  // The environments of a package are not known here.
  const limits = platformPackage === undefined || platformPackage === NONE ? limitsIn(environments ?? 'dev') : LIMITS;
  const { port, databaseName, cacheName, bucket, topics } = answers;
  const names: readonly (readonly [flag: string, given: string | undefined, form: NameForm])[] = [
    ['--database-name', databaseName, limits.databaseName],
    ['--cache-name', cacheName, limits.cacheName],
    ['--bucket', bucket === NONE ? undefined : bucket, limits.bucketName],
  ];
  return [
    ...names.flatMap(([flag, given, form]) => nameProblem(flag, given, form)),
    ...tierProblems(answers, limits),
    ...(port === undefined ? [] : portProblem(port, limits)),
    ...twinTopics(topics === undefined ? [] : topics.split(',')),
  ];
}

function nameProblem(flag: string, given: string | undefined, { limit, never }: NameForm): Problem[] {
  if (given === undefined) return [];
  const problem = breach(flag, given, limit);
  if (problem) return [problem];
  if (!never.some((each) => each.matches(given))) return [];
  const allowed = 'a name that is not reserved, without that of an environment, which is added';
  return [{ path: flag, got: show(given), allowed, fix: 'use another name' }];
}

/** The tiers of a package are not known here. */
function tierProblems({ database, cache, platformPackage = NONE }: Answers, limits: ServiceLimits): Problem[] {
  if (platformPackage !== NONE) return [];
  return [breach('--database', database ?? NONE, limits.database), breach('--cache', cache ?? NONE, limits.cache)].filter(
    (problem) => problem !== undefined,
  );
}

function portProblem(port: string, { port: limit, takenPort }: ServiceLimits): Problem[] {
  const given = /^\d+$/.test(port) ? Number(port) : port;
  const problem = breach('--port', given, limit);
  if (problem) return [problem];
  const allowed = `a port other than ${takenPort}, which is that of the metrics`;
  return given === takenPort ? [{ path: '--port', got: port, allowed, fix: 'use another port' }] : [];
}

function twinTopics(topics: readonly string[]): Problem[] {
  const twin = topics.find((topic, index) => topics.indexOf(topic) < index);
  if (twin === undefined) return [];
  return [{ path: '--topics', got: `${show(twin)} twice`, allowed: 'each topic once', fix: 'remove one of the two' }];
}

function named(of: 'cache' | 'database', what: string, limit: Limit, end: string): Question {
  return {
    name: `${of}Name`,
    value: 'name',
    about: what,
    limit,
    standard: ({ service }) => service && `${service}${end}`,
    only: chosen(of),
    quiet: true,
  };
}

function chosen(on: 'cache' | 'database'): Condition {
  return { on, holds: (answer) => answer !== NONE, otherwise: `without --${on}` };
}

function numbers(text: string): unknown[] {
  return [/^\d+$/.test(text) ? Number(text) : text];
}

function limitsIn(environments: string): ServiceLimits {
  return serviceLimits(new Platform(examplePlatform('example', 'team', environments, EXAMPLE_REGION)));
}

import type { Platform } from '@golden-path/constructs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { GoldenPathError } from '../../lib/core/errors';
import { ServiceLanguage } from '../../lib/repository/skeletons/service-language';
import { serviceLimits } from '../../lib/repository/skeletons/service-limits';
import type { ServiceLimits } from '../../lib/repository/skeletons/service-limits';
import type { FormAnswers } from '../../lib/repository/template/form';
import { formPages } from '../../lib/repository/template/form';
import { anEnvironment, aPlatform } from '../support/platform';
import { ANSWERS, EVERYTHING, templateFor } from './fixture';
import { construct, synthesise } from './new-service';
import { runTask } from './task';

jest.mock('../../lib/repository/skeletons/skeleton-source', () => ({ skeletonFiles: () => [] }));

/** Two environments, one with a long name; a team that has some names alone; a tier more. */
const PLATFORM = aPlatform({
  catalog: { systems: [{ name: 'shop', owner: 'platform' }] },
  teams: [
    { name: 'payments', catalogGroup: 'Payments-Team', services: ['pay-*'], dataNames: ['pay-*', 'payouts', 'pay.*', 'ledger.paid*'] },
    { name: 'ledger' },
    { name: 'platform' },
  ],
  environments: [anEnvironment(), anEnvironment({ name: 'production-eu', production: true })],
  databaseTiers: [{ name: 'large', instanceClass: 'db.r6g.4xlarge' }],
});
const OWNERS = ['group:default/payments-team', 'group:default/ledger', 'group:default/platform'];
const LIMITS = serviceLimits(PLATFORM);
const TEMPLATE = templateFor(PLATFORM, { language: ServiceLanguage.PYTHON });
const PAGES = pagesWith(LIMITS);

/** Whether every page of a form takes the answers. */
type Accepts = (answers: object) => boolean;

function pagesWith(limits: ServiceLimits): Accepts {
  const ajv = new Ajv({ strict: false });
  const pages = formPages(PLATFORM, { languages: [ServiceLanguage.PYTHON], limits }).map((page) => ajv.compile(page));
  return (answers) => pages.every((page) => page(answers));
}

function stacksTs(answers: object): string {
  return runTask(TEMPLATE, { ...answers }).files['infra/stacks.ts'];
}

/** Whether the constructs take what the form would give them. */
function isTaken(answers: object, platform: Platform = PLATFORM): boolean {
  try {
    construct(stacksTs(answers), platform);
    return true;
  } catch (error) {
    // Anything else is no refusal, but code that does not compile or run.
    if (error instanceof GoldenPathError) return false;
    throw error;
  }
}

const name = (length: number) => fc.stringMatching(new RegExp(`^[a-z]([a-z0-9]|-[a-z0-9]){2,${length}}$`));
const NAMES = (end: string, most: number) =>
  fc.oneof(
    name(12).map((text) => `${text}${end}`),
    fc.integer({ min: 1, max: most + 2 }).map((length) => `${'n'.repeat(Math.max(1, length - end.length))}${end}`),
    fc.constantFrom('pay-outs', 'payouts', 'select', 'pg-data', 'staging-db', 'orders-production-eu', 'Orders', 'a--b', '-a', 'a-', '', 'é'),
  );
const TEXTS = fc.oneof(
  fc.constantFrom('Takes orders', 'It\'s "$(x)" `y` ${{ z }} {{ a }} {% b %} \\n <c> #', ' ', '', 'two\nlines', '\u202e', '\0', '😀', '.'),
  fc.string({ maxLength: 210, unit: 'binary' }),
);
const TOPICS = fc.oneof(
  fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/), { maxLength: 4 }),
  fc.constantFrom(['a', 'a'], ['a.b'], ['A'], ['a--b', 'a-b'], ['paid'], ['x'.repeat(149)], ['x'.repeat(150)]),
);

const FORMS: fc.Arbitrary<FormAnswers> = fc.record({
  name: fc.oneof({ weight: 3, arbitrary: name(20) }, NAMES('', 50), fc.constantFrom('platform', 'crossplane', 'pay-ments', 'pay', 'ledger')),
  owner: fc.constantFrom(...OWNERS),
  description: TEXTS,
  port: fc.oneof(fc.integer({ min: 1024, max: 65535 }), fc.constantFrom(0, 80, 1023, 9090, 65536, 8080.5)),
  host: fc.option(fc.constantFrom('a.acme.io', 'a', '*.acme.io', '10.0.0.1', 'A.acme.io', `${'a'.repeat(64)}.io`, `${'a.'.repeat(119)}io`, `${'a.'.repeat(130)}io`), { nil: undefined }),
  database: fc.constantFrom('none', 'dev', 'large', 'huge'),
  databaseName: NAMES('', 40),
  storageGb: fc.oneof(fc.integer({ min: 20, max: 500 }), fc.constantFrom(19, 501, 20.5)),
  oneZone: fc.boolean(),
  singleAzReason: TEXTS,
  cache: fc.constantFrom('none', 'standard', 'large'),
  cacheName: NAMES('-cache', 30),
  bucket: fc.boolean(),
  bucketName: NAMES('', 37),
  topics: TOPICS,
});

/** Forms that differ from a good one in a few answers, so that one of them alone can be what is refused. */
const NEARLY = fc
  .tuple(FORMS, fc.subarray(Object.keys(EVERYTHING) as (keyof FormAnswers)[], { minLength: 1, maxLength: 3 }))
  .map(([form, keys]): FormAnswers => {
    const changed = keys.filter((key) => key in form).map((key) => [key, form[key]]);
    return { ...EVERYTHING, ...Object.fromEntries(changed) };
  });

test('whatever the form accepts synthesises in every environment', () => {
  let synths = 0;
  fc.assert(
    fc.property(NEARLY.filter(PAGES), (answers) => {
      expect(synthesise(stacksTs(answers), PLATFORM)).toEqual([`${answers.name}-production-eu`, `${answers.name}-staging`]);
      synths += 1;
    }),
    { numRuns: 15 },
  );
  expect(synths).toBeGreaterThanOrEqual(15);
});

test('whatever a construct refuses is refused by the form', () => {
  const figures = { accepted: 0, refusedByBoth: 0, refusedByTheFormAlone: 0 };
  fc.assert(
    fc.property(NEARLY, (answers) => {
      const accepted = PAGES(answers);
      const taken = isConstructible(answers) && isTaken(answers);
      if (accepted) figures.accepted += 1;
      else if (taken) figures.refusedByTheFormAlone += 1;
      else figures.refusedByBoth += 1;
      expect(accepted && !taken).toBe(false);
    }),
    { numRuns: 300 },
  );
  console.info(`Forms: ${JSON.stringify(figures)}`);
  // Of three hundred throws; about forty-five is usual for the smallest.
  expect(Math.min(...Object.values(figures))).toBeGreaterThan(20);
});

/** Some answers are no TypeScript: what is not even a name cannot be tried. */
function isConstructible({ name: service, host = '', databaseName = '', cacheName = '', bucketName = '' }: FormAnswers): boolean {
  return ![service, host, databaseName, cacheName, bucketName].join('').includes("'");
}

/** One answer that is wrong, for each rule; a change of a rule changes what the form says. */
const WRONG: readonly (readonly [what: string, change: Partial<Record<keyof FormAnswers, unknown>>])[] = [
  ['a name that is too long with the longest environment', { name: 'n'.repeat(50) }],
  ['a name that is reserved for the platform', { name: 'platform' }],
  ['a name that is reserved for another team', { name: 'pay-ments', owner: OWNERS[1] }],
  ['an owner that is no team', { owner: 'group:default/others' }],
  ['a description of two lines', { description: 'a\nb' }],
  ['a description that is too long', { description: 'a'.repeat(201) }],
  ['the port of the metrics', { port: 9090 }],
  ['a host that is an address', { host: '10.0.0.1' }],
  ['a tier that the platform does not have', { database: 'huge' }],
  ['a database without a name', { databaseName: undefined }],
  ['a database with the name of an environment', { databaseName: 'orders-staging' }],
  ['a database with a name that PostgreSQL reserves', { databaseName: 'select' }],
  ['a database that is reserved for another team', { databaseName: 'payouts', owner: OWNERS[1] }],
  ['too little storage', { storageGb: 19 }],
  ['one zone without a reason', { singleAzReason: undefined }],
  ['a cache that could have the name of a database', { cacheName: 'orders' }],
  ['a bucket without a name', { bucketName: undefined }],
  ['a topic twice', { topics: ['a', 'a'] }],
  ['a topic that Kafka does not take', { topics: ['a b'] }],
  ['a topic that is reserved for another team', { name: 'ledger', topics: ['paid'], owner: OWNERS[1] }],
];

test.each(WRONG)('the form refuses %s', (_, change) => {
  expect(PAGES(EVERYTHING)).toBe(true);
  expect(PAGES({ ...EVERYTHING, ...change })).toBe(false);
});

test('a team takes the names that are its own', () => {
  const own = { ...EVERYTHING, name: 'pay-ments', databaseName: 'payouts', topics: ['paid'] };
  expect([PAGES(own), isTaken(own)]).toEqual([true, true]);
});

test('a limit that changes is the one of the form', () => {
  const large = { ...EVERYTHING, storageGb: 600 };
  expect(PAGES(large)).toBe(false);
  expect(pagesWith({ ...LIMITS, storageGb: { ...LIMITS.storageGb, maximum: 600 } })(large)).toBe(true);
});

test('a form without any choice is complete', () => {
  expect([PAGES(ANSWERS), isTaken(ANSWERS)]).toEqual([true, true]);
});

/** The fields of a page, as schemas. */
function fieldsOf(page: number): Record<string, Record<string, unknown>> {
  const pages = formPages(PLATFORM, { languages: [ServiceLanguage.PYTHON] });
  return pages[page].properties as Record<string, Record<string, unknown>>;
}

test('the help of a name says how long it may be with the longest environment', () => {
  const { description, maxLength } = fieldsOf(0).name;
  expect(description).toContain(`3 to ${String(maxLength)} lowercase letters`);
  for (const { limit } of [LIMITS.databaseName, LIMITS.cacheName, LIMITS.bucketName]) expect(limit.description).toContain(`3 to ${limit.maxLength} lowercase letters`);
  expect(LIMITS.cacheName.limit.maxLength).toBeLessThan(30);
});

test('each tier is shown with the class of its instances', () => {
  const { enum: tiers, enumNames } = fieldsOf(2).database as { enum: string[]; enumNames: string[] };
  expect(['none', 'large'].map((tier) => enumNames[tiers.indexOf(tier)])).toEqual(['none', 'large: db.r6g.4xlarge']);
});

import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { TeamProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';

const teams = (...others: TeamProps[]): TeamProps[] => [{ name: 'payments' }, { name: 'platform' }, ...others];
const problems = (...others: TeamProps[]) => thrownBy(() => aPlatform({ teams: teams(...others) })).problems;

const SAME: [what: 'dataNames' | 'services', one: string, other: string][] = [
  ['dataNames', 'ledger.*', 'ledger.*'],
  ['dataNames', 'ledger-*', 'ledger-db'],
  ['dataNames', 'ledger-db', 'ledger-*'],
  ['dataNames', 'led*', 'ledger.events'],
  ['dataNames', 'ledger-db', 'ledger-db'],
  ['services', 'ledger-*', 'ledger-worker'],
];

test.each(SAME)('two teams cannot both have %s alone: %s and %s', (what, one, other) => {
  expect(problems({ name: 'ledger', [what]: [one] }, { name: 'books', [what]: [other] })).toEqual([
    {
      path: `teams[3].${what}`,
      got: `'${other}'`,
      allowed: `${what} that no other team has; '${one}' is of 'ledger'`,
      fix: 'leave it to one of the two',
    },
  ]);
});

test('names of data and services are apart, and names that only look alike are two', () => {
  const [, , ledger, books] = aPlatform({
    teams: teams({ name: 'ledger', dataNames: ['ledger-*', 'ledger-db'], services: ['books-*'] }, { name: 'books', dataNames: ['books-*', 'ledger.*'] }),
  }).teams;
  expect([ledger.dataNames, ledger.services, books.dataNames, books.services]).toEqual([
    ['ledger-*', 'ledger-db'], ['books-*'], ['books-*', 'ledger.*'], [],
  ]);
});

test.each(['*', 'Ledger-*', 'ledger-*-db', '', 'a/b', '.a', 'a'.repeat(202)])('a pattern such as %p is refused', (pattern) => {
  expect(problems({ name: 'ledger', dataNames: [pattern] })).toMatchObject([
    { path: 'teams[2].dataNames[0]', allowed: 'the name of a database, bucket, cache or topic, or what names begin with and an asterisk, as in payments-*' },
  ]);
});

test('a service that another team has alone is refused', () => {
  const platform = aPlatform({ teams: teams({ name: 'ledger', services: ['ledger-*'] }) });
  const stack = new ServiceStack(new App(), 'ledger-worker-staging', { platform, environment: 'staging' });
  expect(thrownBy(() => new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-worker', teamName: 'payments' })).problems).toEqual([
    {
      path: 'serviceName',
      got: "'ledger-worker', made by the team 'payments'",
      allowed: "a service that no other team names: the platform gives it to 'ledger'",
      fix: "rename it, or ask the platform team to change the services of 'ledger'",
    },
  ]);
});

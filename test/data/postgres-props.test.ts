import { PostgresDatabase } from '@golden-path/constructs';
import type { DatabaseTier, Problem } from '@golden-path/constructs';
import { TerraformVariable } from 'cdktf';
import { DATABASE } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { inMemory } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { anEnvironment, aPlatform } from '../support/platform';

const make = (props: object, options: DataOptions = {}) =>
  inMemory((stack) => new PostgresDatabase(stack, 'Database', { ...DATABASE, ...props }), options);
const refused = (props: object, options: DataOptions = {}) => thrownBy(() => make(props, options));

const NAME = '3 to 40 lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen';
const VERSION = 'a version of PostgreSQL from 14 to 18, such as 16, or 16.4 to stay there';
const KNOWN = "'storageGb', 'tier', 'multiAz', 'singleAzReason', 'engineVersion', 'backupRetentionDays', 'provisioner', 'databaseName'";

/** What a team may write, and the one problem that it is refused for. */
const REFUSED: [props: object, problem: Problem][] = [
  [{ databaseName: undefined }, { path: 'databaseName', got: 'nothing', allowed: NAME, fix: 'give databaseName' }],
  [{ databaseName: 'Orders DB' }, { path: 'databaseName', got: "'Orders DB'", allowed: NAME, fix: "did you mean 'orders-db'?" }],
  [{ databaseName: 'db' }, { path: 'databaseName', got: "'db'", allowed: NAME, fix: 'make it 3 characters long or longer' }],
  [{ databaseName: 'order--history' }, { path: 'databaseName', got: "'order--history'", allowed: NAME, fix: "did you mean 'order-history'?" }],
  [{ databaseName: 'orders-' }, { path: 'databaseName', got: "'orders-'", allowed: NAME, fix: "did you mean 'orders'?" }],
  [{ databaseName: '1orders' }, { path: 'databaseName', got: "'1orders'", allowed: NAME, fix: "did you mean 'orders'?" }],
  [{ databaseName: 'a'.repeat(41) }, { path: 'databaseName', got: `'${'a'.repeat(41)}'`, allowed: NAME, fix: 'shorten it by 1 of its 41 characters' }],
  [
    { databaseName: 'orders-staging' },
    {
      path: 'databaseName',
      got: "'orders-staging'",
      allowed: "a name without an environment's: -staging is added",
      fix: "leave 'staging' out",
    },
  ],
  [
    { databaseName: 'production-orders' },
    {
      path: 'databaseName',
      got: "'production-orders'",
      allowed: "a name without an environment's: -production is added",
      fix: "leave 'production' out",
    },
  ],
  [
    { databaseName: 'user' },
    { path: 'databaseName', got: "'user'", allowed: 'a name that PostgreSQL does not reserve', fix: "name it after what it holds, as in 'orders-db'" },
  ],
  [
    { databaseName: 'postgres' },
    { path: 'databaseName', got: "'postgres'", allowed: 'a name that PostgreSQL does not reserve', fix: "name it after what it holds, as in 'orders-db'" },
  ],
  [
    { databaseName: 'current-user' },
    {
      path: 'databaseName',
      got: "'current-user'",
      allowed: 'a name that PostgreSQL does not reserve',
      fix: "name it after what it holds, as in 'orders-db'",
    },
  ],
  [
    { databaseName: 'pg-events' },
    {
      path: 'databaseName',
      got: "'pg-events'",
      allowed: 'a name that PostgreSQL does not reserve',
      fix: "name it after what it holds, as in 'orders-db'",
    },
  ],
  [{ storageGb: undefined }, { path: 'storageGb', got: 'nothing', allowed: 'an integer from 20 to 500', fix: 'give storageGb' }],
  [{ storageGb: 19 }, { path: 'storageGb', got: '19', allowed: 'an integer from 20 to 500', fix: 'use 20' }],
  [{ storageGb: 501 }, { path: 'storageGb', got: '501', allowed: 'an integer from 20 to 500', fix: 'use 500' }],
  [{ storageGb: 20.5 }, { path: 'storageGb', got: '20.5', allowed: 'an integer from 20 to 500', fix: 'use 21' }],
  [{ storageGb: '100' }, { path: 'storageGb', got: "'100'", allowed: 'an integer from 20 to 500', fix: 'use 100, a number without quotes' }],
  [{ storageGb: NaN }, { path: 'storageGb', got: 'NaN', allowed: 'an integer from 20 to 500', fix: 'write a number such as 20' }],
  [
    { tier: undefined },
    { path: 'tier', got: 'nothing', allowed: "one of 'dev', 'standard', 'performance'", fix: 'give tier' },
  ],
  [
    { tier: 'Standart' },
    { path: 'tier', got: "'Standart'", allowed: "one of 'dev', 'standard', 'performance'", fix: "did you mean 'standard'?" },
  ],
  [
    { tier: 'db.t3.large' },
    {
      path: 'tier',
      got: "'db.t3.large'",
      allowed: "one of 'dev', 'standard', 'performance'",
      fix: "use one of these, such as 'dev'",
    },
  ],
  [{ engineVersion: '13' }, { path: 'engineVersion', got: "'13'", allowed: VERSION, fix: "write it like '16'" }],
  [{ engineVersion: '19' }, { path: 'engineVersion', got: "'19'", allowed: VERSION, fix: "write it like '16'" }],
  [{ engineVersion: 16 }, { path: 'engineVersion', got: '16', allowed: VERSION, fix: "use '16', in quotes" }],
  [{ engineVersion: '16.4.1' }, { path: 'engineVersion', got: "'16.4.1'", allowed: VERSION, fix: "write it like '16'" }],
  [
    { backupRetentionDays: 6 },
    { path: 'backupRetentionDays', got: '6', allowed: 'an integer from 7 to 35', fix: 'use 7' },
  ],
  [
    { backupRetentionDays: 36 },
    { path: 'backupRetentionDays', got: '36', allowed: 'an integer from 7 to 35', fix: 'use 35' },
  ],
  [{ multiAz: 'yes' }, { path: 'multiAz', got: "'yes'", allowed: 'true or false', fix: 'use true, without quotes' }],
  [
    { singleAzReason: ' ' },
    {
      path: 'singleAzReason',
      got: "' '",
      allowed: 'a sentence that says why, at most 1000 characters',
      fix: "write it like 'a copy that can be made again within an hour'",
    },
  ],
  [
    { provisioner: 'terrafrom' },
    { path: 'provisioner', got: "'terrafrom'", allowed: "one of 'crossplane', 'terraform'", fix: "did you mean 'terraform'?" },
  ],
  [{ storageGB: 20 }, { path: 'storageGB', got: 'a prop that does not exist', allowed: KNOWN, fix: "did you mean 'storageGb'?" }],
  [{ instanceClass: 'db.m5.large' }, { path: 'instanceClass', got: 'a prop that does not exist', allowed: KNOWN, fix: 'remove it' }],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = refused(props);
  expect(error.code).toBe('InvalidProps');
  expect(error.where).toBe('PostgresDatabase at checkout-staging/Database');
  expect(error.problems).toEqual([problem]);
});

test('a sentence that says why may have 1000 characters and no more', () => {
  expect(() => make({ singleAzReason: 'x'.repeat(1000) })).not.toThrow();
  expect(refused({ singleAzReason: 'x'.repeat(1001) }).problems.map(({ path }) => path)).toEqual(['singleAzReason']);
});

test('every problem comes in one error', () => {
  const paths = problemPaths(() =>
    make(
      { databaseName: 'X', storageGb: '1', tier: 'huge', multiAz: false, engineVersion: '9', backupRetentionDays: 0, provisioner: 'x', size: 1 },
      { environment: 'production' },
    ),
  );
  expect(paths).toEqual([
    'size',
    'storageGb',
    'tier',
    'engineVersion',
    'backupRetentionDays',
    'provisioner',
    'databaseName',
    'multiAz',
  ]);
});

describe('how many zones', () => {
  test('one zone in production needs its reason', () => {
    expect(refused({ multiAz: false }, { environment: 'production' }).problems).toEqual([
      {
        path: 'multiAz',
        got: "false in 'production', a production environment",
        allowed: 'true, or false with a written reason',
        fix: "leave multiAz out, or add singleAzReason: '<why one zone is enough>'",
      },
    ]);
  });

  test.each(['staging', 'production'])('a reason for one zone beside two zones explains nothing, in %s', (environment) => {
    expect(refused({ multiAz: true, singleAzReason: 'cheaper' }, { environment }).problems).toEqual([
      {
        path: 'singleAzReason',
        got: "'cheaper'",
        allowed: 'nothing beside multiAz: true',
        fix: 'remove singleAzReason, or multiAz: true',
      },
    ]);
  });
});

describe('a name that would not fit', () => {
  const name = 'production-with-a-very-long-name-indeed';
  const platform = aPlatform({ environments: [anEnvironment(), anEnvironment({ name, production: true })] });

  test('in production is refused in staging already', () => {
    const databaseName = 'the-orders-of-all-customers';
    expect(refused({ databaseName }, { platform }).problems).toEqual([
      {
        path: 'databaseName',
        got: `'${databaseName}', 27 characters`,
        allowed: `at most 23 characters: the RDS identifier <name>-${name} has at most 63`,
        fix: 'shorten it by 4',
      },
    ]);
  });

  test('is as long as it may be, to the character', () => {
    expect(() => make({ databaseName: 'a'.repeat(23) }, { platform })).not.toThrow();
    expect(problemPaths(() => make({ databaseName: 'a'.repeat(24) }, { platform }))).toEqual(['databaseName']);
  });
});

test.each(['staginghouse', 'all-orders', 'user-db', 'a-1', 'a'.repeat(40)])('the name %s is fine', (databaseName) => {
  expect(() => make({ databaseName })).not.toThrow();
});

test('values that only Terraform knows are refused, since the request is written at synth', () => {
  const problems = thrownBy(() =>
    inMemory((stack) => {
      const variable = new TerraformVariable(stack, 'variable', { type: 'number' });
      const { stringValue, numberValue, booleanValue } = variable;
      new PostgresDatabase(stack, 'Database', {
        databaseName: `orders-${stringValue}`,
        storageGb: numberValue,
        tier: stringValue as unknown as DatabaseTier,
        multiAz: booleanValue as unknown as boolean,
        engineVersion: stringValue,
        singleAzReason: `because of ${stringValue}`,
      });
    }),
  ).problems;
  expect(problems.map(({ path }) => path)).toEqual(['storageGb', 'tier', 'multiAz', 'singleAzReason', 'engineVersion', 'databaseName']);
  expect(problems[0]).toEqual({
    path: 'storageGb',
    got: 'a Terraform token',
    allowed: 'a literal; an integer from 20 to 500',
    fix: 'write the value itself: it is needed at synth, and Terraform knows it only later',
  });
});

test.each([[undefined], [null], ['orders'], [5]])('no props at all are refused: %p', (props) => {
  const error = thrownBy(() => inMemory((stack) => new PostgresDatabase(stack, 'Database', props as never)));
  expect(error).toMatchObject({ code: 'InvalidProps', problems: [expect.objectContaining({ path: 'props', allowed: 'an object' })] });
});

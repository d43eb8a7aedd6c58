import { App } from 'cdktf';
import { Construct } from 'constructs';
import { GoldenPathError } from '../../lib/core/errors';
import { breach } from '../../lib/core/limits';
import { closest, show } from '../../lib/core/problems';

test('one error lists every problem with its path, the value, what is allowed and the fix', () => {
  const problems = [
    { path: 'replicaCount', got: '0', allowed: 'an integer from 1 to 100', fix: 'use 1' },
    { path: 'teamName', got: 'nothing', allowed: 'a team', fix: 'give teamName' },
  ];
  expect(new GoldenPathError('InvalidProps', 'MicroserviceInfra at a/Infra', problems).message).toBe(
    [
      '[InvalidProps] MicroserviceInfra at a/Infra: 2 problems, nothing was written',
      '',
      '  1. replicaCount: got 0',
      '     allowed: an integer from 1 to 100',
      '     fix: use 1',
      '  2. teamName: got nothing',
      '     allowed: a team',
      '     fix: give teamName',
      '',
    ].join('\n'),
  );
});

test.each([
  ['text', "'text'"],
  ["it's\nnew", "'it's\\nnew'"],
  [5, '5'],
  [NaN, 'NaN'],
  [10n, '10'],
  [null, 'null'],
  [undefined, 'nothing'],
  [{ a: 1 }, '{"a":1}'],
  [Symbol('x'), 'symbol'],
])('%p is shown on one line', (value, expected) => {
  expect(show(value)).toBe(expected);
});

test('a construct is shown by its class and path, another object by its class', () => {
  const app = new App({ outdir: '/nonexistent-but-unused' });
  expect(show(new Construct(app, 'Infra'))).toBe('Construct at Infra');
  expect(show(app)).toBe('App at the root');
  expect(show(new Map())).toBe('an object of the class Map');
  expect(show(Object.create(null))).toBe('{}');
});

test('a long value is cut', () => {
  expect(show('x'.repeat(10_000))).toBe(`'${'x'.repeat(79)}… (10002 characters)`);
});

test('a slip of the pen gets the name that was meant', () => {
  expect(closest('paymnets', ['ledger', 'payments'])).toBe('payments');
  expect(closest('Payments', ['ledger', 'payments'])).toBe('payments');
  expect(closest('warehouse', ['ledger', 'payments'])).toBeUndefined();
  expect(closest(5, ['ledger'])).toBeUndefined();
});

test.each([
  [0, 'use 1'],
  [101, 'use 100'],
  [2.5, 'use 3'],
  ['3', 'use 3, a number without quotes'],
  ['three', 'write a number such as 1'],
  [undefined, 'give replicaCount'],
])('%p for an integer is answered with: %s', (value, fix) => {
  expect(breach('replicaCount', value, { type: 'integer', minimum: 1, maximum: 100 })?.fix).toBe(fix);
});

test('a name in the wrong form gets the right one', () => {
  expect(breach('serviceName', 'PaymentService_v2', { type: 'string', pattern: '^[a-z][a-z0-9-]+$' })?.fix).toBe(
    "did you mean 'payment-service-v2'?",
  );
});

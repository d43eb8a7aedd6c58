import { Token } from 'cdktf';
import { add, ceil, choose, divide, equal, evaluate, input, join, multiply } from '../../lib/core/formula';
import { thrownBy } from '../support/errors';

test('a formula computes from named inputs', () => {
  const formula = add(multiply(input('a'), 5), ceil(divide(input('a'), 2)), choose(equal(input('a'), 3), 100, 0));
  expect(evaluate(formula, { a: 3 })).toBe(117);
  expect(evaluate(formula, { a: 4 })).toBe(22);
});

test('whole numbers are exact where a number rounds, and come as a number where it does not', () => {
  const pods = multiply(input('pods'), add(input('memory'), 1));
  expect(evaluate(pods, { pods: 22504, memory: 35_184_372_088_830 })).toBe(791_789_109_487_052_824n);
  expect(evaluate(pods, { pods: 2, memory: 255 })).toBe(512);
  expect(evaluate(multiply(input('pods'), 1.5), { pods: 3 })).toBe(4.5);
});

test('texts are joined', () => {
  expect(evaluate(join(input('service'), '-', input('environment')), { service: 'checkout', environment: 'staging' })).toBe(
    'checkout-staging',
  );
});

test('fails for a token, whose arithmetic would silently give a huge negative number', () => {
  const error = thrownBy(() => evaluate(multiply(input('replicaCount'), 5), { replicaCount: Token.asNumber({ resolve: () => 3 }) }));
  expect(error.code).toBe('TokenInArithmetic');
  expect(error.message).toContain('replicaCount: got a Terraform token');
});

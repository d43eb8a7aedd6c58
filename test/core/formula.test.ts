import { Token } from 'cdktf';
import { add, ceil, choose, divide, equal, evaluate, input, join, multiply } from '../../lib/core/formula';
import { thrownBy } from '../support/errors';

test('a formula computes from named inputs', () => {
  const formula = add(multiply(input('a'), 5), ceil(divide(input('a'), 2)), choose(equal(input('a'), 3), 100, 0));
  expect(evaluate(formula, { a: 3 })).toBe(117);
  expect(evaluate(formula, { a: 4 })).toBe(22);
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

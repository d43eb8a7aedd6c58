import { compositeFor, isRequestOf, observed, READY } from './composites';

const definition = { apiVersion: 'apiextensions.crossplane.io/v2', kind: 'CompositeResourceDefinition', spec: { group: 'acme.io', names: { kind: 'Database' } } };
const withClaims = { ...definition, spec: { group: 'acme.io', names: { kind: 'XDatabase' }, claimNames: { kind: 'Database' } } };
const request = {
  apiVersion: 'acme.io/v1',
  kind: 'Database',
  metadata: { name: 'orders', namespace: 'team-a', labels: { team: 'a' } },
  spec: { size: 'small', writeConnectionSecretToRef: { name: 'orders-db' } },
};

test('a request is of a definition by its group and kind', () => {
  expect([definition, withClaims].map((xrd) => isRequestOf(xrd, request))).toEqual([true, true]);
  expect(isRequestOf(definition, { ...request, apiVersion: 'other.io/v1' })).toBe(false);
  expect(isRequestOf(definition, { ...request, kind: 'Cache' })).toBe(false);
});

test('a request of Crossplane 2.x is the composite itself', () => {
  expect(compositeFor(request, definition)).toBe(request);
});

test('the composite of a claim is cluster-wide, refers to the claim, and does not get what is the claim\'s own', () => {
  expect(compositeFor(request, withClaims)).toEqual({
    apiVersion: 'acme.io/v1',
    kind: 'XDatabase',
    metadata: {
      name: 'orders-xxxxx',
      uid: expect.any(String),
      labels: { team: 'a', 'crossplane.io/claim-name': 'orders', 'crossplane.io/claim-namespace': 'team-a' },
    },
    spec: { size: 'small', claimRef: { apiVersion: 'acme.io/v1', kind: 'Database', name: 'orders', namespace: 'team-a' } },
  });
});

test('an observed document has the name that a cluster would have made up', () => {
  const composed = { apiVersion: 'acme.io/v1', kind: 'Instance', metadata: { generateName: 'orders-' } };
  expect(observed(composed, { conditions: [READY] })).toEqual({
    ...composed, metadata: { name: 'orders-xxxxx', generateName: 'orders-' }, status: { conditions: [READY] },
  });
});

test('an observed document keeps the name that the Composition gave it', () => {
  const composed = { apiVersion: 'acme.io/v1', kind: 'Instance', metadata: { name: 'orders' } };
  expect(observed(composed, {}).metadata).toEqual({ name: 'orders' });
});

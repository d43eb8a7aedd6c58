import { expressionsOf, OPERATOR_METADATA } from '../../lib/platform/operator-metadata';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';

test('an entry is a domain with those below it, or a whole key', () => {
  const matches = (entry: string, key: string) => new RegExp(expressionsOf([entry])[0]).test(key);
  expect(['istio.io/rev', 'topology.istio.io/network', 'myistio.io/rev', 'istioxio/rev', 'istio.io'].map((key) => matches('istio.io', key)))
    .toEqual([true, true, false, false, false]);
  expect(['istio-injection', 'istio-injection-off', 'acme.io/istio-injection'].map((key) => matches('istio-injection', key))).toEqual([true, false, false]);
  expect(['acme.io/scanned', 'acme.io/scanned-at', 'x.acme.io/scanned'].map((key) => matches('acme.io/scanned', key))).toEqual([true, false, false]);
});

test('nothing of ours, and nothing that Pod Security reads, is an operator’s by default', () => {
  const expressions = expressionsOf(OPERATOR_METADATA).map((each) => new RegExp(each));
  const ours = ['app.kubernetes.io/name', 'pod-security.kubernetes.io/enforce', 'eks.amazonaws.com/role-arn', 'platform.acme.io/team'];
  expect(ours.filter((key) => expressions.some((each) => each.test(key)))).toEqual([]);
});

test('text that is no key is refused, and a list replaces the default', () => {
  expect(aPlatform({ operatorMetadata: [] }).operatorMetadata).toEqual([]);
  expect(aPlatform().operatorMetadata).toEqual(OPERATOR_METADATA);
  expect(thrownBy(() => aPlatform({ operatorMetadata: ['.*', 'a.io/(b)', 'ok'] })).problems.map(({ path }) => path))
    .toEqual(['operatorMetadata[0]', 'operatorMetadata[1]']);
});

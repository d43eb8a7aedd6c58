import { sameSecret } from '../../lib/data/shared/same-secret';
import { StackKind } from '../../lib/guardrails/model/app-model';

const SPEC = {
  secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' },
  data: [{ secretKey: 'a', remoteRef: { key: 'production/own/stripe', property: 'a' } }],
  dataFrom: [{ find: { tags: { db: 'own' } } }],
};
const { guardrail, expected } = sameSecret(SPEC);

function changed(more: object): string | undefined {
  const body = { spec: { ...SPEC, ...more } };
  return guardrail.breach(body, expected(), { kind: StackKind.SERVICE }, body);
}

test.each([
  ['another store', { secretStoreRef: { kind: 'SecretStore', name: 'aws' } }],
  ['another key', { data: [{ secretKey: 'a', remoteRef: { key: 'production/other/stripe' } }] }],
  ['another store for one key', { data: [{ ...SPEC.data[0], sourceRef: { storeRef: { name: 'evil' } } }] }],
  ['a generator', { data: [{ secretKey: 'a', sourceRef: { generatorRef: {} } }] }],
  ['all of another secret', { dataFrom: [{ extract: { key: 'production/other/stripe' } }] }],
  ['whatever is found', { dataFrom: [{ find: { name: { regexp: '.*' } } }] }],
])('%s is refused', (_, more) => expect(changed(more)).toMatch(/secret/));

test.each([
  ['nothing', {}],
  ['another interval', { refreshInterval: '1h' }],
  ['one more field of the same secret', { data: [...SPEC.data, { secretKey: 'b', remoteRef: { key: 'production/own/stripe', property: 'b' } }] }],
  ['all fields of the same secret', { dataFrom: [{ extract: { key: 'production/own/stripe' } }] }],
  ['a template', { target: { template: { data: { x: '{{ .a }}' } } } }],
])('%s is not', (_, more) => expect(changed(more)).toBeUndefined());

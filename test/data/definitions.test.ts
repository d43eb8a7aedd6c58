import { composedBy, COMPOSITIONS, synthDataPlatform } from '../support/compositions';
import { legacyPlatform } from '../support/data';
import { without } from '../support/manifests';
import { aPlatform } from '../support/platform';
import type { Json } from '../support/synth';

const definition = ({ documents }: { documents: Record<string, Json> }, plural: string): Json =>
  documents[`compositeresourcedefinition-${plural}.platform.acme.io.yaml`];
const parameters = ({ spec }: Json): Json => spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters;

const KINDS = [
  ['PostgreSQLInstance', 'postgresqlinstances', ['host', 'port', 'database', 'username']],
  ['RedisCache', 'rediscaches', ['primary_endpoint_address', 'port', 'attribute.auth_token']],
  ['ObjectBucket', 'objectbuckets', []],
] as const;

describe.each(KINDS)('the definition of %s', (kind, plural, connectionSecretKeys) => {
  test('is namespaced in Crossplane 2.x, and allows no other Composition than that of the platform', () => {
    const { apiVersion, metadata, spec } = definition(synthDataPlatform(), plural);
    expect(apiVersion).toBe('apiextensions.crossplane.io/v2');
    expect(metadata.name).toBe(`${plural}.platform.acme.io`);
    expect(without(spec, 'versions')).toEqual({
      group: 'platform.acme.io',
      scope: 'Namespaced',
      names: { kind, plural },
      enforcedCompositionRef: { name: `${plural}.aws.platform.acme.io` },
    });
    expect(spec.versions).toEqual([expect.objectContaining({ name: 'v1alpha1', served: true, referenceable: true })]);
  });

  test('offers claims in Crossplane 1.x, whose composites are deleted after what they stand for', () => {
    const { apiVersion, metadata, spec } = definition(synthDataPlatform({ platform: legacyPlatform() }), `x${plural}`);
    expect(apiVersion).toBe('apiextensions.crossplane.io/v1');
    expect(metadata.name).toBe(`x${plural}.platform.acme.io`);
    expect(without(spec, 'versions')).toEqual({
      group: 'platform.acme.io',
      claimNames: { kind, plural },
      names: { kind: `X${kind}`, plural: `x${plural}` },
      connectionSecretKeys,
      defaultCompositeDeletePolicy: 'Foreground',
      enforcedCompositionRef: { name: `x${plural}.aws.platform.acme.io` },
    });
  });

  test('has the same schema in both, but for the length of a name, which a claim gives to its composite with a suffix', () => {
    const [now, then] = [definition(synthDataPlatform(), plural), definition(synthDataPlatform({ platform: legacyPlatform() }), `x${plural}`)];
    expect(parameters(then)).toEqual(parameters(now));
    const [nameNow, nameThen] = [now, then].map(({ spec }) => spec.versions[0].schema.openAPIV3Schema['x-kubernetes-validations'][0].rule);
    const length = Number(/<= (\d+)$/.exec(nameNow)![1]);
    expect(nameThen).toBe(nameNow.replace(/\d+$/, String(length + '-xxxxx'.length)));
  });

  test('is served by a Composition of two steps', () => {
    const { documents } = synthDataPlatform();
    const composition = documents[`composition-${plural}.aws.platform.acme.io.yaml`];
    expect(composition.spec.compositeTypeRef).toEqual({ apiVersion: 'platform.acme.io/v1alpha1', kind });
    expect(composition.spec.mode).toBe('Pipeline');
    expect(composition.spec.pipeline.map(({ step, functionRef }: Json) => [step, functionRef.name])).toEqual([
      ['patch-and-transform', 'function-patch-and-transform'],
      ['auto-ready', 'function-auto-ready'],
    ]);
  });
});

test('two zones are the default where users depend on the environment, and one needs its reason there', () => {
  const rule = {
    rule: 'self.multiAZ || has(self.singleAZReason)',
    message: 'multiAZ may be false in production only with a singleAZReason',
  };
  for (const plural of ['postgresqlinstances', 'rediscaches']) {
    const [staging, production] = ['staging', 'production'].map((environment) =>
      parameters(definition(synthDataPlatform({ environment }), plural)),
    );
    expect([staging.properties.multiAZ.default, production.properties.multiAZ.default]).toEqual([false, true]);
    const zoneRules = [staging, production].map((schema) => (schema['x-kubernetes-validations'] ?? []).filter((one: Json) => one.rule.includes('multiAZ')));
    expect(zoneRules).toEqual([[], [rule]]);
  }
});

test('storage may grow and not shrink', () => {
  const { storageGB } = parameters(definition(synthDataPlatform(), 'postgresqlinstances')).properties;
  expect(storageGB).toMatchObject({ type: 'integer', minimum: 20, maximum: 500 });
  expect(storageGB['x-kubernetes-validations'][0].rule).toBe('self >= oldSelf');
});

test.each(['Crossplane 2.x', 'Crossplane 1.x'])('what is in AWS outlives its request, with %s', (form) => {
  const isLegacy = form === 'Crossplane 1.x';
  const { documents } = synthDataPlatform({ platform: isLegacy ? legacyPlatform() : aPlatform() });
  const specs = Object.values(documents)
    .filter(({ kind }) => kind === 'Composition')
    .flatMap((composition) => Object.values(composedBy(composition)))
    .filter(({ base }) => base.apiVersion.includes('upbound.io'))
    .map(({ base }) => base);
  expect(specs).toHaveLength(9);
  for (const { apiVersion, spec } of specs) {
    expect(apiVersion).toMatch(isLegacy ? /^\w+\.aws\.upbound\.io\/v1beta[123]$/ : /^\w+\.aws\.m\.upbound\.io\/v1beta1$/);
    if (isLegacy) expect(spec).toMatchObject({ deletionPolicy: 'Orphan', providerConfigRef: { name: 'aws-staging' } });
    else {
      expect(spec.managementPolicies).toEqual(['Create', 'LateInitialize', 'Observe', 'Update']);
      expect(spec.providerConfigRef).toEqual({ kind: 'ClusterProviderConfig', name: 'aws-staging' });
    }
  }
});

test('without its owner nothing is made: every tag of an owner is required', () => {
  const { patches } = composedBy(synthDataPlatform().documents[COMPOSITIONS.postgres]).instance;
  const tags = patches.filter(({ toFieldPath }: Json) => toFieldPath.startsWith('spec.forProvider.tags['));
  const sources = tags.map((patch: Json) => [patch.toFieldPath.slice(21), [patch.fromFieldPath, patch.policy?.fromFieldPath]]);
  expect(Object.fromEntries(sources)).toEqual({
    '[platform.acme.io/team]': ['metadata.labels[platform.acme.io/team]', 'Required'],
    '[platform.acme.io/cost-center]': ['metadata.annotations[platform.acme.io/cost-center]', 'Required'],
    '[platform.acme.io/owner]': ['metadata.annotations[platform.acme.io/owner]', 'Required'],
    '[app.kubernetes.io/name]': ['metadata.namespace', undefined],
  });
});

import { refusals } from '../support/schemas/api-server';
import { crdOf, structuralProblems } from '../support/schemas/definitions';
import { modelProblems } from '../support/schemas/models';
import { requestSchema } from '../support/schemas/schema';
import type { DefinitionSpec } from '../support/schemas/schema';
import { find, TREES } from '../support/schemas/trees';
import type { Json } from '../support/synth';

const DEFINITIONS = Object.entries(TREES).flatMap(([tree, manifests]) => (
  manifests.filter(({ document }) => document.kind === 'CompositeResourceDefinition').map(({ path, document }) => ({ tree, path, document }))
));

const schemaIn = ({ spec }: Json) => (spec as DefinitionSpec).versions[0].schema.openAPIV3Schema;

test('every definition becomes a CustomResourceDefinition that Kubernetes takes', () => {
  expect(DEFINITIONS).toHaveLength(3 * 2 * 3);
  expect(modelProblems(DEFINITIONS.map(({ document }) => crdOf(document)))).toEqual(DEFINITIONS.map(() => []));
  expect(DEFINITIONS.flatMap(({ document }) => structuralProblems(schemaIn(document)))).toEqual([]);
});

test('every parameter and every kind explains itself to kubectl', () => {
  for (const { document } of DEFINITIONS) {
    const { description, properties } = schemaIn(document);
    const parameters = Object.values(properties!.spec.properties!.parameters.properties!);
    expect([description, ...parameters.map((parameter) => parameter.description)]).not.toContain(undefined);
  }
});

/** A definition of databases in which somebody changed something, as a CustomResourceDefinition and its schema's parts. */
function planted(plant: (parts: { schema: Json; parameters: Json; xrd: Json }) => void) {
  const xrd: Json = find(TREES['the examples'], 'production', 'CompositeResourceDefinition', 'postgresqlinstances.platform.acme.io');
  const schema = schemaIn(xrd);
  plant({ xrd, schema, parameters: schema.properties!.spec.properties!.parameters });
  return { xrd, schema };
}

type Plant = Parameters<typeof planted>[0];

const UNKNOWN_TO_KUBERNETES: [fault: string, plant: Plant, says: string][] = [
  ['a misspelt keyword', ({ parameters }) => { parameters.properties.storageGB.maxmum = 500; }, 'parameters.properties.storageGB.maxmum: unknown field'],
  ['a limit as text', ({ parameters }) => { parameters.properties.storageGB.maximum = '500'; }, 'parameters.properties.storageGB.maximum: must be number'],
  ['a length that is half', ({ parameters }) => { parameters.properties.database.maxLength = 40.5; }, 'parameters.properties.database.maxLength: must be integer'],
  ['one allowed value', ({ parameters }) => { parameters.properties.tier.enum = 'dev'; }, 'parameters.properties.tier.enum: must be array'],
  ['a version that says not whether it is served', ({ xrd }) => { delete xrd.spec.versions[0].served; }, 'spec.versions.0: must have required property served'],
  ['a field that versions have not', ({ xrd }) => { xrd.spec.versions[0].deprecatd = true; }, 'spec.versions.0.deprecatd: unknown field'],
];

const VERDICTS = modelProblems(UNKNOWN_TO_KUBERNETES.map(([, plant]) => crdOf(planted(plant).xrd)));

test.each(UNKNOWN_TO_KUBERNETES.map(([fault, , says], index) => ({ fault, says, verdict: VERDICTS[index] })))('Kubernetes does not take $fault', ({ says, verdict }) => {
  expect(verdict![0]).toContain(says);
});

const PARAMETERS = 'the schema.spec.parameters';

const UNSTRUCTURED: [fault: string, plant: Plant, says: string][] = [
  ['a parameter of no type', ({ parameters }) => { delete parameters.properties.tier.type; }, `${PARAMETERS}.tier has no type`],
  ['parameters that may be anything', ({ parameters }) => { parameters.additionalProperties = { type: 'string' }; }, `${PARAMETERS} has both properties and additionalProperties`],
  ['a required parameter that there is not', ({ parameters }) => { parameters.required.push('size'); }, `${PARAMETERS} requires size, which it does not have`],
  ['a rule that says nothing', ({ schema }) => { delete schema['x-kubernetes-validations'][0].rule; }, 'the schema has a rule that says nothing'],
  ['a misspelt field of a rule', ({ schema }) => { schema['x-kubernetes-validations'][0].mesage = 'x'; }, 'the schema has a rule with the field mesage'],
  ['a description of several parts', ({ parameters }) => { parameters.properties.tier.description = ['x']; }, `${PARAMETERS}.tier has a description that is no text`],
  ['a rule without a message', ({ parameters }) => { delete parameters['x-kubernetes-validations'][0].message; }, `${PARAMETERS} has a rule without a message of one line`],
  ['a default beyond its limit', ({ parameters }) => { parameters.properties.backupRetentionDays.default = 6; }, `${PARAMETERS}.backupRetentionDays has a default that is not allowed`],
  ['a default of another type', ({ parameters }) => { parameters.properties.engineVersion.default = 16; }, `${PARAMETERS}.engineVersion has a default that is not allowed`],
];

test.each(UNSTRUCTURED)('a structural schema has not %s', (_, plant, says) => {
  expect(structuralProblems(planted(plant).schema)).toEqual([says]);
});

const request = find(TREES['the examples'], 'production', 'PostgreSQLInstance', 'payments-db');

const UNSOUND_RULES: [fault: string, plant: Plant, says: string][] = [
  ['a field that there is not', ({ parameters }) => { parameters['x-kubernetes-validations'][0].rule = 'self.multiAz'; }, 'No such key: multiAz'],
  ['values that cannot be compared', ({ parameters }) => { parameters['x-kubernetes-validations'][0].rule = "self.storageGB >= '20'"; }, 'no such overload: int >= string'],
  ['a function that there is not', ({ parameters }) => { parameters['x-kubernetes-validations'][0].rule = 'self.tier.like("d")'; }, 'found no matching overload for \'string.like(string)\''],
  ['no yes or no', ({ parameters }) => { parameters['x-kubernetes-validations'][0].rule = 'self.storageGB'; }, 'is a int, not a bool'],
  ['metadata that rules do not see', ({ schema }) => { schema['x-kubernetes-validations'][0].rule = "self.metadata.namespace != ''"; }, 'No such key: namespace'],
];

test('a rule that cannot be evaluated is found out with the first request', () => {
  const schemas = UNSOUND_RULES.map(([, plant]) => requestSchema(planted(plant).xrd.spec as DefinitionSpec));
  const found = refusals(schemas.map((schema) => ({ schema, document: request })));
  expect(found).toEqual(UNSOUND_RULES.map(([, , says]) => [expect.stringContaining(says)]));
});

test('a request that says only what it must is complete', () => {
  const reviews = DEFINITIONS.map(({ document }) => {
    const spec = document.spec as DefinitionSpec;
    const { required = [] } = schemaIn(document).properties!.spec.properties!.parameters;
    const least: Record<string, unknown> = { storageGB: 20, tier: 'dev' };
    const parameters = Object.fromEntries(required.map((name) => [name, least[name]]));
    const { kind } = spec.claimNames ?? spec.names;
    const asked = { apiVersion: `${spec.group}/v1alpha1`, kind, metadata: { name: 'orders', namespace: 'shop' }, spec: { parameters } };
    return { schema: requestSchema(spec), document: asked };
  });
  expect(refusals(reviews).flat()).toEqual([]);
});

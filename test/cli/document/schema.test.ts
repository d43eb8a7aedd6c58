import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { load } from 'js-yaml';
import { documentSchema, schema } from '../../../lib/cli/schema/schema';
import { COMPANIONS } from '../../../lib/data/companions';
import { ACME, silent } from '../../support/service-documents';
import type { Json } from '../../support/synth';

const ROOT = path.resolve(__dirname, '../../..');
const PUBLISHED = path.join(ROOT, 'schemas/service.schema.json');

/** The schema of documents of acme. */
function ofAcme(): Record<string, never> {
  const printed: string[] = [];
  schema({ platform: '@acme/platform' }, silent(printed), ACME);
  return JSON.parse(printed.join(''));
}

const isValid = new Ajv({ strict: false, validateFormats: false }).compile(ofAcme());

function read(file: string): Record<string, unknown> {
  return load(fs.readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, unknown>;
}

test('the published schema is what the library is now: npm run generate:schema', () => {
  expect(JSON.parse(fs.readFileSync(PUBLISHED, 'utf8'))).toEqual(documentSchema(ACME));
});

test.each(['examples/service-yaml/service.yaml', 'test/cli/document/payment-service.yaml'])('%s is valid', (file) => {
  isValid(read(file));
  expect(isValid.errors).toBeNull();
});

test('every companion of the library has its kind', () => {
  const { properties } = documentSchema(ACME) as Record<string, Json>;
  expect(properties.data.additionalProperties.properties.kind.enum).toEqual(COMPANIONS.map(({ kind }) => kind.name));
});

test.each<[string, Record<string, unknown>]>([
  ['a key that does not exist', { replcas: 2 }],
  ['a team of another platform', { team: 'search' }],
  ['a number that is too large', { data: { 'payments-db': { kind: 'database', storageGb: 5000, tier: 'dev' } } }],
  ['a kind that does not exist', { data: { 'payments-db': { kind: 'mysql' } } }],
  ['a key of another kind', { data: { events: { kind: 'topic', storageGb: 20 } } }],
  ['a choice that does not exist', { app: { image: 'a', readinessProbe: { htp: '/' } } }],
  ['a text for a number', { replicas: '2' }],
  ['an environment that the platform does not have', { environments: { prod: {} } }],
  ['nothing in an environment for what is needed', { environments: { production: { app: { image: null } } } }],
  ['a key in an environment that does not exist', { environments: { production: { app: { prot: 1 } } } }],
])('%s is invalid', (_, change) => {
  const document = { name: 'payment-service', team: 'payments' };
  expect(isValid(document)).toBe(true);
  expect(isValid({ ...document, ...change })).toBe(false);
});

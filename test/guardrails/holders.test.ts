import * as fs from 'node:fs';
import * as path from 'node:path';
import { isHolderKind, mayHold } from '../../lib/guardrails/holder-kinds';
import { isHolder, namingArguments } from '../../lib/guardrails/holders';

const PROVIDERS = path.join(__dirname, '../../node_modules/@cdktf');

/** The source of the binding of a Terraform type, or nothing where the installed providers have no such type. */
function bindingOf(type: string): string | undefined {
  const [provider, ...rest] = type.split('_');
  const names = { kubernetes: ['provider-kubernetes'], helm: ['provider-helm'] }[provider] ?? ['provider-aws'];
  const file = path.join(PROVIDERS, names[0], 'lib', rest.join('-'), 'index.js');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** Every type in the source of the list, so that none can be left out of the test. */
const TYPES = [...fs.readFileSync(path.join(__dirname, '../../lib/guardrails/holders.ts'), 'utf8').matchAll(/^ {2}(\w+): '.*',$/gm)]
  .map(([, type]) => type)
  .filter(isHolder);

test.each([...new Set(TYPES)])('%s is a type of the provider, and its name is an argument of it', (type) => {
  const binding = bindingOf(type);
  expect(binding).toContain(`"${type}"`);
  const [first] = namingArguments(type).name.split('.');
  expect(first === '' || binding!.includes(`${first}:`)).toBe(true);
});

test('settings of what holds data hold none', () => {
  const settings = ['aws_db_subnet_group', 'aws_s3_bucket_policy', 'aws_kms_alias', 'aws_iam_role', 'constructor'];
  expect(settings.filter(isHolder)).toEqual([]);
  expect(TYPES.length).toBeGreaterThan(90);
});

test.each([
  ['platform.acme.io/v1alpha1', 'PostgreSQLInstance', true],
  ['another.example/v1', 'RedisCache', true],
  ['kafka.strimzi.io/v1', 'KafkaTopic', true],
  ['apps/v1', 'StatefulSet', true],
  ['rds.aws.m.upbound.io/v1beta1', 'Instance', true],
  ['elasticache.aws.upbound.io/v1beta2', 'ReplicationGroup', true],
  ['rds.aws.m.upbound.io/v1beta1', 'ParameterGroup', false],
  ['iam.aws.m.upbound.io/v1beta1', 'Role', false],
  ['kafka.strimzi.io/v1', 'KafkaUser', false],
  ['apps/v1', 'Deployment', false],
])('%s %s: %s', (apiVersion, kind, holds) => {
  expect(isHolderKind(apiVersion, kind)).toBe(holds);
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\n`;
  expect(mayHold(text) || !holds).toBe(true);
  expect(isHolderKind(apiVersion, kind, { 'argocd.argoproj.io/sync-options': 'Replace=true, Prune=false' })).toBe(true);
});

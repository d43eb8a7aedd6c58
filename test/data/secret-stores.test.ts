import { SecretBackend } from '@golden-path/constructs';
import type { Problem } from '@golden-path/constructs';
import { App } from 'cdktf';
import { aDataPlatform, synthDataPlatform } from '../support/compositions';
import { platformWith } from '../support/data';
import { thrownBy } from '../support/errors';

const conditions = [{ namespaceSelector: { matchExpressions: [{ key: 'platform.acme.io/team', operator: 'Exists' }] } }];
const stores = (options: Parameters<typeof synthDataPlatform>[0]) =>
  Object.fromEntries(Object.entries(synthDataPlatform(options).documents).filter(([file]) => file.startsWith('clustersecretstore')));
const platform = platformWith({ secretBackend: SecretBackend.VAULT, secretStoreName: 'vault' });

test('AWS Secrets Manager is one store, for the namespaces of teams', () => {
  const found = stores({});
  expect(Object.keys(found)).toEqual(['clustersecretstore-platform-secrets.yaml']);
  expect(found['clustersecretstore-platform-secrets.yaml'].spec).toEqual({
    provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } },
    conditions,
  });
});

test('Vault is a second store, beside that of what RDS keeps', () => {
  const found = stores({ platform, props: { vaultAddress: 'https://vault.acme.io:8200' } });
  expect(Object.keys(found)).toEqual(['clustersecretstore-vault-aws.yaml', 'clustersecretstore-vault.yaml']);
  expect(found['clustersecretstore-vault-aws.yaml'].spec.provider).toEqual({ aws: { service: 'SecretsManager', region: 'eu-west-1' } });
  expect(found['clustersecretstore-vault.yaml'].spec).toEqual({
    provider: {
      vault: {
        server: 'https://vault.acme.io:8200',
        path: 'secret',
        version: 'v2',
        auth: { kubernetes: { mountPath: 'kubernetes', role: 'external-secrets' } },
      },
    },
    conditions,
  });
});

test('Vault may be mounted elsewhere', () => {
  const props = { vaultAddress: 'https://vault.acme.io', vaultPath: 'kv/teams', vaultMountPath: 'k8s/main', vaultRole: 'reader' };
  expect(stores({ platform, props })['clustersecretstore-vault.yaml'].spec.provider.vault).toEqual({
    server: 'https://vault.acme.io',
    path: 'kv/teams',
    version: 'v2',
    auth: { kubernetes: { mountPath: 'k8s/main', role: 'reader' } },
  });
});

const PATH = 'a path of letters, digits, hyphens and underscores';
test.each<[props: object, problem: Problem]>([
  [{}, { path: 'vaultAddress', got: 'nothing', allowed: 'a URL that begins with https://', fix: 'give vaultAddress' }],
  [
    { vaultAddress: 'http://vault.acme.io' },
    {
      path: 'vaultAddress',
      got: "'http://vault.acme.io'",
      allowed: 'a URL that begins with https://',
      fix: "did you mean 'https://vault.acme.io'?",
    },
  ],
  [
    { vaultAddress: 'https://vault.acme.io', vaultPath: '/secret' },
    { path: 'vaultPath', got: "'/secret'", allowed: PATH, fix: "did you mean 'secret'?" },
  ],
  [
    { vaultAddress: 'https://vault.acme.io', vaultAdress: 'x' },
    {
      path: 'vaultAdress',
      got: 'a prop that does not exist',
      allowed: "'vaultAddress', 'vaultPath', 'vaultMountPath', 'vaultRole'",
      fix: "did you mean 'vaultAddress'?",
    },
  ],
])('Vault is refused with %p', (props, problem) => {
  const error = thrownBy(() => aDataPlatform(new App({ outdir: '/nonexistent-but-unused' }), { platform, props }));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'DataPlatform at platform-staging/Data', problems: [problem] });
});

import { readFileSync } from 'node:fs';
import { SecretBackend, ServiceSecret } from '@golden-path/constructs';
import type { Problem, ServiceSecretProps } from '@golden-path/constructs';
import { platformWith, SECRET } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { aServiceWith, inMemory, synthData, synthTree } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { only } from '../support/synth';
import type { Json } from '../support/synth';

const secret = (props: Partial<ServiceSecretProps> = {}, options: DataOptions = {}) =>
  synthData((stack, service) => service.connectTo(new ServiceSecret(stack, 'Secret', { ...SECRET, ...props })), options);
const make = (props: object) => inMemory((stack) => new ServiceSecret(stack, 'Secret', { ...SECRET, ...props }));

const SHARED = { remoteKey: 'shared/stripe', remoteKeyReason: 'all services of the group share this account' };
const policyOf = (json: Json) => JSON.parse(only(json, 'aws_iam_role_policy').policy).Statement[0];

const remote = (key: string, property: string) => ({
  secretKey: property,
  remoteRef: { key, property, conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
});

describe('the ExternalSecret', () => {
  test('copies the fields that the service uses into a Secret of the same name', () => {
    const { manifests } = secret({ keys: ['api-key', 'webhook.secret'] });
    expect(manifests).toEqual({
      'externalsecret-stripe.yaml': {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: {
          name: 'stripe',
          namespace: 'checkout-staging',
          labels: {
            'app.kubernetes.io/managed-by': 'argocd',
            'app.kubernetes.io/name': 'checkout',
            'platform.acme.io/env': 'staging',
            'platform.acme.io/team': 'payments',
          },
          annotations: { 'platform.acme.io/cost-center': 'cc-1', 'platform.acme.io/owner': 'payments-team' },
        },
        spec: {
          refreshInterval: '5m0s',
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform-secrets' },
          target: { name: 'stripe', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
          data: [remote('staging/checkout/stripe', 'api-key'), remote('staging/checkout/stripe', 'webhook.secret')],
        },
      },
    });
  });

  test('reads where the team says and why, which goes on record', () => {
    const { json, manifests } = secret({ ...SHARED, remoteKey: 'shared/stripe_v2' });
    const { spec } = manifests['externalsecret-stripe.yaml'];
    expect(spec.data).toEqual([remote('shared/stripe_v2', 'api-key')]);
    expect(policyOf(json).Resource).toEqual(['arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared/stripe_v2-??????']);
  });

  test('reads at a place of its environment and service where the team says nothing', () => {
    const { spec } = secret({}, { environment: 'production' }).manifests['externalsecret-stripe.yaml'];
    expect(spec.data).toEqual([remote('production/checkout/stripe', 'api-key')]);
  });

  test('does not change where the list that it was given changes', () => {
    const keys = ['api-key'];
    const { manifests } = synthData((stack, service) => {
      const made = new ServiceSecret(stack, 'Secret', { ...SECRET, keys });
      keys.push('other');
      service.connectTo(made);
      expect(service.environmentVariables.map(({ name }) => name)).toEqual(['STRIPE_API_KEY']);
    });
    expect(manifests['externalsecret-stripe.yaml'].spec.data).toHaveLength(1);
  });
});

describe('where its values live', () => {
  test('in AWS Secrets Manager the role may read that one secret, whose name AWS ends with six characters of its own', () => {
    expect(policyOf(secret(SHARED).json)).toEqual({
      Effect: 'Allow',
      Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      Resource: ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared/stripe-??????'],
    });
  });

  test('in Vault the role gets nothing, and the store is that of Vault', () => {
    const platform = platformWith({ secretBackend: SecretBackend.VAULT, secretStoreName: 'vault' });
    const { json, manifests } = secret({}, { platform });
    expect(json.resource.aws_iam_role_policy).toBeUndefined();
    expect(manifests['externalsecret-stripe.yaml'].spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  });
});

const NAME = 'lowercase letters, digits and hyphens, beginning and ending with a letter or digit, at most 63 characters';
const KEY = 'a field of letters, digits, dots, hyphens and underscores such as api-key';
const REMOTE =
  'a path of letters, digits and _.@-, no part beginning with a dot, such as production/payment-service/stripe, at most 512 characters';
const FIELDS = { allowed: 'a list of one or more', fix: "name the fields, as in keys: ['api-key']" };

const REFUSED: [props: object, problem: Problem][] = [
  [{ secretName: 'Stripe' }, { path: 'secretName', got: "'Stripe'", allowed: NAME, fix: "did you mean 'stripe'?" }],
  [{ keys: undefined }, { path: 'keys', got: 'nothing', ...FIELDS }],
  [{ keys: [] }, { path: 'keys', got: '[]', ...FIELDS }],
  [{ keys: 'api-key' }, { path: 'keys', got: "'api-key'", ...FIELDS }],
  [{ keys: ['api-key', 'a b'] }, { path: 'keys[1]', got: "'a b'", allowed: KEY, fix: "did you mean 'a-b'?" }],
  [{ keys: [''] }, { path: 'keys[0]', got: "''", allowed: KEY, fix: "write it like 'api-key'" }],
  [
    { keys: ['api-key', 'webhook', 'apiKey'] },
    { path: 'keys', got: 'two that are API_KEY as a variable', allowed: 'keys that differ', fix: 'remove one of them' },
  ],
  [
    { keys: ['api-key', 'api-key'] },
    { path: 'keys', got: 'two that are API_KEY as a variable', allowed: 'keys that differ', fix: 'remove one of them' },
  ],
  [{ remoteKey: '/stripe' }, { path: 'remoteKey', got: "'/stripe'", allowed: REMOTE, fix: "did you mean 'stripe'?" }],
  [
    { remoteKey: 'staging/checkout/../ledger/stripe' },
    { path: 'remoteKey', got: "'staging/checkout/../ledger/stripe'", allowed: REMOTE, fix: "write it like 'production/payment-service/stripe'" },
  ],
  [{ remoteKey: '../*' }, { path: 'remoteKey', got: "'../*'", allowed: REMOTE, fix: "write it like 'production/payment-service/stripe'" }],
  [
    { key: 'api-key' },
    { path: 'key', got: 'a prop that does not exist', allowed: "'secretName', 'remoteKey', 'remoteKeyReason', 'registry', 'keys'", fix: "did you mean 'keys'?" },
  ],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = thrownBy(() => make(props));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'ServiceSecret at checkout-staging/Secret' });
  expect(error.problems).toEqual([problem]);
});

describe("a secret that is not below the service's own path", () => {
  const teams = [{ name: 'payments' }, { name: 'platform' }, { name: 'ledger', services: ['ledger-*'] }];
  const refused = (props: Partial<ServiceSecretProps>) =>
    thrownBy(() => inMemory((stack) => new ServiceSecret(stack, 'Secret', { ...SECRET, ...props }), { platform: aPlatform({ teams }) })).problems;

  test.each([
    ['another service', 'staging/ledger-worker/db', ", of the service 'ledger-worker' in 'staging', which the platform gives to 'ledger'"],
    ['another service that no team has alone', 'staging/orders/db', ", of the service 'orders' in 'staging'"],
    ['a service whose name begins alike', 'staging/checkout-api/db', ", of the service 'checkout-api' in 'staging'"],
    ['another environment', 'production/checkout/stripe', ", of the service 'checkout' in 'production'"],
    ['several services', 'shared/stripe', ''],
    ['nobody, in the place of a folder', 'staging/checkout', ''],
  ])('takes a reason where it is of %s', (_, remoteKey, whose) => {
    expect(refused({ remoteKey })).toEqual([
      {
        path: 'remoteKey',
        got: `'${remoteKey}'${whose}`,
        allowed: "a path below 'staging/checkout/', where the service's own secrets lie, or another one with a written reason",
        fix: "leave remoteKey out, or add remoteKeyReason: '<why the service reads it>'",
      },
    ]);
    expect(() => make({ remoteKey, remoteKeyReason: 'the ledger agreed' })).not.toThrow();
  });

  test('takes no sign for a reason, and no reason where none is needed', () => {
    expect(refused({ remoteKey: 'shared/stripe', remoteKeyReason: '.' })).toMatchObject([{ path: 'remoteKeyReason' }]);
    const needless = { got: "'as ever'", allowed: "nothing beside a secret of the service's own", fix: 'remove remoteKeyReason' };
    for (const remoteKey of [undefined, 'staging/checkout/of/another/name']) {
      expect(refused({ remoteKey, remoteKeyReason: 'as ever' })).toEqual([{ path: 'remoteKeyReason', ...needless }]);
    }
  });

  test('stands in the record with its reason, and one of its own does not', () => {
    const recorded = (props: Partial<ServiceSecretProps>) => {
      const { outdir } = synthTree((app) => void aServiceWith(app, (stack) => new ServiceSecret(stack, 'Secret', { ...SECRET, ...props })));
      return JSON.parse(readFileSync(`${outdir}/golden-path.json`, 'utf8')).stacks['checkout-staging'].exceptions;
    };
    expect(recorded(SHARED)).toEqual([{ construct: 'Secret', what: 'the secret shared/stripe', reason: SHARED.remoteKeyReason }]);
    expect(recorded({ remoteKey: 'staging/checkout/card/stripe' })).toEqual([]);
  });
});

test('every problem comes in one error', () => {
  expect(problemPaths(() => make({ secretName: '-', keys: [5, '/'], remoteKey: '', size: 1 }))).toEqual([
    'size',
    'secretName',
    'remoteKey',
    'keys[0]',
    'keys[1]',
  ]);
});

test('values are nowhere in the code: a value beside the names is refused', () => {
  expect(problemPaths(() => make({ value: 'sk_live_1', values: { 'api-key': 'sk_live_1' } }))).toEqual(['value', 'values']);
});

test('a list with a hole is refused like any other that is not sound', () => {
  const keys: string[] = [];
  keys[1] = 'api-key';
  expect(problemPaths(() => make({ keys }))).toEqual(['keys[0]']);
});

describe('a login for a registry', () => {
  const pull = (props: Partial<ServiceSecretProps> = {}) => ({ secretName: 'registry', keys: undefined, registry: 'ghcr.io', ...props });
  const specOf = (registry: string) => (
    synthData((stack) => void new ServiceSecret(stack, 'Secret', pull({ registry }))).manifests['externalsecret-registry.yaml'].spec
  );

  test('is a pull secret, made of a user name and a password', () => {
    const login = 'dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc)';
    expect(specOf('ghcr.io')).toMatchObject({
      target: {
        name: 'registry',
        template: {
          type: 'kubernetes.io/dockerconfigjson', engineVersion: 'v2', mergePolicy: 'Replace',
          data: { '.dockerconfigjson': `{{ dict "auths" (dict "ghcr.io" (${login})) | toJson }}` },
        },
      },
      data: [remote('staging/checkout/registry', 'username'), remote('staging/checkout/registry', 'password')],
    });
  });

  test.each([
    ['docker.io', 'https://index.docker.io/v1/'],
    ['index.docker.io', 'https://index.docker.io/v1/'],
    ['registry.gitlab.com/acme', 'registry.gitlab.com/acme'],
    ['localhost:5000', 'localhost:5000'],
  ])('of %s has the key that the kubelet looks up', (registry, key) => {
    expect(specOf(registry).target.template.data['.dockerconfigjson']).toContain(`(dict "${key}" (dict`);
  });

  test('says which registry it is for, and another secret says none', () => {
    const registries: (string | undefined)[] = [];
    inMemory((stack) => registries.push(new ServiceSecret(stack, 'Pull', pull()).registry, new ServiceSecret(stack, 'Other', SECRET).registry));
    expect(registries).toEqual(['ghcr.io', undefined]);
  });

  test('has fields of its own, and a registry without a scheme', () => {
    const refused = (props: Partial<ServiceSecretProps>) => thrownBy(() => make(pull(props))).problems;
    expect(refused({ keys: ['token'] })).toEqual([{
      path: 'keys',
      got: '["token"]',
      allowed: 'nothing beside a registry: the secret has the fields username and password',
      fix: 'remove keys',
    }]);
    expect(['https://ghcr.io', 'ghcr.io/', '', 'a"b', '{{ . }}', 5 as never].flatMap((registry) => refused({ registry }).map(({ path }) => path)))
      .toEqual(Array(6).fill('registry'));
  });

  test('is not connected: it is for the kubelet, and not for code', () => {
    const error = thrownBy(() => synthData((stack, service) => service.connectTo(new ServiceSecret(stack, 'Secret', pull()))));
    expect(error.problems).toMatchObject([{ got: "the Secret 'registry', a login for 'ghcr.io'" }]);
  });
});

import { SecretBackend, ServiceSecret } from '@golden-path/constructs';
import type { Problem, ServiceSecretProps } from '@golden-path/constructs';
import { platformWith, SECRET } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { inMemory, synthData } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { only } from '../support/synth';

const secret = (props: Partial<ServiceSecretProps> = {}, options: DataOptions = {}) =>
  synthData((stack, service) => service.connectTo(new ServiceSecret(stack, 'Secret', { ...SECRET, ...props })), options);
const make = (props: object) => inMemory((stack) => new ServiceSecret(stack, 'Secret', { ...SECRET, ...props }));

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

  test('reads where the team says', () => {
    const { spec } = secret({ remoteKey: 'shared/stripe_v2' }).manifests['externalsecret-stripe.yaml'];
    expect(spec.data).toEqual([remote('shared/stripe_v2', 'api-key')]);
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
    const policy = JSON.parse(only(secret({ remoteKey: 'shared/stripe' }).json, 'aws_iam_role_policy').policy);
    expect(policy.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource: ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared/stripe-??????'],
      },
    ]);
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
const REMOTE = 'a path of letters, digits and _.@- such as production/payment-service/stripe, at most 512 characters';
const FIELDS = { allowed: 'a list of one or more', fix: "name the fields, as in keys: ['api-key']" };

const REFUSED: [props: object, problem: Problem][] = [
  [{ secretName: 'Stripe' }, { path: 'secretName', got: "'Stripe'", allowed: NAME, fix: "did you mean 'stripe'?" }],
  [{ keys: undefined }, { path: 'keys', got: 'nothing', ...FIELDS }],
  [{ keys: [] }, { path: 'keys', got: '[]', ...FIELDS }],
  [{ keys: 'api-key' }, { path: 'keys', got: "'api-key'", ...FIELDS }],
  [{ keys: ['api-key', 'a b'] }, { path: 'keys[1]', got: "'a b'", allowed: KEY, fix: "did you mean 'a-b'?" }],
  [{ keys: [''] }, { path: 'keys[0]', got: "''", allowed: KEY, fix: `change keys[0] to ${KEY}` }],
  [
    { keys: ['api-key', 'webhook', 'apiKey'] },
    { path: 'keys', got: 'two that are API_KEY as a variable', allowed: 'keys that differ', fix: 'remove one of them' },
  ],
  [
    { keys: ['api-key', 'api-key'] },
    { path: 'keys', got: 'two that are API_KEY as a variable', allowed: 'keys that differ', fix: 'remove one of them' },
  ],
  [{ remoteKey: '/stripe' }, { path: 'remoteKey', got: "'/stripe'", allowed: REMOTE, fix: "did you mean 'stripe'?" }],
  [{ remoteKey: '../*' }, { path: 'remoteKey', got: "'../*'", allowed: REMOTE, fix: `change remoteKey to ${REMOTE}` }],
  [
    { key: 'api-key' },
    { path: 'key', got: 'a prop that does not exist', allowed: "'secretName', 'remoteKey', 'keys'", fix: "did you mean 'keys'?" },
  ],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = thrownBy(() => make(props));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'ServiceSecret at checkout-staging/Secret' });
  expect(error.problems).toEqual([problem]);
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

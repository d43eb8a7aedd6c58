import { Peer } from '@golden-path/constructs';
import { assertAllowed, assertDenied, synthesize } from '@golden-path/constructs/testing';
import { paymentService } from '../main';

/** The security team's policy, which our stacks attach and do not make: this is what it says. */
const managedPolicies = {
  'arn:aws:iam::444455556666:policy/stripe-secrets-read': {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: 'arn:aws:secretsmanager:*:*:secret:stripe/*' }],
  },
};

const output = synthesize(paymentService, { managedPolicies });
const staging = output.service('payment-service', 'staging');
const production = output.service('payment-service', 'production');

test('customers come in through the ingress, and nobody gets past it', () => {
  assertAllowed(production.acceptsFrom(Peer.namespace('ingress-nginx'), 8080));
  assertDenied(production.acceptsFrom(Peer.service('ledger-worker'), 8080));
  assertDenied(production.acceptsFrom(Peer.namespace('ingress-nginx'), 9090));
});

test('the service and its nightly job reach the database, and nothing on the internet', () => {
  assertAllowed(production.canReach('10.20.3.4', 5432));
  assertAllowed(production.canReach('10.20.3.4', 5432, { job: 'settle' }));
  assertDenied(production.canReach('93.184.216.34', 443));
});

test('it reads its own Stripe key, changes no secret, and reads no secret of others', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:production';
  assertAllowed(production.may('secretsmanager:GetSecretValue', `${secret}/payment-service/stripe-AbCdEf`));
  assertDenied(production.may('secretsmanager:PutSecretValue', `${secret}/payment-service/stripe-AbCdEf`));
  assertDenied(production.may('secretsmanager:GetSecretValue', `${secret}/ledger-worker/ledger-db-endpoint-AbCdEf`));
});

test('what is secret comes from Secrets, what is not is plain to read', () => {
  expect(production.env('STRIPE_API_KEY')).toEqual({ secretName: 'stripe', secretKey: 'api-key' });
  expect(production.env('LOG_LEVEL')).toBe('info');
  expect(staging.env('LOG_LEVEL')).toBe('debug');
});

test('production is sized for a sale, and its database outlives a zone', () => {
  expect(production.replicas).toEqual({ min: 3, max: 15 });
  expect(production.databases).toEqual([expect.objectContaining({ name: 'payments-db', storageGb: 100, multiAz: true })]);
  expect(production.exceptions).toEqual([]);
});

test('both environments run the same image', () => {
  expect(production.images).toEqual(['ghcr.io/acme/payment-service:2.14.0']);
  expect(staging.images).toEqual(production.images);
});

test('events are kept for a week', () => {
  expect(production.manifest('KafkaTopic').spec.config).toMatchObject({ 'retention.ms': 7 * 24 * 3600 * 1000 });
});

import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { ServiceSecret } from '@golden-path/constructs';
import { TerraformProvider, TerraformResource, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, policy, REGION, trusted, unplanned } from './entry';
import type { Ordinary } from './entry';

const secret = (scope: Construct) => new SecretsmanagerSecret(scope, 'Stripe', { name: 'payment-service/stripe', recoveryWindowInDays: 30 });
const key = (scope: Construct, more = {}) => new KmsKey(scope, 'Key', { description: 'payments', enableKeyRotation: true, ...more });

/** The policy that AWS gives a key that has none: the account decides by IAM. */
const ACCOUNT_DECIDES = { Sid: 'Account', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' };

class ForeignProvider extends TerraformProvider {}

/** A resource of a provider that the library does not bring. */
function foreign(scope: Construct, type: string, body: Record<string, unknown>): TerraformResource {
  const [providerName] = type.split('_');
  new ForeignProvider(scope, providerName, {
    terraformResourceType: providerName, terraformProviderSource: `hashicorp/${providerName}`, terraformGeneratorMetadata: { providerName },
  });
  const resource = new TerraformResource(scope, `Foreign-${type}`, { terraformResourceType: type, terraformGeneratorMetadata: { providerName } });
  for (const [name, value] of Object.entries(body)) resource.addOverride(name, value);
  return resource;
}

const withForeign = (name: string, write: Ordinary['write']) =>
  unplanned('its provider has no schema among the packages of this repository', ordinary(name, write));

export const SECRETS = [
  ordinary('secrets: a login for a registry of images', (stack) => {
    new ServiceSecret(stack, 'Login', { secretName: 'registry', registry: 'ghcr.io' });
  }),
  ordinary('secrets: one whose value is put in by hand', (stack) => {
    new SecretsmanagerSecretVersion(stack, 'Value', {
      secretId: secret(stack).id, secretString: JSON.stringify({ apiKey: 'replace-me' }), lifecycle: { ignoreChanges: ['secret_string'] },
    });
  }),
  ordinary('secrets: one from a sensitive variable', (stack) => {
    const value = new TerraformVariable(stack, 'stripe_key', { type: 'string', sensitive: true, default: '' });
    new SecretsmanagerSecretVersion(stack, 'Value', { secretId: secret(stack).id, secretString: value.stringValue });
  }),
  ordinary('secrets: one that the service reads', (stack, service) => {
    service.grant(['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], [secret(stack).arn]);
  }),
  ordinary('secrets: one that rotates by a function', (stack) => {
    new SecretsmanagerSecretRotation(stack, 'Rotation', {
      secretId: secret(stack).id, rotationLambdaArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`, rotationRules: { automaticallyAfterDays: 30 },
    });
  }),
  ordinary("secrets: one that another team's role may read", (stack) => {
    const { arn } = secret(stack);
    new SecretsmanagerSecretPolicy(stack, 'Policy', {
      secretArn: arn,
      policy: policy({
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/ledger-worker-production` }, Action: 'secretsmanager:GetSecretValue', Resource: arn,
      }),
    });
  }),
  ordinary('secrets: a secret of the platform, looked up', (stack, service) => {
    const { arn } = new DataAwsSecretsmanagerSecret(stack, 'Shared', { name: 'shared/datadog' });
    service.grant(['secretsmanager:GetSecretValue'], [arn]);
  }),
  withForeign('secrets: a random password in a secret', (stack) => {
    const password = foreign(stack, 'random_password', { length: 32, special: false });
    new SecretsmanagerSecretVersion(stack, 'Value', { secretId: secret(stack).id, secretString: password.getStringAttribute('result') });
  }),
  withForeign('secrets: a date at which something is renewed', (stack) => void foreign(stack, 'time_rotating', { rotation_days: 90 })),
  withForeign('secrets: a null resource with triggers and no command', (stack) => void foreign(stack, 'null_resource', { triggers: { version: '3' } })),
  ordinary('secrets: plain and secure parameters', (stack, service) => {
    const [flag, token] = [
      new SsmParameter(stack, 'Flag', { name: '/payment-service/flag', type: 'String', value: 'on' }),
      new SsmParameter(stack, 'Token', {
        name: '/payment-service/token', type: 'SecureString', value: 'replace-me', lifecycle: { ignoreChanges: ['value'] },
      }),
    ];
    service.grant(['ssm:GetParameter'], [flag.arn, token.arn]);
  }),
  ordinary('secrets: a parameter of the platform, read by a plan', (stack) => {
    const { value } = new DataAwsSsmParameter(stack, 'Vpc', { name: '/platform/vpc-id' });
    new SsmParameter(stack, 'Copy', { name: '/payment-service/vpc', type: 'String', value });
  }),
  ordinary('secrets: a key with an alias', (stack) => {
    new KmsAlias(stack, 'Alias', { name: 'alias/payments', targetKeyId: key(stack).keyId });
  }),
  ordinary('secrets: a key with the policy that AWS gives', (stack) => void key(stack, { policy: policy(ACCOUNT_DECIDES) })),
  ordinary('secrets: a key that CloudWatch may use for logs', (stack) => {
    const logs = {
      Principal: { Service: `logs.${REGION}.amazonaws.com` }, Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      Resource: '*', Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/acme/*` } },
    };
    key(stack, { policy: policy(ACCOUNT_DECIDES, logs) });
  }),
  ordinary('secrets: a key that the service decrypts with', (stack, service) => {
    service.grant(['kms:Decrypt', 'kms:GenerateDataKey'], [key(stack).arn]);
  }),
  ordinary('secrets: an alias of AWS, looked up', (stack, service) => {
    service.grant(['kms:Decrypt'], [new DataAwsKmsAlias(stack, 'Alias', { name: 'alias/payments' }).targetKeyArn]);
  }),
  ordinary('secrets: a grant of a key to a role of the team', (stack) => {
    const role = new IamRole(stack, 'Batch', { name: 'payment-batch', assumeRolePolicy: trusted('batch.amazonaws.com') });
    new KmsGrant(stack, 'Grant', { keyId: key(stack).keyId, granteePrincipal: role.arn, operations: ['Decrypt'] });
  }),
  ordinary('secrets: a document of Systems Manager', (stack) => {
    new SsmDocument(stack, 'Runbook', {
      name: 'payment-refund', documentType: 'Automation', documentFormat: 'JSON',
      content: JSON.stringify({ schemaVersion: '0.3', mainSteps: [{ name: 'wait', action: 'aws:sleep', inputs: { Duration: 'PT1M' } }] }),
    });
  }),
  ordinary('secrets: a key that an account of a partner may use', (stack, service, _, reason) => {
    const partner = { Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: ['kms:Decrypt'], Resource: '*' };
    explain(service, key(stack, { policy: policy(ACCOUNT_DECIDES, partner) }), reason);
  }, 'who in that account may decrypt is decided there'),
];

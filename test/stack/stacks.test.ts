import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Guarantees, Environment, MicroserviceInfra, Platform, PlatformStack, ServiceStack, StateBackend } from '@golden-path/constructs';
import { App, LocalBackend, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { synthApp, synthService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });

test('the state lies in S3 under the id of the stack, encrypted and locked', () => {
  expect(synthService().terraform.backend).toEqual({
    s3: {
      bucket: 'state-of-tests',
      region: 'eu-west-1',
      key: 'checkout-staging/terraform.tfstate',
      encrypt: true,
      use_lockfile: true,
    },
  });
});

test('other backends', () => {
  const backendOf = (backend?: ReturnType<typeof StateBackend.local>) =>
    synthService({}, { platform: aPlatform({ environments: [anEnvironment({ backend })] }) }).terraform;
  expect(backendOf().backend).toEqual({ local: { path: '../../../terraform.checkout-staging.tfstate' } });
  const own = { bind: (stack: TerraformStack) => void new LocalBackend(stack, { path: 'own.tfstate' }) };
  expect(backendOf(own).backend).toEqual({ local: { path: 'own.tfstate' } });
  const prefixed = StateBackend.s3({
    bucket: 'abc',
    region: 'eu-west-1',
    keyPrefix: 'teams/payments/',
    kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  });
  expect(backendOf(prefixed).backend.s3).toMatchObject({
    key: 'teams/payments/checkout-staging/terraform.tfstate',
    kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  });
});

test('HCP Terraform has a workspace for each stack', () => {
  const platform = aPlatform({ environments: [anEnvironment({ backend: StateBackend.cloud({ organization: 'acme' }) })] });
  const stack = new ServiceStack(inMemory(), 'checkout-staging', { platform, environment: 'staging' });
  // Rendered alone: a synth of the app has CDKTF ask the terraform binary for its version.
  expect(JSON.parse(Testing.synth(stack)).terraform.cloud).toEqual({ organization: 'acme', workspaces: { name: 'checkout-staging' } });
});

test('a platform stack is owned by a team of the platform', () => {
  const stacks = synthApp((app) => void new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' }));
  expect(stacks['platform-staging'].provider.aws[0].default_tags[0].tags).toMatchObject({
    'app.kubernetes.io/name': 'platform',
    'platform.acme.io/team': 'platform',
  });
});

test('a plain stack works after applyTo, and keeps its own provider and backend', () => {
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, 'own');
    new AwsProvider(stack, 'mine', {
      region: 'us-east-1',
      allowedAccountIds: ['111122223333'],
      defaultTags: [
        {
          tags: {
            'app.kubernetes.io/managed-by': 'terraform',
            'app.kubernetes.io/name': 'checkout',
            'platform.acme.io/env': 'staging',
            'platform.acme.io/team': 'payments',
            'platform.acme.io/cost-center': 'cc-1',
            'platform.acme.io/owner': 'payments-team',
          },
        },
      ],
    });
    new LocalBackend(stack, { path: 'own.tfstate' });
    Guarantees.allowException(stack, 'a state for trying things out');
    const platform = aPlatform();
    platform.applyTo(stack, 'staging');
    expect(Platform.of(stack)).toBe(platform);
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  });
  expect(stacks.own.provider.aws).toHaveLength(1);
  expect(stacks.own.provider.aws[0].region).toBe('us-east-1');
  expect(stacks.own.terraform.backend).toEqual({ local: { path: 'own.tfstate' } });
});

test("a team's own resources carry the owner's labels and tags too", () => {
  const json = synthService(
    {},
    {
      build: (service) => {
        new ConfigMapV1(service, 'Config', {
          metadata: { name: 'config', namespace: service.namespaceName, labels: { 'app.kubernetes.io/name': 'importer', 'own': 'label' } },
        });
      },
    },
  );
  const [block] = Object.values(json.resource.kubernetes_config_map_v1) as { metadata: { labels: object; annotations: object } }[];
  expect(block.metadata.labels).toEqual({
    'app.kubernetes.io/managed-by': 'terraform',
    'app.kubernetes.io/name': 'importer',
    'own': 'label',
    'platform.acme.io/env': 'staging',
    'platform.acme.io/team': 'payments',
  });
  expect(block.metadata.annotations).toEqual({ 'platform.acme.io/cost-center': 'cc-1', 'platform.acme.io/owner': 'payments-team' });
});

test('labels and tags of another owner are refused', () => {
  const labels = { 'platform.acme.io/team': 'other' };
  const error = thrownBy(() =>
    synthService(
      {},
      {
        build: (service) => {
          new ConfigMapV1(service, 'Config', { metadata: { name: 'config', namespace: service.namespaceName, labels } });
          new SqsQueue(service, 'Queue', { tags: labels });
        },
      },
    ),
  );
  expect(error.problems.map(({ path, got }) => `${path}: ${got}`)).toEqual([
    "checkout-staging/Infra/Config: label platform.acme.io/team: 'other'",
    "checkout-staging/Infra/Queue: tag platform.acme.io/team: 'other'",
  ]);
});

test.each([
  ['checkout', "name it 'checkout-staging'"],
  ['checkout-production', "pass environment: 'production', or name it 'checkout-staging'"],
  ['staging', "name it '<service>-staging'"],
  ['-staging', "name it '<service>-staging'"],
  ['Checkout-staging', "name it 'checkout-staging'"],
  ['сheckout-staging', "name it 'checkout-staging': 'с' (U+0441, Cyrillic) at position 1 is not ASCII"],
  ['c-staging', "name it '<service>-staging'; the service's name is 'c': make it 3 characters long or longer"],
  [
    `${'c'.repeat(51)}-staging`,
    `name it '<service>-staging'; the service's name is '${'c'.repeat(51)}': shorten it by 1 of its 51 characters`,
  ],
  ['crossplane-staging', "rename the service: 'crossplane' is a name of the platform itself"],
  ['checkout--staging-', "name it 'checkout-staging'"],
])('fails for the stack id %s: %s', (id, fix) => {
  const error = thrownBy(() => new ServiceStack(inMemory(), id, { platform: aPlatform(), environment: 'staging' }));
  expect(error.code).toBe('InvalidProps');
  expect(error.problems).toEqual([expect.objectContaining({ path: 'id', fix })]);
});

test('fails where the platform is missing, as it is while two files import each other', () => {
  const error = thrownBy(
    () => new ServiceStack(inMemory(), 'checkout-staging', { platform: undefined as unknown as Platform, environment: 'staging' }),
  );
  expect(error.message).toContain('fix: pass the Platform; where it is undefined, two files may import each other');
});

test('fails for a platform stack whose team is none, and says which one is taken by default', () => {
  const teams = [{ name: 'payments' }];
  const error = thrownBy(
    () => new PlatformStack(inMemory(), 'platform-staging', { platform: aPlatform({ teams }), environment: 'staging' }),
  );
  expect(error.message).toContain(
    "teamName: got 'platform'\n     allowed: a team of the platform: 'payments'; 'platform' where it is left out\n     fix: use 'payments'",
  );
});

test('a construct finds its platform and environment', () => {
  const platform = aPlatform();
  const stack = new ServiceStack(inMemory(), 'checkout-staging', { platform, environment: 'staging' });
  const inside = new Construct(stack, 'Inside');
  expect(Platform.of(inside)).toBe(platform);
  expect(Environment.of(inside)).toBe(platform.environment('staging'));
});

test('fails for ids that belong to the platform team, and for others of its stacks', () => {
  expect(
    thrownBy(() => new ServiceStack(inMemory(), 'platform-staging', { platform: aPlatform(), environment: 'staging' })).message,
  ).toContain('use PlatformStack');
  expect(
    thrownBy(() => new PlatformStack(inMemory(), 'staging', { platform: aPlatform(), environment: 'staging' })).message,
  ).toContain("name it 'platform-staging'");
});

test('fails for an environment that the platform does not declare', () => {
  expect(
    thrownBy(() => new ServiceStack(inMemory(), 'checkout-test', { platform: aPlatform(), environment: 'test' })).message,
  ).toContain("'production', 'staging'");
});

test('fails outside of a platform, and says what to call', () => {
  const stack = new TerraformStack(inMemory(), 'plain');
  const error = thrownBy(() => new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' }));
  expect(error.code).toBe('NoPlatform');
  expect(error.message).toContain("call platform.applyTo(stack, '<environment>') first");
  expect(thrownBy(() => Platform.of(new Construct(inMemory(), 'x'))).message).toContain('pass a stack as the scope');
});

test('fails where a stack is given a second platform or environment', () => {
  const stack = new ServiceStack(inMemory(), 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
  expect(thrownBy(() => aPlatform().applyTo(stack, 'production')).code).toBe('StackConflict');
});

test('a stack without a service is owned by the team that applyTo names', () => {
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, 'shared-queues');
    aPlatform().applyTo(stack, 'staging', 'payments');
    new SqsQueue(stack, 'Queue', {});
  });
  expect(stacks['shared-queues'].provider.aws[0].default_tags[0].tags).toMatchObject({
    'app.kubernetes.io/name': 'shared-queues',
    'platform.acme.io/team': 'payments',
  });
});

test('the required version of a team stands', () => {
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, 'own');
    aPlatform().applyTo(stack, 'staging', 'payments');
    stack.addOverride('terraform.required_version', '>= 1.12.0');
  });
  expect(stacks.own.terraform.required_version).toBe('>= 1.12.0');
});

test('fails for AWS resources without an owner', () => {
  const error = thrownBy(() =>
    synthApp((app) => {
      const stack = new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
      new IamRole(stack, 'Role', { assumeRolePolicy: '{}' });
    }),
  );
  expect(error.message).toContain('AWS resources without an owner');
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { ServiceStack } from './fixtures/service-stack';
import type { StackJson } from '.';
import { checkStacks, describeWithTerraform, OfflineTerraform, planTogether } from '.';

interface Json {
  [key: string]: Json | string | number | boolean | Json[] | string[];
}

/** A good stack as it is synthesised, with whatever the test breaks in it. */
function serviceStack(): StackJson & { resource: Record<string, Json>; provider: Record<string, Json[]> } {
  return JSON.parse(Testing.synth(new ServiceStack(Testing.app(), 'shop-production'))) as ReturnType<typeof serviceStack>;
}

const trustStack: StackJson = {
  data: { aws_iam_policy_document: { Trust: { statement: [{ actions: ['sts:AssumeRole'] }] } } },
  resource: { aws_iam_role: { Role: { assume_role_policy: '${data.aws_iam_policy_document.Trust.json}' } } },
};

/** Calls the action with a new folder under the system's, and removes it. */
async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeWithTerraform('terraform with stub providers', () => {
  let terraform: OfflineTerraform;
  beforeAll(async () => {
    terraform = await OfflineTerraform.start([serviceStack(), trustStack]);
  });
  afterAll(() => terraform.stop());

  async function withStack<T>(stack: StackJson, action: (folder: string) => Promise<T>): Promise<T> {
    return inFolder(async (folder) => {
      writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack, undefined, 2));
      return action(folder);
    });
  }

  const validate = async (stack: StackJson) => withStack(stack, async (folder) => terraform.validate(folder));
  const plan = async (stack: StackJson, variables = {}) => withStack(stack, async (folder) => terraform.plan(folder, variables));

  test('accepts a good stack and leaves its folder as it was', async () => {
    await withStack(serviceStack(), async (folder) => {
      await terraform.validate(folder);
      await terraform.plan(folder);
      expect(readdirSync(folder)).toEqual(['cdk.tf.json']);
    });
  });

  test('plans what is known, and says of computed values that apply will tell', async () => {
    const { resource_changes, output_changes } = await plan(serviceStack());
    expect(resource_changes).toHaveLength(16);
    expect(resource_changes?.find(({ name }) => name === 'Account')?.change).toMatchObject({
      actions: ['create'],
      after: { metadata: [{ name: 'shop', namespace: 'shop' }] },
      after_unknown: { default_secret_name: true, id: true, metadata: [{ generation: true, resource_version: true, uid: true }] },
    });
    expect(output_changes?.RoleArn).toMatchObject({ after_unknown: true });
  });

  test('plans with values of variables', async () => {
    const { planned_values } = await plan(serviceStack(), { max_replicas: 9 });
    const autoscaler = planned_values.root_module.resources?.find(({ name }) => name === 'Autoscaler');
    expect(autoscaler?.values).toMatchObject({ spec: [{ max_replicas: 9 }] });
  });

  test('reads data sources without a cloud', async () => {
    const { planned_values } = await plan(trustStack);
    expect(planned_values.root_module.resources?.map(({ address }) => address)).toEqual(['aws_iam_role.Role']);
  });

  type Fault = (resource: Record<string, Json>, stack: ReturnType<typeof serviceStack>) => void;
  const set =
    (type: string, name: string, path: string[], value: Json[string] | undefined): Fault =>
      (resource) => {
        const parent = path.slice(0, -1).reduce((json, key) => json[key] as Json, resource[type][name] as Json);
        Object.assign(parent, { [path[path.length - 1]]: value });
      };

  test.each<[string, Fault, string]>([
    ['a misspelt argument', set('aws_s3_bucket', 'Bucket', ['bukcet'], 'x'), 'No argument or block type is named "bukcet".'],
    [
      'a misspelt argument in a block',
      set('kubernetes_horizontal_pod_autoscaler_v2', 'Autoscaler', ['spec', 'scale_target_ref', 'nam'], 'x'),
      'No argument or block type is named "nam".\n  → at kubernetes_horizontal_pod_autoscaler_v2.Autoscaler.spec.scale_target_ref,',
    ],
    ['a missing argument', set('aws_iam_role_policy', 'RolePolicy', ['policy'], undefined), 'The argument "policy" is required'],
    [
      'a missing argument in a block',
      set('kubernetes_network_policy_v1', 'NetworkPolicy', ['spec', 'policy_types'], undefined),
      'The argument "policy_types" is required',
    ],
    [
      'a missing argument in a nested attribute',
      set('helm_release', 'Release', ['set', '0', 'name'], undefined),
      'Inappropriate value for attribute "set": element 0: attribute "name" is required.',
    ],
    [
      'a missing block',
      set('kubernetes_namespace_v1', 'Namespace', ['metadata'], undefined),
      'At least 1 "metadata" blocks are required.',
    ],
    [
      'a missing nested block',
      set('kubernetes_pod_disruption_budget_v1', 'DisruptionBudget', ['spec', 'selector'], undefined),
      'At least 1 "selector" blocks are required.',
    ],
    [
      'two blocks where one is allowed',
      set('kubernetes_namespace_v1', 'Namespace', ['metadata'], [{ name: 'a' }, { name: 'b' }]),
      'No more than 1 "metadata" blocks are allowed',
    ],
    [
      'a word for a number',
      set('aws_sqs_queue', 'Queue', ['delay_seconds'], 'soon'),
      'Inappropriate value for attribute "delay_seconds": a number is required.',
    ],
    [
      'a string for a list',
      set('helm_release', 'Release', ['values'], 'x'),
      'Inappropriate value for attribute "values": list of string required',
    ],
    [
      'a list for a map',
      set('aws_s3_bucket', 'Bucket', ['tags'], ['x']),
      'Inappropriate value for attribute "tags": map of string required.',
    ],
    [
      'a string for a list in a block',
      set('kubernetes_network_policy_v1', 'NetworkPolicy', ['spec', 'policy_types'], 'Ingress'),
      'Inappropriate value for attribute "policy_types": list of string required',
    ],
    [
      'an argument that only the provider sets',
      set('aws_iam_role', 'Role', ['arn'], 'x'),
      'The provider sets "arn"; a configuration cannot.',
    ],
    [
      'such an argument in a block',
      set('kubernetes_namespace_v1', 'Namespace', ['metadata', 'uid'], 'x'),
      'The provider sets "metadata.0.uid"',
    ],
    [
      'a dangling reference',
      set('aws_iam_role_policy', 'RolePolicy', ['role'], '${aws_iam_role.Gone.name}'),
      'Reference to undeclared resource',
    ],
    [
      'a reference to a missing attribute',
      set('aws_iam_role_policy', 'RolePolicy', ['role'], '${aws_iam_role.Role.nam}'),
      'This object has no argument, nested block, or exported attribute named "nam". Did you mean "name"?',
    ],
    [
      'a reference into a block without its index',
      set('aws_iam_role_policy', 'RolePolicy', ['role'], '${kubernetes_namespace_v1.Namespace.metadata.name}'),
      'Block type "metadata" is represented by a list of objects',
    ],
    ['an unknown resource type', (resource) => void Object.assign(resource, { aws_iam_rolle: { Role: {} } }), 'aws_iam_rolle'],
    [
      'a misspelt argument of a provider',
      (_, { provider }) => void Object.assign(provider.aws[0], { regoin: 'x' }),
      'No argument or block type is named "regoin".',
    ],
  ])('rejects %s', async (_, plant, message) => {
    const stack = serviceStack();
    plant(stack.resource, stack);
    await expect(validate(stack)).rejects.toThrow(message);
  });

  test('reports all problems at once, each with its address', async () => {
    const stack = serviceStack();
    set('aws_s3_bucket', 'Bucket', ['bukcet'], 'x')(stack.resource, stack);
    set('aws_sqs_queue', 'Queue', ['delay_seconds'], 'soon')(stack.resource, stack);
    await expect(validate(stack)).rejects.toMatchObject({
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ address: 'aws_s3_bucket.Bucket' }),
        expect.objectContaining({ address: 'aws_sqs_queue.Queue', summary: 'Incorrect attribute value type' }),
      ]) as unknown,
    });
  });

  describe('on a whole output folder', () => {
    const synthesised = (outdir: string) => {
      const app = new App({ outdir });
      new ServiceStack(app, 'shop-production');
      new ServiceStack(app, 'shop-staging');
      app.synth();
    };
    const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).sort();

    test('checks every stack and writes nothing', async () => {
      await inFolder(async (outdir) => {
        synthesised(outdir);
        const before = filesIn(outdir);
        const checked = await checkStacks(outdir);
        expect(checked.map(({ stack }) => stack)).toEqual(['shop-production', 'shop-staging']);
        expect(checked[0].creates).toContain('aws_db_instance.Database');
        expect(filesIn(outdir)).toEqual(before);
      });
    });

    test('says which stacks have problems', async () => {
      await inFolder(async (outdir) => {
        synthesised(outdir);
        for (const name of ['shop-production', 'shop-staging']) {
          const file = join(outdir, 'stacks', name, 'cdk.tf.json');
          writeFileSync(file, readFileSync(file, 'utf8').replace('"delay_seconds": 5', '"delay": 5'));
        }
        const address = (stack: string) => expect.objectContaining({ address: `${stack}: aws_sqs_queue.Queue` }) as unknown;
        await expect(checkStacks(outdir)).rejects.toMatchObject({
          diagnostics: [address('shop-production'), address('shop-staging')],
        });
      });
    });
  });

  describe('on many stacks in one plan', () => {
    test('plans each as it would be planned alone', async () => {
      const alone = await plan(serviceStack());
      const together = await planTogether({ 'shop-production': serviceStack(), 'shop-staging': serviceStack() });
      expect(Object.keys(together)).toEqual(['shop-production', 'shop-staging']);
      expect(together['shop-staging'].map(({ address }) => address)).toEqual(
        alone.planned_values.root_module.resources?.map(({ address }) => address),
      );
      expect(together['shop-production']).toEqual(alone.planned_values.root_module.resources);
    });

    test('says which stack has a problem', async () => {
      const broken = serviceStack();
      set('aws_sqs_queue', 'Queue', ['delay_seconds'], 'soon')(broken.resource, broken);
      await expect(planTogether({ good: serviceStack(), broken })).rejects.toThrow('→ at aws_sqs_queue.Queue, broken/cdk.tf.json:');
    });
  });
});

import { EXAMPLES, synthExamples } from '../../test/support/examples';
import { anEnvironment, aPlatform } from '../../test/support/platform';
import { aService, readStacks, synthApp } from '../../test/support/synth';
import type { Json } from '../../test/support/synth';
import { checkStacks, describeWithTerraform, planTogether, TerraformError } from '../referees/terraform';

/** The addresses in a stack's JSON. */
const addressesIn = ({ resource }: Json) =>
  Object.entries<object>(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)).sort();

describeWithTerraform('terraform accepts what is synthesised', () => {
  test('every stack of the examples validates and plans, with no credentials', async () => {
    const outdir = synthExamples(...Object.keys(EXAMPLES));
    const stacks = readStacks(outdir);
    const checked = await checkStacks(outdir);
    expect(checked.map(({ stack }) => stack)).toEqual(Object.keys(stacks));
    for (const { stack, creates } of checked) expect(creates).toEqual(addressesIn(stacks[stack]));
  });

  test('what the plan says of payment-service is what its team wrote', async () => {
    const [production] = (await checkStacks(synthExamples('payment-service'))).filter(({ stack }) => stack === 'payment-service-production');
    const { resources } = production.plan.planned_values.root_module;
    const planned = Object.fromEntries(resources!.map(({ address, values }) => [address, values as Json]));
    const only = (type: string) => Object.entries(planned).find(([address]) => address.startsWith(`${type}.`))![1];
    expect(only('kubernetes_horizontal_pod_autoscaler_v2').spec[0]).toMatchObject({ min_replicas: 3, max_replicas: 15 });
    expect(only('kubernetes_namespace_v1').metadata[0].name).toBe('payment-service-production');
    expect(only('aws_iam_role').name).toBe('payment-service-production');
    expect(only('aws_iam_role_policy_attachment').policy_arn).toBe('arn:aws:iam::444455556666:policy/stripe-secrets-read');
  });

  test('both kinds of workload identity and both switches plan', async () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined }), anEnvironment({ name: 'test' })] });
      aService(app, { enableHpa: false }, { platform, build: (service) => service.grant(['s3:GetObject'], ['arn:aws:s3:::b/*']) });
      aService(app, { enablePdb: false }, { platform, environment: 'test' });
    });
    const planned = await planTogether(stacks);
    expect(planned['checkout-staging'].map(({ type }) => type)).toEqual(expect.arrayContaining([
      'aws_eks_pod_identity_association',
      'aws_iam_role_policy',
      'kubernetes_pod_disruption_budget_v1',
    ]));
    expect(planned['checkout-test'].map(({ type }) => type)).not.toContain('kubernetes_pod_disruption_budget_v1');
  });
});

/** What an override or an error of the library could break in a block, and what terraform says of it. */
const FAULTS: [fault: string, type: string, plant: (block: Json) => void, says: RegExp][] = [
  ['a misspelt argument', 'kubernetes_horizontal_pod_autoscaler_v2', (block) => { block.spec.max_replica = 5; }, /max_replica/],
  ['a missing required argument', 'kubernetes_horizontal_pod_autoscaler_v2', (block) => { delete block.spec.max_replicas; }, /max_replicas.*required/s],
  ['a missing required block', 'kubernetes_network_policy_v1', (block) => { delete block.spec; }, /spec/],
  ['a wrong type', 'kubernetes_horizontal_pod_autoscaler_v2', (block) => { block.spec.min_replicas = 'three'; }, /a number is required/],
  ['a dangling reference', 'aws_iam_role', (block) => { block.description = '${aws_iam_role.Missing.arn}'; }, /Reference to undeclared resource/],
  ['a reference to an attribute that does not exist', 'aws_iam_role', (block) => { block.description = '${aws_iam_role.role.arm}'; }, /Unsupported attribute/],
];

describeWithTerraform('terraform refuses a planted fault', () => {
  test.each(FAULTS)('%s', async (_, type, plant, says) => {
    const { 'checkout-staging': json } = synthApp((app) => aService(app));
    plant(Object.values(json.resource[type])[0]);
    const verdict: Error = await planTogether({ checkout: json }).then(() => new Error('terraform accepted it'), (refusal) => refusal);
    expect(verdict).toBeInstanceOf(TerraformError);
    expect(verdict.message).toMatch(says);
  });
});

import { MicroserviceInfra, PostgresDatabase, ServiceStack } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { Construct } from 'constructs';
import { TERRAFORM_DATABASE } from '../../test/support/data';
import { EXAMPLES, synthExamples } from '../../test/support/examples';
import { withFormerAddresses } from '../../test/support/former-addresses';
import { aPlatform } from '../../test/support/platform';
import { readStacks, synthApp } from '../../test/support/synth';
import type { Json } from '../../test/support/synth';
import { describeWithTerraform, OfflineTerraform } from '../referees/terraform';

/** What a plan would do, by address; what it leaves as it is is left out, and what it only moves is 'moved'. */
async function planned(applied: Json[], stack: Json): Promise<Record<string, string>> {
  const terraform = await OfflineTerraform.start([...applied, stack]);
  try {
    const { resource_changes: changes = [] } = await terraform.planAfter(applied, stack);
    const entries = changes.map(({ address, previous_address: from, change }) => [
      address,
      change.actions.join() === 'no-op' && from ? `moved from ${from}` : change.actions.join(),
    ]);
    return Object.fromEntries(entries.filter(([, action]) => action !== 'no-op'));
  } finally {
    terraform.stop();
  }
}

const movesOf = ({ moved }: Json) => Object.fromEntries(moved.map(({ from, to }: Json) => [to, `moved from ${from}`]));

/** A service with a database, under construct ids and in a place that a test chooses. */
function aStack(id: string, inside: (stack: ServiceStack) => Construct, change: (service: MicroserviceInfra) => void = () => {}): Json {
  const build = (app: App) => {
    const stack = new ServiceStack(app, 'checkout-production', { platform: aPlatform(), environment: 'production' });
    const service = new MicroserviceInfra(inside(stack), id, { serviceName: 'checkout', teamName: 'payments' });
    change(service);
    service.grant(['s3:GetObject'], ['arn:aws:s3:::parts/*']);
    service.attachPolicy('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole');
    service.connectTo(new PostgresDatabase(inside(stack), `${id}Database`, TERRAFORM_DATABASE));
  };
  return synthApp(build)['checkout-production'];
}

const stackItself = (stack: ServiceStack) => stack;
const nested = (stack: ServiceStack) => (stack.node.tryFindChild('Team') as Construct) ?? new Construct(stack, 'Team');

describeWithTerraform('terraform keeps what it made', () => {
  const names = Object.keys(EXAMPLES);

  test.each(names)('%s: an upgrade moves every resource and touches none', async (name) => {
    for (const stack of Object.values(readStacks(synthExamples(name)))) {
      const plan = await planned([withFormerAddresses(stack)], stack);
      expect(plan).toEqual(movesOf(stack));
      expect(Object.keys(plan).length).toBe(Object.values<object>(stack.resource).flatMap(Object.keys).length);
    }
  }, 120_000);

  test('without the moves, the same upgrade would destroy everything and make it anew', async () => {
    const { moved, ...stack } = aStack('Infra', stackItself);
    delete stack.resource.kubernetes_namespace_v1.namespace.lifecycle;
    delete stack.resource.aws_db_instance.orders.lifecycle;
    const actions = Object.values(await planned([withFormerAddresses({ moved, ...stack })], stack));
    expect(actions.filter((action) => action === 'delete')).toHaveLength(moved.length);
    expect(actions.filter((action) => action === 'create')).toHaveLength(moved.length);
  });

  test('a construct with another id, in another construct, gives an empty plan', async () => {
    const [before, renamed, moved] = [aStack('Infra', stackItself), aStack('Service', stackItself), aStack('Service', nested)];
    expect(await planned([before], renamed)).toEqual({});
    expect(await planned([withFormerAddresses(before), before], moved)).toEqual({});
  });

  test('an address of a team\'s own is reached from both earlier ones', async () => {
    const before = aStack('Infra', stackItself);
    const own = aStack('Infra', stackItself, ({ autoscaler }) => autoscaler!.overrideLogicalId('own'));
    const address = 'kubernetes_horizontal_pod_autoscaler_v2';
    expect(await planned([before], own)).toEqual({ [`${address}.own`]: `moved from ${address}.autoscaler` });
    const upgrade = await planned([withFormerAddresses(before)], own);
    expect(upgrade[`${address}.own`]).toMatch(/^moved from kubernetes_horizontal_pod_autoscaler_v2\.Infra_Autoscaler_/);
    expect(Object.values(upgrade).filter((action) => !action.startsWith('moved'))).toEqual([]);
  });

  test('the version before takes them back by the same moves, the other way round', async () => {
    const after = aStack('Infra', stackItself);
    const before = { ...withFormerAddresses(after), moved: after.moved.map(({ from, to }: Json) => ({ from: to, to: from })) };
    expect(await planned([after], before)).toEqual(movesOf(before));
  });

  test("a team's own move to the library's address takes the place of the library's", async () => {
    const before = aStack('Infra', stackItself);
    const own = { ...before, moved: [{ from: 'aws_iam_role.handmade', to: 'aws_iam_role.role' }] };
    const after = aStack('Infra', stackItself, ({ node }) =>
      (node.scope as ServiceStack).addOverride('moved', [{ from: 'aws_iam_role.handmade', to: 'aws_iam_role.role' }]),
    );
    expect(await planned([withFormerAddresses(own)], after)).toEqual({ 'aws_iam_role.role': 'moved from aws_iam_role.handmade' });
  });
});

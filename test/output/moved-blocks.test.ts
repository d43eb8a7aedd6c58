import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { TerraformElement, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { Construct } from 'constructs';
import { aPlatform } from '../support/platform';
import { aService, synthApp } from '../support/synth';
import type { Json } from '../support/synth';

type Build = (stack: ServiceStack) => void;

const aStack = (build: Build): Json =>
  synthApp((app: App) => build(new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' })))['checkout-staging'];

const addService = (scope: Construct, id: string) => new MicroserviceInfra(scope, id, { serviceName: 'checkout', teamName: 'payments' });

const addressesIn = ({ resource }: Json): string[] =>
  Object.entries<object>(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)).sort();

/** The name that CDKTF itself gives an element under these ids. */
function cdktfName(...ids: string[]): string {
  const scope = ids.slice(0, -1).reduce<Construct>((parent, id) => new Construct(parent, id), new TerraformStack(undefined as never, 'any'));
  return new TerraformElement(scope, ids[ids.length - 1]).friendlyUniqueId;
}

const moveTo = ({ moved }: Json, to: string) => moved.filter((move: Json) => move.to === to);

test.each([
  ['Infra', [] as string[]],
  ['Service', []],
  ['Default', []],
  ['Resource', ['Team']],
  ['Infra', ['Teams', 'Payments']],
])('every resource is moved from the address that CDKTF gives it in %s below %j', (id, scopes) => {
  const json = aStack((stack) => addService(scopes.reduce<Construct>((parent, each) => new Construct(parent, each), stack), id));
  expect(json.moved.map(({ to }: Json) => to).sort()).toEqual(addressesIn(json).filter((address) => !isFirstLevel(id, address)));
  const [namespace] = moveTo(json, 'kubernetes_namespace_v1.namespace');
  expect(namespace).toEqual({
    from: `kubernetes_namespace_v1.${cdktfName(...scopes, id, 'Namespace')}`,
    to: 'kubernetes_namespace_v1.namespace',
  });
});

/** CDKTF leaves the id 'Default' out: a policy had its own name already, and Terraform refuses a move that goes nowhere. */
const isFirstLevel = (id: string, address: string) => id === 'Default' && /^kubernetes_network_policy_v1\.allow-/.test(address);

test('the order of the moves does not follow that of the code', () => {
  const { moved } = aStack((stack) => addService(stack, 'Infra'));
  expect(moved.map(({ from }: Json) => from)).toEqual(moved.map(({ from }: Json) => from).sort());
});

test('what was taken out of the stack is not moved', () => {
  const json = aStack((stack) => addService(stack, 'Infra').node.tryRemoveChild('Quota'));
  expect(moveTo(json, 'kubernetes_resource_quota_v1.quota')).toEqual([]);
});

test('no reference names an earlier address', () => {
  const { moved, ['//']: comments, ...json } = aStack((stack) => addService(stack, 'Infra').grant(['s3:GetObject'], ['*'], 'reads all'));
  expect(JSON.stringify(comments)).toContain('Infra');
  for (const { from } of moved) expect(JSON.stringify(json)).not.toContain(from);
});

describe('moves of a team', () => {
  const own = { from: 'aws_iam_role.handmade', to: 'aws_iam_role.role' };

  test.each([
    ['a list', [own]],
    ['one block', own],
  ])('%s stands before those of the library, and in place of one to the same address', (_, moved) => {
    const json = aStack((stack) => {
      addService(stack, 'Infra');
      stack.addOverride('moved', moved);
    });
    expect(json.moved[0]).toEqual(own);
    expect(moveTo(json, 'aws_iam_role.role')).toEqual([own]);
    expect(json.moved.length).toBe(addressesIn(json).length);
  });

  test('one from an earlier address takes the place of that of the library', () => {
    const from = `aws_iam_role.${cdktfName('Infra', 'Role')}`;
    const json = aStack((stack) => {
      addService(stack, 'Infra');
      stack.addOverride('moved', [{ from, to: 'aws_iam_role.other' }]);
    });
    expect(json.moved.filter((move: Json) => move.from === from)).toEqual([{ from, to: 'aws_iam_role.other' }]);
  });
});

test('nothing is moved from where a resource is', () => {
  const json = synthApp((app) =>
    aService(app, {}, {
      build: ({ node }) => {
        const taken = { metadata: { name: 'taken', namespace: 'checkout-staging' }, spec: {} };
        (node.scope as ServiceStack).addOverride(`resource.kubernetes_limit_range_v1.${cdktfName('Infra', 'Limits')}`, taken);
      },
    }),
  )['checkout-staging'];
  expect(moveTo(json, 'kubernetes_limit_range_v1.limits')).toEqual([]);
});

test('a stack without anything of the library has no moves', () => {
  expect(aStack(() => {}).moved).toBeUndefined();
});

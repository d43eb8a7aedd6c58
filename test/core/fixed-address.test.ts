import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Testing, Tokenization } from 'cdktf';
import { fixedAddress, fixedAddresses } from '../../lib/core/fixed-address';
import { thrownBy } from '../support/errors';

function aRole(): IamRole {
  const stack = new TerraformStack(Testing.app(), 'stack');
  return fixedAddress(new IamRole(stack, 'Identity', { assumeRolePolicy: '{}' }), 'role');
}

const resolved = (scope: IamRole, text: string) =>
  Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });

test('the name is the given one, wherever it is read', () => {
  const role = aRole();
  expect(fixedAddresses(role.cdktfStack)).toMatchObject([{ name: 'role' }]);
  expect(fixedAddresses(role.cdktfStack)[0].resource).toBe(role);
  expect(role.friendlyUniqueId).toBe('role');
  expect(JSON.parse(Testing.synth(role.cdktfStack)).resource.aws_iam_role).toEqual({ role: expect.anything() });
  expect(resolved(role, role.fqn)).toBe('${aws_iam_role.role}');
});

test('an override works until the name is read, and a reset takes it back', () => {
  const role = aRole();
  role.overrideLogicalId('mine');
  role.resetOverrideLogicalId();
  role.overrideLogicalId('other');
  expect(role.friendlyUniqueId).toBe('other');
  expect(resolved(role, role.arn)).toBe('${aws_iam_role.other.arn}');
});

test('an empty override is none, as in CDKTF', () => {
  const role = aRole();
  role.overrideLogicalId('');
  expect(role.friendlyUniqueId).toBe('role');
});

test.each([
  ['its name', ({ friendlyUniqueId }: IamRole) => friendlyUniqueId],
  ['an attribute', ({ arn }: IamRole) => arn],
  ['the whole', ({ fqn }: IamRole) => fqn],
])('after somebody read %s, an override is refused with a way out', (_, read) => {
  const role = aRole();
  read(role);
  const error = thrownBy(() => role.overrideLogicalId('mine'));
  expect(error.code).toBe('InvalidRule');
  expect(error.where).toBe('overrideLogicalId at stack/Identity');
  expect(error.problems).toEqual([
    {
      path: 'newLogicalId',
      got: "'mine'",
      allowed: "'role': its address was read, and others may refer to it as aws_iam_role.role",
      fix:
        'leave it out; if your state has the resource under that name: ' +
        "stack.addOverride('moved', [{ from: 'aws_iam_role.mine', to: 'aws_iam_role.role' }])",
    },
  ]);
  role.overrideLogicalId('role');
  role.resetOverrideLogicalId();
  expect(role.friendlyUniqueId).toBe('role');
});

test('an override by the method of the class, as jsii calls it, is the same', () => {
  const role = aRole();
  TerraformResource.prototype.overrideLogicalId.call(role, 'mine');
  TerraformResource.prototype.resetOverrideLogicalId.call(role);
  TerraformResource.prototype.overrideLogicalId.call(role, 'other');
  expect(role.friendlyUniqueId).toBe('other');
  expect(thrownBy(() => TerraformResource.prototype.overrideLogicalId.call(role, 'mine')).code).toBe('InvalidRule');
});

test('a reset after the name was read is refused too, where it would change it', () => {
  const role = aRole();
  role.overrideLogicalId('mine');
  expect(role.friendlyUniqueId).toBe('mine');
  expect(thrownBy(() => role.resetOverrideLogicalId()).problems[0].got).toBe("'role'");
});

import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { ArgoCd, PlatformStack, PostgresDatabase } from '@golden-path/constructs';
import { TERRAFORM_DATABASE } from '../support/data';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, synthApp } from '../support/synth';

const withRole = (change: (role: IamRole, service: MicroserviceInfra) => void = () => {}, id = 'role') => () =>
  synthApp((app) =>
    aService(app, {}, { build: (service) => change(new IamRole(service.node.scope!, id, { assumeRolePolicy: '{}' }), service) }),
  );

test("a resource of a team's own with an address of the library's is refused, and both are named", () => {
  const error = thrownBy(withRole());
  expect(error.code).toBe('StackConflict');
  expect(error.problems[0]).toEqual({
    path: 'checkout-staging/Infra/Role, checkout-staging/role',
    got: 'the same address in Terraform: aws_iam_role.role',
    allowed: 'an address for each resource, those that the library fixes among them',
    fix: 'remove one of the two, or give it another name: call overrideLogicalId on a resource of your own',
  });
});

test('an override into an address of the library is refused in the same way', () => {
  const error = thrownBy(withRole((role) => role.overrideLogicalId('role'), 'Own'));
  expect(error.problems[0].path).toBe('checkout-staging/Infra/Role, checkout-staging/Own');
});

test('the same name is free for another type, for a data source, and after an override', () => {
  const stacks = synthApp((app) => {
    aService(app, {}, {
      build: (service) => {
        const namespace = service.namespace.metadata.name;
        new DataAwsIamRole(service.node.scope!, 'role', { name: 'admin' });
        new LimitRangeV1(service.node.scope!, 'namespace', { metadata: { name: 'other', namespace }, spec: {} });
        new LimitRangeV1(service.node.scope!, 'quota', { metadata: { name: 'own', namespace }, spec: {} }).overrideLogicalId('own');
      },
    });
  });
  expect(Object.keys(stacks['checkout-staging'].resource.kubernetes_limit_range_v1)).toEqual(['limits', 'namespace', 'own']);
});

test('two constructs of one name are named once, with all that they share', () => {
  const error = thrownBy(() =>
    synthApp((app) =>
      aService(app, {}, {
        build: ({ node }) => ['One', 'Other'].forEach((id) => new PostgresDatabase(node.scope!, id, TERRAFORM_DATABASE)),
      }),
    ),
  );
  const shared = error.problems.find(({ got }) => got.startsWith('the same address'));
  expect(shared).toMatchObject({
    path: 'checkout-staging/One, checkout-staging/Other',
    got:
      'the same address in Terraform: aws_db_instance.orders, aws_secretsmanager_secret.orders-endpoint, ' +
      'aws_secretsmanager_secret_version.orders-endpoint',
  });
});

test('two installations of Argo CD in one stack are refused', () => {
  const error = thrownBy(() =>
    synthApp((app) => {
      const stack = new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' });
      for (const id of ['One', 'Other']) new ArgoCd(stack, id, { host: `${id.toLowerCase()}.acme.io` });
    }),
  );
  expect(error.problems.map(({ got }) => got)).toEqual(['the same address in Terraform: helm_release.argocd']);
});

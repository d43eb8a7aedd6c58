import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { only, resources, synthService } from '../support/synth';

const BOUNDARY = 'arn:aws:iam::111122223333:policy/service-boundary';
const TRUST = '{"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}';

const platform = () => aPlatform({ environments: [anEnvironment({ permissionsBoundaryArn: BOUNDARY })] });

test('every role of a service has the boundary of its environment', () => {
  expect(only(synthService({}, { platform: platform() }), 'aws_iam_role').permissions_boundary).toBe(BOUNDARY);
  expect(only(synthService(), 'aws_iam_role').permissions_boundary).toBeUndefined();
});

test('a role of a team needs it too, and none can lose it', () => {
  const error = thrownBy(() =>
    synthService(
      {},
      {
        platform: platform(),
        build: (service) => {
          service.role.addOverride('permissions_boundary', 'arn:aws:iam::aws:policy/AdministratorAccess');
          service.allowException(new IamRole(service, 'Own', { name: 'own', assumeRolePolicy: TRUST }), 'a boundary takes no reason');
        },
      },
    ),
  );
  expect(error.problems.map(({ path, got }) => `${path}: ${got}`).sort()).toEqual([
    'checkout-staging/Infra/Own: permissions_boundary: nothing',
    "checkout-staging/Infra/Role: permissions_boundary: 'arn:aws:iam::aws:policy/AdministratorAccess'",
  ]);
});

test('a role of a team with it goes through', () => {
  const json = synthService(
    {},
    {
      platform: platform(),
      build: (service) => void new IamRole(service, 'Own', { name: 'own', assumeRolePolicy: TRUST, permissionsBoundary: BOUNDARY }),
    },
  );
  expect(Object.keys(resources(json, 'aws_iam_role')).sort()).toEqual(['checkout-staging', 'own']);
});

test('fails for text that is no ARN of a policy', () => {
  expect(thrownBy(() => aPlatform({ environments: [anEnvironment({ permissionsBoundaryArn: 'service-boundary' })] })).code).toBe('InvalidProps');
});

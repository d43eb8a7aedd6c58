import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { Fn, TerraformOutput } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, synthApp } from '../support/synth';

test('fails for a reference from one stack to another, and says which name to use', () => {
  const platform = aPlatform();
  const error = thrownBy(() =>
    synthApp((app) => {
      const first = aService(app, { serviceName: 'first' }, { platform });
      aService(app, { serviceName: 'second' }, { platform }).grant(['sts:AssumeRole'], [first.role.arn]);
    }),
  );
  expect(error.message).toContain("got a value of the stack 'first-staging'");
  expect(error.message).toContain('use a name such as service.roleArn');
});

test.each([
  [
    'in a child of the library',
    (service: MicroserviceInfra, other: MicroserviceInfra) => {
      service.role.description = other.role.arn;
    },
  ],
  [
    'in an override',
    (service: MicroserviceInfra, other: MicroserviceInfra) =>
      service.quota.addOverride('metadata.annotations', { other: other.role.name }),
  ],
  [
    'inside a text',
    (service: MicroserviceInfra, other: MicroserviceInfra) => {
      service.role.description = `of ${other.role.name}`;
    },
  ],
  [
    'in a list',
    (service: MicroserviceInfra, other: MicroserviceInfra) => {
      service.role.managedPolicyArns = Fn.tolist([other.role.arn]);
    },
  ],
  [
    'in an output',
    (service: MicroserviceInfra, other: MicroserviceInfra) =>
      void new TerraformOutput(service, 'Other', { value: other.namespace.metadata.name }),
  ],
])('finds a value of another stack %s', (_, use) => {
  const platform = aPlatform();
  const error = thrownBy(() =>
    synthApp((app) => {
      const other = aService(app, { serviceName: 'first' }, { platform });
      use(aService(app, { serviceName: 'second' }, { platform }), other);
    }),
  );
  expect(error.message).toContain("got a value of the stack 'first-staging'");
});

test('a preparation of its own is kept', () => {
  let prepared = 0;
  class Own extends ServiceStack {
    public override prepareStack(): void {
      prepared += 1;
      super.prepareStack();
    }
  }
  synthApp((app) => {
    const stack = new Own(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  });
  expect(prepared).toBe(1);
});

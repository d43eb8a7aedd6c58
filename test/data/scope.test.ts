import {
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  PlatformStack,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
  ServiceStack,
} from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { BUCKET, CACHE, DATABASE, SECRET, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { synthTree } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { temporaryFolder } from '../support/synth';

const unused = () => new App({ outdir: temporaryFolder() });

test.each<[where: string, stack: (into: App) => TerraformStack]>([
  [
    'a stack of the platform',
    (into) => new PlatformStack(into, 'platform-staging', { platform: aPlatform(), environment: 'staging' }),
  ],
  [
    'a plain stack',
    (into) => {
      const stack = new TerraformStack(into, 'plain');
      aPlatform().applyTo(stack, 'staging');
      return stack;
    },
  ],
  [
    'a plain stack of a team',
    (into) => {
      const stack = new TerraformStack(into, 'plain');
      aPlatform().applyTo(stack, 'staging', 'payments');
      return stack;
    },
  ],
])('data is refused at once in %s', (_, stackOf) => {
  const stack = stackOf(unused());
  const makers = [
    () => new PostgresDatabase(stack, 'Data', DATABASE),
    () => new RedisCache(stack, 'Cache', CACHE),
    () => new ObjectBucket(stack, 'Bucket', BUCKET),
    () => new KafkaTopic(stack, 'Topic', TOPIC),
    () => new ServiceSecret(stack, 'Secret', SECRET),
  ];
  for (const make of makers) {
    const error = thrownBy(make);
    expect(error.code).toBe('NoService');
    expect(error.problems).toEqual([
      {
        path: 'scope',
        got: `the stack '${stack.node.id}', which holds no service`,
        allowed: 'a stack of a service: its data goes into the namespace and the GitOps folder of that service',
        fix: "use a ServiceStack '<service>-staging', or make the MicroserviceInfra before its data",
      },
    ]);
  }
});

test('data is refused in the end where the service of a stack was never made', () => {
  const stackOf = (into: App) => new ServiceStack(into, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
  const error = thrownBy(() => synthTree((into) => void new PostgresDatabase(stackOf(into), 'Data', DATABASE)));
  expect(error.code).toBe('StackConflict');
  expect(error.problems).toEqual([
    {
      path: 'checkout-staging/Data',
      got: 'Kubernetes objects that no service owns',
      allowed: 'objects in the stack of a service or of a team',
      fix: "add a MicroserviceInfra to the stack 'checkout-staging'",
    },
  ]);
});

test('data is refused outside of a platform', () => {
  expect(thrownBy(() => new PostgresDatabase(new TerraformStack(unused(), 'plain'), 'Data', DATABASE)).code).toBe('NoPlatform');
});

test('data belongs to the service of a plain stack, once that is made', () => {
  const { manifests } = synthTree((into) => {
    const stack = new TerraformStack(into, 'plain');
    aPlatform().applyTo(stack, 'staging');
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
    new PostgresDatabase(stack, 'Data', DATABASE);
  });
  expect(Object.keys(manifests)).toEqual(['apps/checkout/manifests/staging/postgresqlinstance-orders.yaml']);
});

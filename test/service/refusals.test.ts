import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { MicroserviceInfraProps } from '@golden-path/constructs';
import { App, TerraformVariable } from 'cdktf';
import { problemPaths, thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });
const refused = (props: object, platform = aPlatform()) =>
  thrownBy(() => aService(inMemory(), props as MicroserviceInfraProps, { platform }));

describe('refusals', () => {
  test('every problem of the props comes in one error', () => {
    const error = refused({
      serviceName: 'checkout',
      teamName: 'paymnets',
      environment: 'production',
      replicaCount: 0,
      maxReplicaCount: 2.5,
      cpuRequest: '1 core',
      memoryRequest: '256MB',
      memoryLimit: -1,
      targetCpuPercent: '70',
      enableHpa: 'yes',
      enablePdb: null,
      replicas: 3,
    });
    expect(error.code).toBe('InvalidProps');
    expect(error.where).toBe('MicroserviceInfra at checkout-staging/Infra');
    expect(error.problems.map(({ path }) => path)).toEqual([
      'replicas',
      'teamName',
      'environment',
      'replicaCount',
      'maxReplicaCount',
      'targetCpuPercent',
      'enableHpa',
      'enablePdb',
      'cpuRequest',
      'memoryRequest',
      'memoryLimit',
    ]);
    expect(error.message).toContain("did you mean 'payments'?");
    expect(error.message).toContain("did you mean '256Mi'?");
    expect(error.message).toContain('use 70, a number without quotes');
  });

  test('names that are too long for one of the environments', () => {
    const platform = aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'production-eu-1', production: true })] });
    const serviceName = 'a'.repeat(50);
    expect(refused({ serviceName }, platform).problems).toEqual([
      {
        path: 'serviceName',
        got: `'${serviceName}', 50 characters`,
        allowed: 'at most 47 characters: the namespace <service>-production-eu-1 has at most 63',
        fix: 'shorten it by 3, or give the environment a name of at most 12 characters',
      },
    ]);
    expect(aService(inMemory(), { serviceName: 'a'.repeat(47) }, { platform }).namespaceName).toHaveLength(55);
  });

  test('a name of 50 characters holds where environments have at most 12', () => {
    const platform = aPlatform({ environments: [anEnvironment({ name: 'twelve-chars' })] });
    expect(aService(inMemory(), { serviceName: 'a'.repeat(50) }, { platform, environment: 'twelve-chars' }).roleName).toHaveLength(63);
  });

  test.each([
    [{ replicaCount: 5, maxReplicaCount: 4 }, 'maxReplicaCount: got 4', 'use 5 or more, or leave it out for 5 x replicaCount'],
    [{ maxReplicaCount: 1 }, 'allowed: replicaCount, which is 2, or more', 'use 2 or more'],
    [{ memoryLimit: '128Mi' }, 'allowed: memoryRequest, which is 256Mi, or more', "use '256Mi' or more"],
    [{ enableHpa: false, maxReplicaCount: 4 }, 'no autoscaler reads it', 'remove maxReplicaCount, or enableHpa: false'],
    [{ enableHpa: false, targetCpuPercent: 4 }, 'no autoscaler reads it', 'remove targetCpuPercent, or enableHpa: false'],
    [{ memoryRequest: '256m' }, "got '256m'", "did you mean '256Mi'?"],
    [{ cpuRequest: '0' }, "got '0'", "write it like '250m'"],
  ])('%p', (props, problem, fix) => {
    expect(refused(props).message).toContain(problem);
    expect(refused(props).message).toContain(fix);
  });

  test('a token, which synth would have to compute with', () => {
    const app = inMemory();
    const stack = new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
    const variable = new TerraformVariable(stack, 'replicas', { type: 'number' });
    const paths = problemPaths(
      () =>
        new MicroserviceInfra(stack, 'Infra', {
          serviceName: 'checkout',
          teamName: variable.stringValue,
          replicaCount: variable.numberValue,
          enableHpa: variable.booleanValue as unknown as boolean,
          memoryRequest: `${variable.stringValue}Mi`,
        }),
    );
    expect(paths).toEqual(['teamName', 'replicaCount', 'enableHpa', 'memoryRequest']);
  });

  test('a service in the stack of another one', () => {
    const app = inMemory();
    const first = aService(app);
    expect(refused({ serviceName: undefined }).problems[0].fix).toBe('give serviceName');
    const other = () => new MicroserviceInfra(first.node.scope!, 'Other', { serviceName: 'basket', teamName: 'payments' });
    expect(thrownBy(other).message).toContain("the service that the stack is named for, 'checkout'");
    const twin = () => new MicroserviceInfra(first.node.scope!, 'Twin', { serviceName: 'checkout', teamName: 'payments' });
    expect(thrownBy(twin).code).toBe('StackConflict');
  });
});

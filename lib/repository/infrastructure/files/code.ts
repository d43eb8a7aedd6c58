import { exampleCluster, examplePlatform, exampleState, organizationOf } from '../example-platform';
import { library } from '../library';
import type { Repository } from '../repository';
import { lines } from './settings';

/** The program that a synth runs. It is apart from the stacks, so that a test can import those. */
export function mainTs(): string {
  return lines(
    "import { App } from 'cdktf';",
    "import { addStacks } from './stacks.ts';",
    '',
    'const app = new App();',
    'addStacks(app);',
    'app.synth();',
  );
}

export function stacksTs({ service, team, image, port, platformPackage }: Repository): string {
  const { name: own } = library();
  const app = [
    '      service,',
    image === undefined ? `      image: \`\${platform.imageRegistry}/${service}\`,` : `      image: '${image}',`,
    "      imageTag: '0.1.0',",
    ...(port === undefined ? [] : [`      port: ${port},`]),
  ];
  return lines(
    ...(platformPackage ? [importOf(platformPackage.name, platformPackage.exportName)] : []),
    `import { GitOpsApp, MicroserviceInfra, ServiceStack } from '${own}';`,
    "import type { Construct } from 'constructs';",
    ...(platformPackage ? [] : ["import { platform } from './platform.ts';"]),
    '',
    `/** Adds the stacks of ${service}, one for each environment of the platform. */`,
    'export function addStacks(app: Construct): void {',
    '  for (const { name: environment, production } of platform.environments) {',
    `    const stack = new ServiceStack(app, \`${service}-\${environment}\`, { platform, environment });`,
    "    const service = new MicroserviceInfra(stack, 'Infra', {",
    `      serviceName: '${service}',`,
    `      teamName: '${team}',`,
    '      replicaCount: production ? 3 : 1,',
    '    });',
    "    new GitOpsApp(stack, 'App', {",
    ...app,
    '    });',
    '  }',
    '}',
  );
}

/** A test to extend, written with the helpers of lib/testing. */
export function testTs({ service, port, platformPackage }: Repository): string {
  const { name: own } = library();
  return lines(
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    ...(platformPackage ? [importOf(platformPackage.name, platformPackage.exportName)] : []),
    `import { assertDenied, synthesize } from '${own}/testing';`,
    ...(platformPackage ? [] : ["import { platform } from '../platform.ts';"]),
    "import { addStacks } from '../stacks.ts';",
    '',
    'const output = synthesize(addStacks);',
    '',
    'for (const { name: environment, production } of platform.environments) {',
    `  const service = output.service('${service}', environment);`,
    '',
    "  test(`in ${environment} it ${production ? 'survives the loss of a node' : 'runs'}`, () => {",
    '    assert.ok(service.replicas.min >= (production ? 2 : 1));',
    '  });',
    '',
    '  test(`in ${environment} its pods cannot be reached from outside`, () => {',
    `    assertDenied(service.acceptsFrom('203.0.113.7', ${port ?? 443}));`,
    '  });',
    '}',
  );
}

/** The example platform. Everything that a team has to replace is marked. */
export function platformTs({
  scope,
  team,
  environments,
  region,
}: Pick<Repository, 'environments' | 'region' | 'scope' | 'team'>): string {
  const { organization, domain, environments: all } = examplePlatform(scope, team, environments, region);
  const state = exampleState(organizationOf(scope), region);
  return lines(
    `import { Platform, StateBackend } from '${library().name}';`,
    '',
    `const backend = StateBackend.s3({ bucket: '${state.bucket}', region: '${state.region}' }); // EXAMPLE`,
    '',
    '/**',
    ' * The decisions of the platform team, made once for all services. Replace this file with an import from its package, or',
    ' * replace every value marked EXAMPLE with a real one. The example values can be synthesised, but not deployed.',
    ' */',
    'export const platform = new Platform({',
    `  organization: '${organization}',`,
    `  domain: '${domain}', // EXAMPLE`,
    `  teams: [{ name: '${team}' }],`,
    '  environments: [',
    ...all.flatMap(({ name, production }, index) => [
      '    {',
      `      name: '${name}',`,
      `      production: ${production},`,
      ...Object.entries(exampleCluster(organization, name, index, region)).map(
        ([key, value]) => `      ${key}: '${value}', // EXAMPLE`,
      ),
      '      backend,',
      '    },',
    ]),
    '  ],',
    '});',
  );
}

/** Imports the platform under one name, independent of the name in its package. */
export function importOf(from: string, exportName: string): string {
  return `import { ${exportName === 'platform' ? exportName : `${exportName} as platform`} } from '${from}';`;
}

import {
  DeliveryWorkflow, GitOpsApp, ImagePlatform, ImagePolicy, ImagePolicyMode, MicroserviceInfra, PlatformStack, ServiceLanguage, ServiceStack,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { plainText } from '../../lib/repository/delivery/expression';
import { LINT_AND_TEST } from '../../lib/repository/delivery/languages';
import { skeletonFiles } from '../../lib/repository/skeletons/skeleton-source';
import { actionlintAll } from '../support/actionlint';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { callProblems, permissionsOf } from '../workflows/calls';
import { evaluate } from '../workflows/runner/expressions';
import { parse, readWorkflow } from '../workflows/workflow-file';
import { addDelivery, callerOf, inputsOf, workflowsOf } from './support';
import type { DeliveryOptions } from './support';

const refused = (options: DeliveryOptions) => thrownBy(() => workflowsOf(options)).problems;

describe('the workflow of a service', () => {
  const files = workflowsOf();
  const [text] = Object.values(files);
  const caller = parse(text);

  test('is one file, which the stacks of all environments write together', () => {
    expect(Object.keys(files)).toEqual(['checkout/.github/workflows/delivery.yml']);
    expect(text).toMatch(/^# Managed by golden-path: an upgrade rewrites this file, and reports edits\.\n/);
  });

  test('calls the delivery of the platform with every input that it needs and no other, and grants what that needs and no more', () => {
    expect(callProblems(caller, { 'delivery.yml': readWorkflow('delivery.yml') })).toEqual([]);
    expect(caller.jobs.delivery.permissions).toEqual(permissionsOfAll());
  });

  test('builds pull requests and merge queues, delivers the main branch, and runs by hand', () => {
    expect(caller.on).toMatchObject({ pull_request: null, merge_group: null, push: { branches: ['main'] } });
    const { kind, environment } = (caller.on as Json).workflow_dispatch.inputs;
    expect([kind.options, kind.default, environment.options]).toEqual([['planned', 'hotfix', 'rollback'], 'planned', ['staging', 'production']]);
  });

  test('says what follows from the platform', () => {
    expect(caller.jobs.delivery.uses).toBe('acme/workflows/.github/workflows/delivery.yml@refs/heads/main');
    expect(caller.jobs.delivery.with).toMatchObject({
      'service': 'checkout',
      'image': 'ghcr.io/acme/checkout',
      'signer': 'acme/workflows/.github/workflows/delivery.yml@refs/heads/main',
      'language': 'go',
      'commands': LINT_AND_TEST[ServiceLanguage.GO].join('\n'),
      'platforms': 'linux/amd64',
      'staging': 'staging',
      'production': 'production',
      'gitops-repository': 'platform-apps',
      'gitops-owner': 'acme',
    });
  });

  test('is what actionlint takes for a workflow, as is that of a service in a folder', () => {
    const other = Object.values(workflowsOf({ props: { workingDirectory: 'services/checkout' } }));
    expect(actionlintAll([text, ...other, text.replace('merge_group', 'merge_grup')])).toEqual([
      [],
      [],
      [expect.stringContaining('unknown Webhook event "merge_grup"')],
    ]);
  });
});

/** All that jobs of the called workflow need, also those that it calls. */
function permissionsOfAll() {
  const { jobs } = readWorkflow('delivery.yml');
  expect(Object.keys(jobs).length).toBeGreaterThan(10);
  return permissionsOf({ on: {}, jobs });
}

test('a service in a folder has a workflow of its own, which only changes there start', () => {
  const [[path, text]] = Object.entries(workflowsOf({ props: { workingDirectory: 'services/checkout', folder: 'infra' } }));
  expect(path).toBe('checkout/.github/workflows/delivery-checkout.yml');
  const { on, jobs } = load(text) as Json;
  const paths = ['services/checkout/**', '.github/workflows/delivery-checkout.yml'];
  expect([on.pull_request, on.push]).toEqual([{ paths }, { branches: ['main'], paths }]);
  expect(jobs.delivery.with).toMatchObject({ 'working-directory': 'services/checkout', 'folder': 'infra' });
  expect(callerOf({ props: { paths: ['src/**'] } }).on.push.paths).toEqual(['src/**']);
});

test('each setting reaches the called workflow', () => {
  const inputs = inputsOf({
    props: {
      language: undefined,
      commands: ['make lint', 'make test'],
      image: 'registry.acme.io:5000/shop/checkout',
      platforms: [ImagePlatform.AMD64, ImagePlatform.ARM64],
      dockerfile: 'build/Dockerfile',
      infrastructureRepository: 'acme/checkout-infra',
      workflow: 'acme/ci/.github/workflows/deliver.yml',
      workflowRef: 'a'.repeat(40),
    },
  });
  expect(inputs).toMatchObject({
    'commands': 'make lint\nmake test',
    'image': 'registry.acme.io:5000/shop/checkout',
    'platforms': 'linux/amd64,linux/arm64',
    'dockerfile': 'build/Dockerfile',
    'source': 'acme/checkout-infra',
    'signer': `acme/ci/.github/workflows/deliver.yml@${'a'.repeat(40)}`,
    'registry-user': '${{ vars.REGISTRY_USER }}',
  });
  expect('language' in inputs).toBe(false);
});

test('a service without production is not promoted', () => {
  expect(inputsOf({ environments: ['staging'] })).toMatchObject({ 'production': '', 'rollback-environment': "${{ inputs.environment || 'staging' }}" });
});

test.each(Object.values(ServiceLanguage))('the skeleton in %s lints and tests with these commands, and no others', (language) => {
  const ci = skeletonFiles(language).find(({ path }) => String(path).includes('ci.yml'))!;
  const text = ci.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  const { jobs } = load(text) as Json;
  const runs = (jobs.check.steps as Json[]).flatMap(({ run }) => run ?? []);
  expect(runs).toEqual(LINT_AND_TEST[language]);
});

test.each<[string, DeliveryOptions['props'], object]>([
  ['neither a language nor commands', { language: undefined }, { path: 'language', got: 'nothing' }],
  ['no commands', { commands: [] }, { path: 'commands', got: '[]' }],
  ['a command of two lines', { commands: ['a\nb'] }, { path: 'commands[0]' }],
  ['a tag in the image', { image: 'ghcr.io/acme/checkout:1' }, { path: 'image' }],
  ['an image without the host of a registry', { image: 'acme/checkout' }, {
    path: 'image', allowed: expect.stringContaining('with the host of its registry'), fix: expect.stringContaining('ghcr.io/acme/payment-service'),
  }],
  ['a folder in place of the Dockerfile', { dockerfile: '.' }, { path: 'dockerfile', fix: expect.stringContaining('docker/Dockerfile') }],
  ['a folder with a slash in place of the Dockerfile', { dockerfile: 'docker/' }, { path: 'dockerfile' }],
  ['a folder outside', { workingDirectory: '../shop' }, { path: 'workingDirectory' }],
  ['a version that moves', { workflowRef: 'v1' }, { path: 'workflowRef' }],
  ['a wildcard for a branch', { branch: '*' }, { path: 'branch' }],
  ['nothing but patterns that take away', { paths: ['!docs/**'] }, { path: 'paths', got: "'!docs/**'", fix: "write '**' before them" }],
  ['an environment of production as staging', { staging: 'production' }, { path: 'staging', allowed: "an environment that is not for production: 'staging'" }],
  ['an environment that is not there', { production: 'prodction' }, { path: 'production', fix: "did you mean 'production'?" }],
  ['a language that has no skeleton', { language: 'cobol' as ServiceLanguage }, { path: 'language' }],
])('%s is refused', (_, props, problem) => {
  expect(refused({ props, environments: ['staging'] })).toEqual([expect.objectContaining(problem)]);
});

test('every problem is listed at once', () => {
  expect(refused({ props: { image: 'x', platforms: [], paths: ['a b'] }, environments: ['staging'] }).map(({ path }) => path)).toEqual([
    'image', 'paths[0]', 'platforms',
  ]);
});

test('stacks that contradict each other are named, also where the order of commands differs', () => {
  const commands = (environment: string) => ({ commands: environment === 'staging' ? ['a', 'b'] : ['b', 'a'] });
  expect(refused({ props: commands })).toEqual([
    {
      path: 'checkout-staging/Delivery, checkout-production/Delivery: commands',
      got: "'a\\nb' and 'b\\na'",
      allowed: 'one value: the stacks of all environments write the same workflow',
      fix: 'give the same value in every environment',
    },
  ]);
});

test('a service that only production has is refused: nothing could be promoted', () => {
  expect(refused({ environments: ['production'] })).toEqual([expect.objectContaining({ path: 'checkout-production/Delivery: staging' })]);
});

test('a GitOps repository elsewhere is refused', () => {
  const platform = aPlatform({ gitOpsRepository: 'https://git.acme.io/acme/platform-apps.git' });
  expect(refused({ platform })).toEqual([expect.objectContaining({ path: 'checkout-staging/Delivery: gitOpsRepository of the platform' })]);
});

test('a service of another stack is refused', () => {
  const app = new App({ outdir: temporaryFolder() });
  const platform = aPlatform();
  const [staging, production] = ['staging', 'production'].map((environment) => new ServiceStack(app, `checkout-${environment}`, { platform, environment }));
  const service = new MicroserviceInfra(staging, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  const error = thrownBy(() => new DeliveryWorkflow(production, 'Delivery', { service, language: ServiceLanguage.GO }));
  expect([error.code, error.problems[0].path]).toEqual(['InvalidRule', 'service']);
});

test.each([[true], [false]])('an environment that enforces signatures takes a service with a delivery (%s)', (delivers) => {
  const platform = aPlatform({ environments: [anEnvironment({ imageRules: { mode: ImagePolicyMode.ENFORCE } })] });
  const app = new App({ outdir: temporaryFolder() });
  const stack = new ServiceStack(app, 'checkout-staging', { platform, environment: 'staging' });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 });
  if (delivers) new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.GO });
  if (delivers) expect(() => app.synth()).not.toThrow();
  else expect(thrownBy(() => app.synth()).problems[1]).toMatchObject({ got: "the service 'checkout', whose delivery does not sign its image" });
});

test.each<[string, string | undefined, object[]]>([
  ['that it trusts', 'refs/tags/v2', []],
  ['that it does not trust', undefined, [
    {
      path: 'checkout-staging/Delivery: workflowRef',
      got: "'https://github.com/acme/workflows/.github/workflows/delivery.yml@refs/heads/main'",
      allowed:
        "a workflow that the ImagePolicy at platform-staging/Images trusts in 'staging': " +
        "'https://github.com/acme/workflows/.github/workflows/delivery.yml@refs/tags/v1', " +
        "'https://github.com/acme/workflows/.github/workflows/delivery.yml@refs/tags/v2'",
      fix: 'add its version to workflowRefs of the ImagePolicy first, or call one of these',
    },
  ]],
])('a cluster that enforces its policy in the same app takes a delivery by a version %s', (_, workflowRef, problems) => {
  const synth = (mode: ImagePolicyMode) => {
    const platform = aPlatform({ environments: [anEnvironment({ imageRules: { mode } })] });
    const app = new App({ outdir: temporaryFolder() });
    const policy = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
    new ImagePolicy(policy, 'Images', { workflowRefs: ['refs/tags/v1', 'refs/tags/v2'] });
    const stack = new ServiceStack(app, 'checkout-staging', { platform, environment: 'staging' });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
    new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 });
    new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.GO, workflowRef });
    app.synth();
  };
  expect(() => synth(ImagePolicyMode.AUDIT)).not.toThrow();
  if (problems.length === 0) expect(() => synth(ImagePolicyMode.ENFORCE)).not.toThrow();
  else expect(thrownBy(() => synth(ImagePolicyMode.ENFORCE)).problems).toEqual(problems);
});

describe('hostile text', () => {
  const PIECES = ['${{ secrets.TOKEN }}', '${{', '}}', "'", '"', '`', '$(id)', '; rm -rf /', '%{', '{{ x }}', '#', ': ', '- ', '&a', '\\', 'é', '<script>', '|'];
  const command = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((pieces) => `x${pieces.join(' ')}x`);

  /** What GitHub makes of a value of a workflow. */
  const asGitHub = (text: string) => text.replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => String(evaluate(inner, {})));

  test('in a command arrives as it was written', () => {
    fc.assert(fc.property(fc.array(command, { minLength: 1, maxLength: 3 }), (commands) => {
      expect(asGitHub(plainText(commands.join('\n')))).toBe(commands.join('\n'));
    }));
    const commands = PIECES.map((piece) => `echo ${piece}`);
    expect(asGitHub(inputsOf({ environments: ['staging'], props: { commands } }).commands)).toBe(commands.join('\n'));
  });

  test('and would be an expression if it were not escaped', () => {
    expect(() => asGitHub('echo ${{ secrets.TOKEN }}')).toThrow("there is no context 'secrets'");
  });
});

test('the construct adds nothing to the stack of Terraform', () => {
  const app = new App({ outdir: temporaryFolder() });
  addDelivery(app, { environments: ['staging'] });
  const before = new App({ outdir: temporaryFolder() });
  const stack = new ServiceStack(before, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
  new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  expect((app.node.findChild('checkout-staging') as ServiceStack).toTerraform()).toEqual(stack.toTerraform());
});

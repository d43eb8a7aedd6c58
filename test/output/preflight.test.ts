import * as fs from 'node:fs';
import * as path from 'node:path';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App, Aspects, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import type { IAspect } from 'cdktf';
import { problemPaths, thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, readStacks, synthApp, temporaryFolder } from '../support/synth';

/** Every file below a folder with its text. */
function contentOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((file) => path.join(file.parentPath, file.name)).map((file) => [file, fs.readFileSync(file, 'utf8')]),
  );
}

test('a failing synth leaves the output of the one before as it was, in an app with other stacks too', () => {
  const outdir = temporaryFolder();
  const build = (text: string, faulty: boolean) => {
    const app = new App({ outdir });
    new TerraformOutput(new TerraformStack(app, 'a-foreign-stack'), 'text', { value: text });
    aService(app, { serviceName: 'first', replicaCount: text.length });
    aService(
      app,
      { serviceName: 'second' },
      { build: (service) => faulty && service.defaultDeny.addOverride('spec.policy_types', ['Ingress']) },
    );
    return app;
  };
  build('one', false).synth();
  const before = contentOf(outdir);
  expect(Object.keys(before)).toHaveLength(5);
  expect(thrownBy(() => build('other', true).synth()).code).toBe('LostNonNegotiable');
  expect(contentOf(outdir)).toEqual(before);
  build('other', false).synth();
  expect(contentOf(outdir)).not.toEqual(before);
});

test('a refusal of CDKTF itself leaves the output as it was, and is thrown as it is', () => {
  const outdir = temporaryFolder();
  aServiceApp(outdir).synth();
  const before = contentOf(outdir);
  const app = aServiceApp(outdir, 5);
  app.node.addValidation({ validate: () => [] });
  const [stack] = app.node.children;
  stack.node.addValidation({ validate: () => ['a rule of the team'] });
  expect(() => app.synth()).toThrow('a rule of the team');
  expect(contentOf(outdir)).toEqual(before);
});

test('refusals of CDKTF in several stacks come in one error', () => {
  const error = thrownBy(() =>
    synthApp((app) => {
      for (const serviceName of ['first', 'second']) {
        aService(app, { serviceName }).node.addValidation({ validate: () => [`a rule of ${serviceName}`] });
      }
    }),
  );
  expect(error.problems.map(({ path: at }) => at)).toEqual(['first-staging', 'second-staging']);
  expect(error.message).toContain('a rule of first');
  expect(error.message).toContain('a rule of second');
});

function aServiceApp(outdir: string, replicaCount = 2): App {
  const app = new App({ outdir });
  aService(app, { replicaCount });
  return app;
}

test("a validation of the app's own is heard before anything is written", () => {
  const outdir = temporaryFolder();
  const app = aServiceApp(outdir);
  app.node.addValidation({ validate: () => ['a rule of the app'] });
  expect(() => app.synth()).toThrow('a rule of the app');
  expect(fs.readdirSync(path.join(outdir, 'stacks'))).toEqual([]);
});

test("Terraform's own files beside the output stay", () => {
  const outdir = temporaryFolder();
  aServiceApp(outdir).synth();
  const lock = path.join(outdir, 'stacks/checkout-staging/.terraform.lock.hcl');
  fs.writeFileSync(lock, 'pinned');
  aServiceApp(outdir, 4).synth();
  expect(fs.readFileSync(lock, 'utf8')).toBe('pinned');
  expect(fs.readdirSync(outdir).sort()).toEqual(['golden-path.json', 'manifest.json', 'stacks']);
});

test('fails for two stacks of one id under different parents, and for two services of one name', () => {
  const platform = aPlatform();
  const error = thrownBy(() =>
    synthApp((app) => {
      aService(app, {}, { platform });
      const nested = new TerraformStack(app, 'nested');
      new ServiceStack(nested, 'checkout-staging', { platform, environment: 'staging' });
      const plain = new TerraformStack(app, 'plain');
      platform.applyTo(plain, 'staging');
      new MicroserviceInfra(plain, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
    }),
  );
  expect(error.code).toBe('StackConflict');
  expect(error.problems.map(({ path: at }) => at)).toEqual([
    'checkout-staging, nested/checkout-staging',
    'checkout-staging/Infra, plain/Infra',
  ]);
});

test('problems of several stacks come in one error', () => {
  const paths = problemPaths(() =>
    synthApp((app) => {
      aService(app, { serviceName: 'first' }).namespace.addOverride('metadata.labels', {
        'pod-security.kubernetes.io/enforce': 'privileged',
      });
      aService(app, { serviceName: 'second' }).node.tryRemoveChild('DefaultDeny');
    }),
  );
  expect(paths).toEqual(['first-staging/Infra/Namespace', 'second-staging/Infra/DefaultDeny']);
});

test('an aspect runs once, and what it breaks is found', () => {
  const visited: string[] = [];
  const aspect: IAspect = { visit: (node) => void visited.push(node.node.path) };
  const outdir = temporaryFolder();
  const app = aServiceApp(outdir);
  Aspects.of(app.node.children[0]).add(aspect);
  app.synth();
  expect(visited.filter((visit) => visit === 'checkout-staging/Infra/Role')).toHaveLength(1);
});

test('synthesising one stack alone in a test is checked too', () => {
  const app = Testing.app();
  const service = aService(app);
  expect(JSON.parse(Testing.synth(service.node.scope as TerraformStack)).resource.kubernetes_namespace_v1).toBeDefined();
  service.role.assumeRolePolicy = '{}';
  expect(thrownBy(() => Testing.synth(service.node.scope as TerraformStack)).code).toBe('LostNonNegotiable');
});

test('one app can be synthesised twice, to the same bytes', () => {
  const outdir = temporaryFolder();
  const app = aServiceApp(outdir);
  app.synth();
  const before = contentOf(outdir);
  app.synth();
  expect(contentOf(outdir)).toEqual(before);
  expect(Object.keys(readStacks(outdir))).toEqual(['checkout-staging']);
});

test('CDKTF may synthesise one stack by itself after the app', () => {
  const outdir = temporaryFolder();
  const app = aServiceApp(outdir);
  app.synth();
  const folder = Testing.fullSynth(app.node.children[0] as TerraformStack);
  expect(Object.keys(readStacks(folder))).toEqual(['checkout-staging']);
});

test('fails for output as HCL, which CDKTF writes with losses', () => {
  const service = aService(Testing.app());
  const error = thrownBy(() => Testing.synthHcl(service.node.scope as TerraformStack));
  expect(error.code).toBe('RefusedByCdktf');
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { GitOpsApp, PlatformStack, ServiceStack } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { filesBelow } from './fixture';
import { locked, Repository, retire, seal, twoEnvironments } from './repository';

const TERRAFORM = 'stacks/checkout-staging/cdk.tf.json';
const change = (text: string) => text.replace('"average_utilization": 70', '"average_utilization": 60');

/** One service as an application. */
function anApplication(app: App, serviceName: string, replicaCount = 2): void {
  const service = aService(app, { serviceName, replicaCount });
  new GitOpsApp(service.node.scope!, 'App', { service, image: `ghcr.io/acme/${serviceName}`, imageTag: '1.0.0', port: 8080 });
}

/** Many services, as copies of what a synth gives of one: a synth of all of them would take longer than all other tests. */
function manyServices(count: number): Repository {
  const one = new Repository((app) => anApplication(app, 'service-0000'));
  const output = filesBelow(one.outdir);
  const many = new Repository();
  const names = Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
  const named = (text: string, name: string) => text.replaceAll('service-0000', name);
  for (const name of names) {
    const own = Object.entries(output).filter(([file]) => file.includes('/'));
    many.write(Object.fromEntries(own.map(([file, text]) => [named(file, name), named(text, name)])));
  }
  for (const file of ['golden-path.json', 'manifest.json']) {
    const { stacks, ...others } = JSON.parse(output[file]) as { stacks: Record<string, object> };
    const stack = JSON.stringify(stacks['service-0000-staging']);
    const all = names.map((name) => [`${name}-staging`, JSON.parse(named(stack, name)) as object]);
    many.write({ [file]: JSON.stringify({ ...others, stacks: Object.fromEntries(all) as object }) });
  }
  return many;
}

test('of 200 services exactly the one is named whose team changed it', async () => {
  const repository = manyServices(200);
  expect((await repository.lock()).printed).toContain('new       200 stacks\n');
  const changed = new Repository((app) => anApplication(app, 'service-0127', 3));
  for (const folder of ['stacks', 'gitops']) {
    fs.cpSync(path.join(changed.outdir, folder), path.join(repository.outdir, folder), { recursive: true });
  }
  seal(repository.outdir);
  expect(await repository.affected()).toEqual({
    status: 0,
    printed: `1 of 200 stacks affected since ${repository.lockFile}.\n  service-0127-staging  terraform changed\n`,
    complaint: '',
  });
}, 60_000);

describe('what is affected', () => {
  test('is what changed itself, by its parts', async () => {
    const repository = await locked();
    repository.edit(TERRAFORM, change);
    repository.write({ 'gitops/apps/checkout/values.yaml': '' });
    const both = {
      'checkout-production': 'gitops: gitops changed',
      'checkout-staging': 'terraform+gitops: terraform changed, gitops changed',
    };
    expect(await repository.reasons()).toEqual(both);
    expect(await repository.reasons('--only', 'terraform')).toEqual({ 'checkout-staging': 'terraform: terraform changed' });
    expect(Object.keys(await repository.reasons('--only', 'gitops'))).toEqual(Object.keys(both));
  });

  test('is what depends on it, however far, each for its own reason', async () => {
    const chain = (production: boolean) => (app: App) => {
      const platform = aPlatform();
      const base = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
      const network = new TerraformStack(app, 'network');
      network.addDependency(base);
      (aService(app, {}, { platform }).node.scope as TerraformStack).addDependency(network);
      aService(app, { serviceName: 'another' }, { platform });
      base.addOverride('locals.changed', production);
    };
    const repository = await locked(chain(false));
    repository.synth(chain(true));
    expect(await repository.reasons()).toEqual({
      'checkout-staging': ': depends on network',
      'network': ': depends on platform-staging',
      'platform-staging': 'terraform: terraform changed',
    });
    expect(await repository.reasons('--only', 'gitops')).toEqual({});
  });

  test('ends where stacks depend on each other in a circle', async () => {
    const repository = await locked();
    const paths = ['checkout-production', 'checkout-staging'];
    repository.edit('manifest.json', (text) => {
      const manifest = JSON.parse(text) as { stacks: Record<string, { dependencies: string[] }> };
      paths.forEach((name, index) => manifest.stacks[name].dependencies.push(paths[1 - index]));
      return JSON.stringify(manifest);
    });
    repository.edit(TERRAFORM, change);
    expect(Object.keys(await repository.reasons())).toEqual(paths);
  });

  test('is what is new, and what is gone is named apart', async () => {
    const repository = await locked();
    fs.rmSync(repository.outdir, { recursive: true });
    repository.synth((app) => anApplication(app, 'fresh'));
    const refused = await repository.affected();
    expect(refused).toMatchObject({ status: 1, complaint: expect.stringContaining(' checkout-production/kubernetes_namespace_v1.') });
    retire(repository);
    const { stacks, removed } = await repository.affectedJson();
    expect(stacks).toEqual([expect.objectContaining({ stack: 'fresh-staging', changes: ['terraform', 'gitops'], reasons: ['new'] })]);
    expect(removed).toEqual(
      ['production', 'staging'].map((environment) => ({
        stack: `checkout-${environment}`,
        service: 'checkout',
        team: 'payments',
        environment,
      })),
    );
    const { printed } = await repository.affected();
    expect(printed).toContain('1 of 1 stack affected');
    expect(printed).toContain(
      '\nNo longer in the code:\n'
      + '  checkout-production\n    holds kubernetes_namespace_v1 checkout-production\n'
      + '  checkout-staging\n    holds kubernetes_namespace_v1 checkout-staging\nTheir resources still run: ',
    );
    expect(printed).not.toContain('terraform destroy');
    expect(await repository.affected('--format', 'matrix')).toMatchObject({ printed: expect.not.stringContaining('checkout') });
  });

  test('is not what another version of the library, or an input, left as it was', async () => {
    const repository = await locked();
    repository.editLock((text) =>
      text.replace(/"version": ".*"/, '"version": "0.0.1-old"').replace('"constructs": "10', '"constructs": "9'),
    );
    expect(await repository.reasons()).toEqual({});
    expect((await repository.affected()).printed).toMatch(
      /^The version of the library changed from 0\.0\.1-old to \S+\.\n0 of 2 stacks affected since /,
    );
  });

  test('is told by name, though an object has such a property', async () => {
    const repository = await locked(
      (app) => void new ServiceStack(app, 'constructor-staging', { platform: aPlatform(), environment: 'staging' }),
    );
    const rename = (text: string) => text.replaceAll('constructor-staging', 'constructor');
    for (const file of ['golden-path.json', 'manifest.json']) repository.edit(file, rename);
    fs.renameSync(path.join(repository.outdir, 'stacks/constructor-staging'), path.join(repository.outdir, 'stacks/constructor'));
    seal(repository.outdir);
    expect(await repository.reasons()).toEqual({ constructor: 'terraform: new' });
  });
});

describe('the formats', () => {
  test('say the same of a stack', async () => {
    const repository = await locked((app) => {
      twoEnvironments(app);
      new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' });
      new TerraformStack(app, 'foreign');
    });
    for (const stack of ['checkout-production', 'platform-staging', 'foreign']) {
      repository.edit(`stacks/${stack}/cdk.tf.json`, (text) => text.replace('"terraform": {', '"locals": {"a": 1}, "terraform": {'));
    }
    const checkout = {
      stack: 'checkout-production',
      service: 'checkout',
      team: 'payments',
      environment: 'production',
      production: true,
    };
    const place = { awsAccountId: '111122223333', region: 'eu-west-1' };
    const platform = { stack: 'platform-staging', team: 'platform', environment: 'staging', production: false, ...place };
    const changed = { changes: ['terraform'], reasons: ['terraform changed'] };
    const json = await repository.affectedJson();
    expect(json).toEqual({
      version: JSON.parse(repository.readLock()).version,
      base: repository.lockFile,
      stacks: [
        { ...checkout, ...place, directory: 'stacks/checkout-production', ...changed },
        { stack: 'foreign', production: false, directory: 'stacks/foreign', ...changed },
        { ...platform, directory: 'stacks/platform-staging', ...changed },
      ],
      removed: [],
    });
    const { printed } = await repository.affected('--format', 'matrix');
    expect(printed).toMatch(/^\{"include":\[.*\]\}\n$/);
    const texts = { changes: 'terraform', reasons: 'terraform changed' };
    const nothing = { service: '', team: '', environment: '', awsAccountId: '', region: '' };
    expect(JSON.parse(printed)).toEqual({
      include: [
        { ...json.stacks[0], ...texts },
        { ...nothing, ...json.stacks[1], ...texts },
        { service: '', ...json.stacks[2], ...texts },
      ],
    });
  });

  test('hold a hostile name in one line, as what it is', async () => {
    const name = 'x"\u202e$((y))';
    const repository = new Repository((app) => {
      aService(app);
      new TerraformStack(app, name);
    });
    await repository.lock();
    repository.edit(`stacks/${name}/cdk.tf.json`, () => '{}');
    const { printed } = await repository.affected('--format', 'matrix');
    expect(printed.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(printed).include[0].stack).toBe(name);
    expect((await repository.affected()).printed).toContain('  x"\\u202e$((y))  terraform changed\n');
  });

  test.each([
    [0, 0],
    [256, 0],
    [257, 1],
  ])('of %d stacks end a matrix with status %d', async (count, status) => {
    const repository = new Repository();
    const names = Array.from({ length: count }, (_, index) => `stack-${index}`);
    const stacks = Object.fromEntries(names.map((name) => [name, {}]));
    repository.write(Object.fromEntries(names.map((name) => [`stacks/${name}/cdk.tf.json`, '{}'])));
    repository.write({
      'manifest.json': JSON.stringify({ stacks }),
      'golden-path.json': '{"recordVersion": 2, "stacks": {}, "version": "1.0.0"}',
    });
    await repository.lock();
    repository.editLock((text) => text.replace(/"terraform": "sha/g, '"terraform": "old'));
    const { printed, complaint, ...ended } = await repository.affected('--format', 'matrix');
    expect({ ...ended, jobs: status === 0 ? JSON.parse(printed).include.length : 0 }).toEqual({
      status,
      jobs: status === 0 ? count : 0,
    });
    const refusal =
      '--format matrix: got 257 stacks\n     allowed: 256, the jobs that GitHub allows in a matrix\n     fix: use --format json';
    expect(complaint).toContain(status === 0 ? '' : refusal);
    expect((await repository.affectedJson()).stacks).toHaveLength(count);
  });

  test('are three, and another one is wrong usage', async () => {
    const { status, complaint } = await new Repository().affected('--format', 'yaml');
    expect({ status, complaint }).toEqual({ status: 2, complaint: expect.stringContaining('text, json, matrix') });
  });
});

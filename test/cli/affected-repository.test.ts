import { GitOpsApp, PlatformStack } from '@golden-path/constructs';
import type { TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { anEnvironment, aPlatform } from '../support/platform';
import { RepositoryFixture } from '../support/repository-files';
import type { GivenFile } from '../support/repository-files';
import { aService } from '../support/synth';
import { locked } from './repository';

const PLATFORM = () =>
  aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'production', production: true, clusterEndpoint: 'https://p.example' })] });

/** A service in two environments with files of its repository, a stack that depends on it, and another service. */
function services(files: readonly GivenFile[] = [{}]): (app: App) => void {
  return (app) => {
    const platform = PLATFORM();
    for (const environment of ['staging', 'production']) {
      const service = aService(app, {}, { platform, environment });
      new GitOpsApp(service.node.scope!, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 });
      if (environment === 'staging') new RepositoryFixture(service, 'Files', files);
    }
    const other = aService(app, { serviceName: 'another' }, { platform });
    (other.node.scope as TerraformStack).addDependency(app.node.findChild('checkout-staging') as TerraformStack);
  };
}

const BOTH = { 'checkout-production': 'repository: repository changed', 'checkout-staging': 'repository: repository changed' };

test('a change of the text names the stacks of the service, but none that depends on them, and no plan', async () => {
  const repository = await locked(services());
  repository.synth(services([{ text: 'kind: API\n' }]));
  expect(await repository.reasons()).toEqual(BOTH);
  expect(await repository.reasons('--only', 'repository')).toEqual(BOTH);
  expect(await repository.reasons('--only', 'terraform')).toEqual({});
  expect(await repository.reasons('--only', 'gitops')).toEqual({});
});

test.each<[what: string, files: readonly GivenFile[]]>([
  ['one more file', [{}, { path: 'new.yaml' }]],
  ['no file any more', []],
  ['a file that is given once from now on', [{ path: 'package.json', text: '{}\n', managed: false }]],
])('%s is a change', async (_, files) => {
  const repository = await locked(services([{ path: 'package.json', text: '{}\n' }]));
  repository.synth(services(files));
  expect(await repository.reasons()).toEqual(BOTH);
});

test('a file of the platform names the stacks without a service', async () => {
  const build = (text: string) => (app: App) => {
    const platform = PLATFORM();
    new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
    aService(app, {}, { platform, build: (service) => new RepositoryFixture(service, 'Files', [{ repository: 'platform', text }]) });
  };
  const repository = await locked(build('a: 1\n'));
  repository.synth(build('a: 2\n'));
  expect(await repository.reasons()).toEqual({ 'platform-staging': 'repository: repository changed' });
});

test('a lock of a version without repository files is read, and says that they are new', async () => {
  const repository = await locked(services());
  repository.editLock((text) => text.replace(/ +"repository": "[^"]+",\n/g, ''));
  expect(repository.readLock()).not.toContain('"repository"');
  expect(await repository.reasons()).toEqual(BOTH);
});

test('the lock shows it, and --check fails', async () => {
  const repository = await locked(services());
  repository.synth(services([{ text: 'kind: API\n' }]));
  const { status, printed } = await repository.lock('--check');
  expect([status, printed]).toEqual([1, 'changed   checkout-production: repository\nchanged   checkout-staging: repository\n']);
  expect((await repository.lock()).status).toBe(0);
  expect((await repository.lock('--check')).status).toBe(0);
});

test.each([
  ['changed', 'repository/checkout/catalog-info.yaml', 'a file that was changed after the synth'],
  ['added', 'repository/checkout/evil.yaml', 'a file that the synth did not write'],
])('a file of the output that was %s by hand is found', async (_, file, got) => {
  const repository = await locked(services());
  repository.plant(file, 'x');
  const { status, complaint } = await repository.lock();
  expect(status).toBe(1);
  expect(complaint).toContain(`${file}: got ${got}`);
});

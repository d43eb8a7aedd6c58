import * as fs from 'node:fs';
import * as path from 'node:path';
import { PlatformStack, ServiceApplicationSet } from '@golden-path/constructs';
import { AssetType, TerraformAsset, TerraformOutput, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import { locked, twoEnvironments } from './repository';
import type { Repository } from './repository';

const TERRAFORM = 'stacks/checkout-staging/cdk.tf.json';

/** What changed of each stack after something was done to the output. */
async function changedBy(repository: Repository, action: () => void): Promise<string[]> {
  action();
  const { printed } = await repository.lock('--check');
  return printed.split('\n').filter((line) => line !== '');
}

describe('the fingerprint of what Terraform gets', () => {
  test('knows nothing of CDKTF and of construct paths', async () => {
    const repository = await locked();
    const paths = (text: string) =>
      text.replace(/"path": "checkout-staging/g, '"path": "elsewhere').replace('"version": "0.21.0"', '"version": "1.0.0"');
    expect(await changedBy(repository, () => repository.edit(TERRAFORM, paths))).toEqual([
      `${repository.lockFile} matches the synth.`,
    ]);
  });

  test.each([
    ['a value', (text: string) => text.replace('"min_available": "50%"', '"min_available": "60%"')],
    [
      'a label named like a comment',
      (text: string) => text.replace('"app.kubernetes.io/name":', '"//": "x", "app.kubernetes.io/name":'),
    ],
  ])('follows %s', async (_, change) => {
    const repository = await locked((app) => aService(app, { replicaCount: 2 }));
    const before = fs.readFileSync(path.join(repository.outdir, TERRAFORM), 'utf8');
    expect(change(before)).not.toBe(before);
    expect(await changedBy(repository, () => repository.edit(TERRAFORM, change))).toEqual(['changed   checkout-staging: terraform']);
  });

  test('follows the files that the stack brings along, and no others', async () => {
    const source = path.join(temporaryFolder(), 'function.js');
    fs.writeFileSync(source, 'one');
    const repository = await locked((app) => {
      const service = aService(app);
      const asset = new TerraformAsset(service, 'Asset', { path: source, type: AssetType.FILE, assetHash: 'fixed' });
      new TerraformOutput(service, 'file', { value: asset.path });
    });
    const stack = 'stacks/checkout-staging';
    repository.write({ [`${stack}/assets/Other/old/function.js`]: 'stale', [`${stack}/.terraform.lock.hcl`]: 'pinned' });
    expect((await repository.lock('--check')).status).toBe(0);
    const file = fs.readdirSync(path.join(repository.outdir, stack, 'assets')).find((name) => name !== 'Other')!;
    const change = () => repository.write({ [`${stack}/assets/${file}/fixed/function.js`]: 'two' });
    expect(await changedBy(repository, change)).toEqual(['changed   checkout-staging: terraform']);
  });

  test('is the same wherever local state lies', async () => {
    const foreign = (app: App) => {
      aService(app);
      new TerraformStack(app, 'local');
    };
    const repository = await locked(foreign);
    const file = 'stacks/local/cdk.tf.json';
    const before = fs.readFileSync(path.join(repository.outdir, file), 'utf8');
    expect(before).toContain(`"path": "${process.cwd()}/terraform.local.tfstate"`);
    repository.edit(file, (text) => text.replace(process.cwd(), '/elsewhere'));
    expect((await repository.lock('--check')).status).toBe(0);
    repository.edit(file, (text) => text.replace('terraform.local', 'terraform.other'));
    expect((await repository.lock('--check')).printed).toBe('changed   local: terraform\n');
  });
});

describe('the fingerprint of what Argo CD gets', () => {
  const platformToo = (app: App) => {
    twoEnvironments(app);
    new ServiceApplicationSet(
      new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' }),
      'Services',
    );
  };

  test.each([
    ['apps/checkout/values-production.yaml', ['checkout-production']],
    ['apps/checkout/envs/staging.yaml', ['checkout-staging']],
    ['apps/checkout/manifests/staging/new.yaml', ['checkout-staging']],
    ['apps/checkout/values.yaml', ['checkout-production', 'checkout-staging']],
    ['apps/checkout/values-elsewhere.yaml', ['checkout-production', 'checkout-staging']],
    ['platform/staging/argocd/new.yaml', ['platform-staging']],
    ['apps/another/values.yaml', []],
  ])('%s belongs to the stacks %j', async (file, owners) => {
    const repository = await locked(platformToo);
    repository.write({ [`gitops/${file}`]: 'changed: true\n' });
    const { printed } = await repository.lock('--check');
    expect(printed.match(/^changed {3}(\S+): gitops$/gm) ?? []).toEqual(owners.map((stack) => `changed   ${stack}: gitops`));
  });

  test('follows the names of files, and where a name ends', async () => {
    const repository = await locked();
    const folder = 'gitops/apps/checkout/manifests/staging';
    repository.write({ [`${folder}/a`]: 'b' });
    await repository.lock();
    fs.rmSync(path.join(repository.outdir, folder, 'a'));
    repository.write({ [`${folder}/ab`]: '' });
    expect((await repository.lock('--check')).printed).toBe('changed   checkout-staging: gitops\n');
  });
});

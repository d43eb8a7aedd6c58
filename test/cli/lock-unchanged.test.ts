import * as fs from 'node:fs';
import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import { foreignFiles } from '../../lib/output/foreign-files';
import { aService, temporaryFolder } from '../support/synth';
import { locked, twoEnvironments } from './repository';
import type { Repository } from './repository';

const STACK = 'stacks/checkout-production';

/** Puts a file into the output, as nobody should. */
function put(repository: Repository, file: string, text = ''): void {
  const at = path.join(repository.outdir, file);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
}

/** Expects each command to refuse the output for this one reason, and to leave the lock as it was. */
async function expectRefused(repository: Repository, file: string, got: string): Promise<void> {
  const before = repository.readLock();
  for (const { status, complaint } of [await repository.lock(), await repository.lock('--check'), await repository.affected()]) {
    expect(status).toBe(1);
    expect(complaint).toContain(`: 1 problem, nothing was written\n\n  1. ${repository.outdir}/${file}: got ${got}\n`);
  }
  expect(repository.readLock()).toBe(before);
}

describe('what Terraform would read beside the JSON', () => {
  const NAMES = [
    'extra.tf',
    'extra.tf.json',
    'extra.tofu',
    'extra.tofu.json',
    'cdk_override.tf',
    'override.tf',
    'override.tf.json',
    'x_override.tofu',
    'x.auto.tfvars',
    'x.auto.tfvars.json',
    'terraform.tfvars',
    'terraform.tfvars.json',
    '.terraformrc',
    'terraform.rc',
    'modules/x/main.tf',
    'modules/x/cdk.tf.json',
  ];

  test.each(NAMES)('%s is refused', async (name) => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), '');
    expect(foreignFiles(folder)).toEqual([name]);
  });

  test('is refused by each command, in the folder of every stack', async () => {
    const repository = await locked((app) => {
      twoEnvironments(app);
      new TerraformStack(app, 'foreign');
    });
    for (const folder of [STACK, 'stacks/foreign', 'stacks/removed-production']) {
      put(repository, `${folder}/x_override.tf.json`, '{}');
      await expectRefused(repository, `${folder}/x_override.tf.json`, 'a file that the synth did not write');
      fs.rmSync(path.join(repository.outdir, folder, 'x_override.tf.json'));
    }
    expect((await repository.lock('--check')).status).toBe(0);
  });

  test('is refused as a link, whatever it leads to', async () => {
    const folder = temporaryFolder();
    fs.symlinkSync('/etc', path.join(folder, 'modules'));
    expect(foreignFiles(folder)).toEqual(['modules']);
    expect(foreignFiles(path.join(folder, 'none'))).toEqual([]);
  });

  test("is not what is Terraform's own, or a person's", async () => {
    const repository = await locked();
    const own = [
      '.terraform/modules/x/main.tf',
      '.terraform.lock.hcl',
      'terraform.tfstate',
      'terraform.tfstate.backup',
      'plan.tfplan',
      'plan.json',
      '.terraform.tfstate.lock.info',
      'crash.log',
      'notes.md',
      'assets/Old/hash/main.tf',
    ];
    for (const file of own) put(repository, `${STACK}/${file}`);
    expect(await repository.lock('--check')).toMatchObject({ status: 0, complaint: '' });
  });
});

describe('an output that was changed after the synth', () => {
  test.each<[string, string, (text: string) => string, string]>([
    ['an exception', 'golden-path.json', (text) => text.replace('because', 'since'), 'a record that was changed after the synth'],
    [
      'a reason that was added',
      'golden-path.json',
      (text) => text.replace('"construct"', '"x": 1, "construct"'),
      'a record that was changed after the synth',
    ],
    [
      'a hash',
      'golden-path.json',
      (text) => text.replace(/"sha256:.{8}/, '"sha256:00000000'),
      'a record that was changed after the synth',
    ],
    ['Terraform', `${STACK}/cdk.tf.json`, (text) => text.replace('"average_utilization": 70', '"average_utilization": 60'), 'a file that was changed after the synth'],
    ['a manifest', 'gitops/apps/checkout/values-production.yaml', (text) => `${text}x: 1\n`, 'a file that was changed after the synth'],
  ])('is refused for %s', async (_, file, change, got) => {
    const repository = await locked((app) => {
      twoEnvironments(app, (service) => service.grant(['s3:*'], ['*'], 'because the vendor asks for it'));
    });
    const before = fs.readFileSync(path.join(repository.outdir, file), 'utf8');
    expect(change(before)).not.toBe(before);
    repository.tamper(file, change);
    await expectRefused(repository, file, got);
  });

  test('is refused for a file that is gone, or that is new to Argo CD', async () => {
    const repository = await locked();
    put(repository, 'gitops/apps/other/manifests/production/secret.yaml', 'kind: Secret\n');
    await expectRefused(repository, 'gitops/apps/other/manifests/production/secret.yaml', 'a file that the synth did not write');
    fs.rmSync(path.join(repository.outdir, 'gitops/apps/other'), { recursive: true });
    fs.rmSync(path.join(repository.outdir, 'gitops/apps/checkout/values-production.yaml'));
    await expectRefused(repository, 'gitops/apps/checkout/values-production.yaml', 'nothing');
  });

  test('is refused where the manifest hides a stack', async () => {
    const repository = await locked();
    repository.tamper('manifest.json', (text) => {
      const manifest = JSON.parse(text) as { stacks: Record<string, unknown> };
      return JSON.stringify({ ...manifest, stacks: { 'checkout-staging': manifest.stacks['checkout-staging'] } });
    });
    for (const { status, complaint } of [await repository.lock(), await repository.lock('--check')]) {
      expect(status).toBe(1);
      expect(complaint).toContain(`${repository.outdir}/manifest.json: got no stack checkout-production\n`);
    }
  });

  test('is fine with a folder of a stack that is no longer in the code', async () => {
    const repository = await locked();
    repository.synth((app) => void aService(app, { serviceName: 'other' }));
    repository.synth(twoEnvironments);
    expect(await repository.lock('--check')).toMatchObject({ status: 0, complaint: '' });
  });
});

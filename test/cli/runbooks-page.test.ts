import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { App } from 'cdktf';
import { load } from 'js-yaml';
import { contentOf, markOf, readPages } from '../docs/pages';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { describeWithTerraform } from '../support/terraform';
import { findTerraform } from '../support/terraform/binary';
import { testWithGit } from '../support/with-git';
import { command } from './fixture';
import { locked, retire } from './repository';
import type { Repository } from './repository';

const page = readPages().find(({ file }) => file === 'docs/runbooks.md')!;

/** What says of a block that it talks to what is running. */
const ELSEWHERE = /^# needs (AWS|the cluster)\n/;

/** The blocks of shell commands under a heading, or on the whole page. */
function blocksOf(heading?: string): string[] {
  const [, section] = heading === undefined ? [undefined, page.text] : page.text.split(new RegExp(`^##+ ${heading}$`, 'm'));
  const text = heading === undefined ? section : section.split(/^## /m)[0];
  // Blocks inside of a list are indented.
  return [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block]) => block.replace(/^ {3}/gm, ''));
}

/** The commands under a heading that can run here. */
function commandsOf(heading: string): string[] {
  return blocksOf(heading).filter((text) => !ELSEWHERE.test(text)).flatMap((text) => text.trim().split('\n'));
}

function service(name: string): (app: App) => void {
  return (app) => {
    const { scope } = aService(app, { serviceName: name }, { platform: aPlatform(), environment: 'production' }).node;
    const { id } = new S3Bucket(scope!, 'reports', { bucket: 'checkout-reports' });
    new S3BucketVersioningA(scope!, 'versions', { bucket: id, versioningConfiguration: { status: 'Enabled' } });
  };
}

/** A repository whose service was applied, in which a change was synthesised. */
async function changed(after: (app: App) => void): Promise<Repository> {
  const repository = await locked(service('checkout'));
  fs.rmSync(repository.outdir, { recursive: true });
  repository.synth(after);
  const instances = [{ schema_version: 0, attributes: { bucket: 'checkout-reports', id: 'checkout-reports' } }];
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const bucket = { mode: 'managed', type: 'aws_s3_bucket', name: 'reports', provider, instances };
  const state = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'a', outputs: {}, resources: [bucket], check_results: null };
  fs.writeFileSync(path.join(repository.root, 'old.tfstate'), JSON.stringify(state));
  return repository;
}

/** Does what a command of the page says, in a repository. */
async function run(repository: Repository, text: string): Promise<{ status: number | null; said: string }> {
  const [program, ...args] = text.replace(/ #.*$/, '').split(' ');
  if (program === 'terraform') {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '' };
    const { status, stdout, stderr } = spawnSync(findTerraform()!, args, { cwd: repository.root, encoding: 'utf8', env });
    return { status, said: `${stdout}${stderr}` };
  }
  expect([program, args[0]]).toEqual(['npx', 'golden-path']);
  const before = process.cwd();
  process.chdir(repository.root);
  try {
    const { status, printed, complaint } = await command(...args.slice(1));
    return { status, said: `${printed}${complaint}` };
  } finally {
    process.chdir(before);
  }
}

test('every command of the page is run by a test, or says what it needs', () => {
  const all = blocksOf().filter((text) => !ELSEWHERE.test(text)).flatMap((text) => text.trim().split('\n'));
  const known = ['Say that something may go', 'Rename a service', 'Flip the provisioner', 'Retire the last service of a repository'];
  expect(known.flatMap(commandsOf)).toEqual(all);
  expect(all).toHaveLength(10);
  for (const text of blocksOf().filter((block) => ELSEWHERE.test(block))) expect(text).not.toContain('npx golden-path');
});

test('the line of the page lets its bucket go, and the error prints it but for the reason and the date', async () => {
  const { text } = contentOf(page).blocks.find((block) => markOf(block, 'retired') !== undefined)!;
  const repository = await changed((app) => void aService(app, {}, { platform: aPlatform(), environment: 'production' }));
  const { status, complaint } = await repository.lock();
  expect(status).toBe(1);
  const [, printed] = /the line is (.*)$/m.exec(complaint)!;
  expect(load(printed.replace(/reason: <.*>, date: <.*>/, ''))).toEqual(load(text.replace(/^ +(reason|date): .*$/gm, '')));
  fs.writeFileSync(path.join(repository.root, 'retired.yaml'), text);
  expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
});

describeWithTerraform('the runbooks', () => {
  test('rename a service: its bucket is in the new state, and the lock is written', async () => {
    const repository = await changed(service('shop'));
    const [refused, move, listNew, listOld, write, check] = commandsOf('Rename a service');
    const { status, said } = await run(repository, refused);
    expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining('1. checkout-production/aws_s3_bucket.reports: got') });
    expect(said).toContain('the same name is in shop-production/aws_s3_bucket.reports: renamed or moved?');
    expect(await run(repository, move)).toMatchObject({ status: 0 });
    expect(await run(repository, listNew)).toMatchObject({ status: 0, said: expect.stringContaining('aws_s3_bucket.reports\n') });
    expect((await run(repository, listOld)).said).not.toContain('aws_s3_bucket.reports');
    retire(repository);
    expect(await run(repository, write)).toMatchObject({ status: 0 });
    expect(await run(repository, check)).toMatchObject({ status: 0 });
    expect(Object.keys(JSON.parse(repository.readLock()).stacks)).toEqual(['shop-production']);
  });

  test('flip the provisioner: the state forgets what is there', async () => {
    const repository = await changed(service('checkout'));
    fs.renameSync(path.join(repository.root, 'old.tfstate'), path.join(repository.root, 'new.tfstate'));
    const [forget] = commandsOf('Flip the provisioner');
    expect(await run(repository, forget)).toMatchObject({ status: 0, said: expect.stringContaining('Removed aws_s3_bucket.reports') });
    expect((await run(repository, 'terraform state list -state=new.tfstate')).said).not.toContain('reports');
  });
});

test('retire the last service of a repository: the lock says that nothing is left', async () => {
  const repository = await changed(() => undefined);
  retire(repository);
  for (const text of commandsOf('Retire the last service of a repository')) expect(await run(repository, text)).toMatchObject({ status: 0 });
  expect(JSON.parse(repository.readLock()).stacks).toEqual({});
});

testWithGit('a check against the target branch refuses what a new lock hides', async () => {
  const repository = await changed(service('shop'));
  repository.commit();
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  fs.rmSync(repository.lockFile);
  expect(await repository.lock()).toMatchObject({ status: 0 });
  const [check] = commandsOf('Say that something may go');
  expect(await run(repository, check)).toMatchObject({ status: 1, said: expect.stringContaining('aws_s3_bucket.reports') });
});

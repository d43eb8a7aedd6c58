import * as fs from 'node:fs';
import * as path from 'node:path';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { packageVersions } from '../../lib/cli/lock/packages';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import { command } from './fixture';
import { locked, Repository, twoEnvironments } from './repository';

const HASH = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
const TERRAFORM = 'stacks/checkout-staging/cdk.tf.json';

describe('what is locked', () => {
  test('is what goes in and what comes out, with sorted keys', async () => {
    const repository = await locked();
    const text = repository.readLock();
    const address = expect.stringMatching(/^kubernetes_namespace_v1\./);
    const namespace = { kind: 'kubernetes_namespace_v1', address };
    const stack = { service: 'checkout', team: 'payments', dependsOn: [], exceptions: [], gitops: HASH, terraform: HASH };
    expect(JSON.parse(text)).toEqual({
      lockVersion: 2,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      inputs: {
        packages: expect.objectContaining({ 'constructs': '10.4.2', 'cdk8s-plus-28': '2.5.6', '@cdktf/provider-aws': '21.22.1' }),
        providers: { aws: '6.25.0', kubernetes: '2.38.0' },
      },
      stacks: {
        'checkout-production': {
          ...stack,
          environment: 'production',
          production: true,
          data: [{ ...namespace, name: 'checkout-production', protected: true }],
        },
        'checkout-staging': {
          ...stack,
          environment: 'staging',
          production: false,
          data: [{ ...namespace, name: 'checkout-staging', protected: false }],
        },
      },
    });
    expect([...text.matchAll(/^ {2}"(\w+)"/gm)].map(([, key]) => key)).toEqual(['inputs', 'lockVersion', 'stacks', 'version']);
    expect(await repository.lock()).toEqual({ status: 0, printed: 'Nothing changes.\n', complaint: '' });
    expect(await repository.lock('--check')).toEqual({
      status: 0,
      printed: `${repository.lockFile} matches the synth.\n`,
      complaint: '',
    });
  });

  test('is the same text in any folder', async () => {
    expect((await locked()).readLock()).toBe((await locked()).readLock());
  });

  test('has stacks that belong to no platform, under any name, and what each depends on', async () => {
    const repository = await locked((app) => {
      const network = new TerraformStack(app, 'a|<b>@c');
      new TerraformOutput(network, 'text', { value: 'x' });
      aService(app).node.scope!.node.root.node.findAll().filter(TerraformStack.isStack)[1].addDependency(network);
    });
    const { stacks } = JSON.parse(repository.readLock());
    expect(stacks['a|<b>@c']).toEqual({ data: [], dependsOn: [], exceptions: [], terraform: HASH });
    expect(stacks['checkout-staging'].dependsOn).toEqual(['a|<b>@c']);
  });

  test('names what a stack of a stack depends on by its name', async () => {
    const repository = await locked((app) => {
      const inner = new TerraformStack(new TerraformStack(app, 'outer'), 'inner');
      (aService(app).node.scope as TerraformStack).addDependency(inner);
    });
    expect(JSON.parse(repository.readLock()).stacks['checkout-staging'].dependsOn).toEqual(['inner']);
  });

  test('has the versions of packages by the names that they have themselves, the nearest first', () => {
    const root = temporaryFolder();
    const put = (folder: string, manifest: object) => {
      fs.mkdirSync(path.join(root, folder), { recursive: true });
      fs.writeFileSync(path.join(root, folder, 'package.json'), JSON.stringify(manifest));
    };
    put('app/node_modules/cdktf', { name: 'cdktn', version: '0.24.0' });
    put('node_modules/cdktf', { name: 'cdktf', version: '0.21.0' });
    put('node_modules/cdktn', { name: 'cdktn', version: '0.23.0' });
    put('node_modules/constructs', { name: 'constructs', version: '10.7.0' });
    put('app/node_modules/constructs', { name: 'constructs', version: '10.7.1' });
    put('node_modules/@cdktf/provider-aws', { name: '@cdktf/provider-aws', version: '21.22.1' });
    put('node_modules/@cdktf/hcl2json', { name: '@cdktf/hcl2json', version: '0.21.0' });
    put('node_modules/left-pad', { name: 'left-pad', version: '1.0.0' });
    fs.mkdirSync(path.join(root, 'node_modules/cdk8s'));
    const versions = { 'cdktn': '0.24.0', 'constructs': '10.7.1', '@cdktf/provider-aws': '21.22.1' };
    expect(packageVersions([temporaryFolder(), path.join(root, 'app')])).toEqual(versions);
    expect(packageVersions([temporaryFolder()])).toEqual({});
  });
});

describe('a difference', () => {
  test('names versions, stacks, facts and exceptions, and writes nothing', async () => {
    const repository = await locked((app) => {
      twoEnvironments(app, (service) => service.grant(['s3:*'], ['arn:aws:s3:::old'], 'until June'));
      aService(app, { serviceName: 'legacy' });
    });
    const older = (text: string) =>
      text
        .replace(/"version": ".*"/, '"version": "0.0.1-old"')
        .replace('"6.25.0"', '"6.0.0"')
        .replace('"constructs": "10.4.2"', '"constructs": "10.4.1"');
    repository.editLock(older);
    const before = repository.readLock();
    const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8'));
    fs.rmSync(repository.outdir, { recursive: true });
    repository.synth((app) => {
      const platform = aPlatform();
      const build = (service: MicroserviceInfra) => service.grant(['s3:*'], ['arn:aws:s3:::new'], 'the vendor asks for it');
      aService(app, { teamName: 'platform' }, { platform, environment: 'production', build });
      aService(app, {}, { platform, build: (service) => new SqsQueue(service, 'Own') });
      aService(app, { serviceName: 'fresh' }, { platform });
    });
    const { status, printed, complaint } = await repository.lock('--check');
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(
        /^loses {5}legacy-staging\/kubernetes_namespace_v1\.\w+: kubernetes_namespace_v1 legacy-staging, its stack is gone/,
      ),
      `version   0.0.1-old -> ${version}`,
      'input     constructs 10.4.1 -> 10.4.2',
      'input     provider aws 6.0.0 -> 6.25.0',
      'changed   checkout-production: terraform, gitops, team payments -> platform',
      'changed   checkout-staging: terraform, gitops',
      'new       fresh-staging',
      'removed   legacy-staging',
      "allowed   checkout-production, Infra: s3:* on arn:aws:s3:::new, because 'the vendor asks for it'",
      "withdrawn checkout-production, Infra: s3:* on arn:aws:s3:::old, because 'until June'",
      "withdrawn checkout-staging, Infra: s3:* on arn:aws:s3:::old, because 'until June'",
      '',
    ]);
    expect(complaint).toBe(`${repository.lockFile} does not match the synth. Run golden-path lock and commit it.\n`);
    expect({ status, text: repository.readLock() }).toEqual({ status: 1, text: before });
    expect(await repository.lock()).toEqual({
      status: 0,
      printed: `${printed}Written. Commit ${repository.lockFile}.\n`,
      complaint: '',
    });
    expect((await repository.lock('--check')).status).toBe(0);
  });

  test('shows a hostile reason on one line, and keeps it as it was written', async () => {
    const reason = 'fine\u001b[2J\nallowed   other: nothing \u202e"}] ${x} {{ y }}';
    const repository = new Repository((app) => aService(app, {}, { build: (service) => service.grant(['s3:*'], ['*'], reason) }));
    const { printed } = await repository.lock();
    const shown = 'fine\\u001b[2J\\nallowed   other: nothing \\u202e"}] ${x} {{ y }}';
    expect(printed.split('\n').slice(1, 3)).toEqual([
      `allowed   checkout-staging, Infra: s3:* on *, because '${shown}'`,
      `Written. Commit ${repository.lockFile}.`,
    ]);
    expect(JSON.parse(repository.readLock()).stacks['checkout-staging'].exceptions[0].reason).toBe(reason);
  });

  test('is not in the ends of lines, and is said where it is in the form alone', async () => {
    const repository = await locked();
    repository.editLock((text) => `\uFEFF${text.replace(/\n/g, '\r\n')}`.slice(1));
    expect((await repository.lock('--check')).status).toBe(0);
    repository.editLock((text) => JSON.stringify(JSON.parse(text)));
    expect(await repository.lock('--check')).toMatchObject({ status: 1, printed: 'Only the format differs.\n' });
  });
});

describe('what is refused', () => {
  test.each([
    [
      'an unresolved merge conflict',
      (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> main\n`,
      'got an unresolved merge conflict',
    ],
    ['half a file', (text: string) => text.slice(0, 100), 'got invalid JSON: '],
    ['another file', () => '{"name": "x"}', 'got something other than a lock of golden-path\n'],
    ['a list', () => '[]', 'got something other than a lock of golden-path\n'],
    [
      'a stack without its fingerprint',
      (text: string) => text.replace(/"terraform": "sha.*"/, '"terraform": 1'),
      'got something other than a lock of golden-path\n',
    ],
    [
      'an exception without a reason',
      (text: string) => text.replace('"exceptions": []', '"exceptions": [{}]'),
      'got something other than a lock of golden-path\n',
    ],
  ])('%s is no lock to compare with, and is written anew', async (_, change, got) => {
    const repository = await locked();
    const good = repository.readLock();
    repository.editLock(change);
    for (const { status, complaint } of [await repository.lock('--check'), await repository.affected()]) {
      expect(status).toBe(1);
      expect(complaint).toContain(`golden-path.lock.json': ${got}`);
      expect(complaint).toContain('run golden-path lock');
    }
    expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
    expect(repository.readLock()).toBe(good);
  });

  test('a lock of a later form is never overwritten', async () => {
    const repository = await locked();
    repository.editLock((text) => text.replace('"lockVersion": 2', '"lockVersion": 3'));
    const before = repository.readLock();
    for (const { status, complaint } of [await repository.lock(), await repository.lock('--check'), await repository.affected()]) {
      expect(status).toBe(1);
      expect(complaint).toContain(
        'got lockVersion 3\n     allowed: lockVersion 2, which this version writes\n     fix: use the version of',
      );
    }
    expect(repository.readLock()).toBe(before);
  });

  test('a check without a lock', async () => {
    const { status, complaint } = await new Repository(twoEnvironments).lock('--check');
    expect({ status, complaint }).toEqual({
      status: 1,
      complaint: expect.stringContaining('fix: run golden-path lock and commit it'),
    });
  });

  test('an output that is not there, or not whole, with everything that is missing', async () => {
    expect(await command('lock', '--from', '/nonexistent', '--lock', '/nonexistent/lock.json')).toMatchObject({
      status: 1,
      complaint: expect.stringMatching(/2 problems[^]*'\/nonexistent': got nothing[^]*'\/nonexistent\/lock\.json': got nothing/),
    });
    const repository = new Repository(twoEnvironments);
    for (const file of ['golden-path.json', 'manifest.json']) fs.rmSync(path.join(repository.outdir, file));
    expect((await repository.lock()).complaint).toMatch(
      /2 problems[^]*manifest\.json: got nothing[^]*golden-path\.json: got nothing/,
    );
  });

  test.each([
    ['golden-path.json', (text: string) => text.replace('"recordVersion": 2', '"recordVersion": 3'), 'got recordVersion 3'],
    ['golden-path.json', () => '[]', 'got something other than a JSON object'],
    ['manifest.json', () => '{}', 'got no stacks'],
    [TERRAFORM, () => '{', 'got invalid JSON: '],
  ])('an output whose %s cannot be read', async (file, change, got) => {
    const repository = await locked();
    repository.edit(file, change);
    expect(await repository.lock()).toMatchObject({ status: 1, complaint: expect.stringContaining(`${file}: ${got}`) });
  });
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { archiveOf } from '../../../lib/cli/registry/archive';
import { interfaceOf } from '../../../lib/cli/registry/interface';
import { isVersion, versionOf } from '../../../lib/cli/registry/version';
import { compareVersions } from '../../../lib/core/version-order';
import { temporaryFolder } from '../../support/synth';
import { command, filesBelow, write } from '../fixture';
import type { Ended, Files } from '../fixture';

const REQUIRED = 'variable "name" {\n  type = string\n}\n';
const OPTIONAL = 'variable "days" {\n  type    = number\n  default = 3\n}\n';
const RESOURCE = 'resource "aws_s3_bucket" "this" {\n}\n';
const MOVED = `${RESOURCE.replace('this', 'main')}\nmoved {\n  from = aws_s3_bucket.this\n  to   = aws_s3_bucket.main\n}\n`;
const MODULE: Files = { 'main.tf': RESOURCE, 'variables.tf': REQUIRED, 'outputs.tf': 'output "arn" {\n  value = 1\n}\n', 'README.md': '# <b>\n' };

/** A folder in which versions of a bucket's module are published. */
class Publisher {
  private readonly root = temporaryFolder();
  public readonly out = path.join(this.root, 'registry');
  private readonly folder = path.join(this.root, 'object-bucket');

  public async publish(release: string, change: Files = {}, ...options: string[]): Promise<Ended> {
    fs.rmSync(this.folder, { recursive: true, force: true });
    write(this.folder, { ...MODULE, ...change });
    const ended = await command(
      'registry', 'build', this.folder, '--release', release, '--host', 'registry.acme.test', '--out', this.out, ...options,
    );
    return { ...ended, printed: ended.printed.replaceAll(this.root, '.'), complaint: ended.complaint.replaceAll(this.root, '.') };
  }
}

describe('golden-path registry build', () => {
  test('publishes versions that never change', async () => {
    const publisher = new Publisher();
    expect(await publisher.publish('1.2.0')).toEqual({
      status: 0, complaint: '', printed: 'published platform/object-bucket/aws 1.2.0\nWritten to ./registry.\n',
    });
    const first = filesBelow(publisher.out);
    expect((await publisher.publish('1.2.0')).printed).toContain('unchanged platform/object-bucket/aws 1.2.0');
    expect(filesBelow(publisher.out)).toEqual(first);
    const { complaint, status } = await publisher.publish('1.2.0', { 'main.tf': '# other\n', 'versions.tf': '' });
    expect(status).toBe(1);
    expect(complaint).toContain('got 1.2.0, which is published: main.tf differs, versions.tf is new');
    expect(filesBelow(publisher.out)).toEqual(first);
  });

  test('lists versions in their order, links them, and escapes what pages show', async () => {
    const publisher = new Publisher();
    for (const release of ['1.10.0', '1.9.0', '2.0.0-rc.1']) expect((await publisher.publish(release)).status).toBe(0);
    const files = filesBelow(publisher.out);
    const folder = 'v1/modules/platform/object-bucket/aws';
    const versions = ['1.9.0', '1.10.0', '2.0.0-rc.1'].map((version) => ({ version }));
    expect(JSON.parse(files[`${folder}/versions`])).toEqual({ modules: [{ versions }] });
    expect(JSON.parse(files['.well-known/terraform.json'])).toEqual({ 'modules.v1': '/v1/modules/' });
    expect(files['index.html']).toContain(`<a href="${folder}/2.0.0-rc.1/index.html">2.0.0-rc.1</a>`);
    const page = files[`${folder}/1.9.0/index.html`];
    expect(page).toContain('version = &quot;~&gt; 1.9&quot;');
    expect(page).toContain('# &lt;b&gt;');
    const sum = files[`${folder}/1.9.0/module.tar.gz.sha256`].split(' ')[0];
    expect(JSON.parse(files[`${folder}/1.9.0/download`])).toEqual({ location: `./module.tar.gz?checksum=sha256:${sum}` });
  });

  test('refuses a patch with another default, unless the last version does not record its defaults', async () => {
    const publisher = new Publisher();
    await publisher.publish('1.2.0', { 'variables.tf': REQUIRED + OPTIONAL });
    const other = { 'variables.tf': REQUIRED + OPTIONAL.replace('= 3', '= 9') };
    const { complaint } = await publisher.publish('1.2.1', other);
    expect(complaint).toContain('the variable days is 9 by default and was 3');
    expect(complaint).toContain('1.3.0 or later');
    expect((await publisher.publish('1.3.0', other)).status).toBe(0);
    const record = path.join(publisher.out, 'v1/modules/platform/object-bucket/aws/1.3.0/record.json');
    fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace(/,\s*"default": "9"/, ''));
    expect((await publisher.publish('1.3.1', { 'variables.tf': REQUIRED + OPTIONAL })).status).toBe(0);
  });

  test.each([
    ['a patch with a new variable', '1.2.1', { 'variables.tf': REQUIRED + OPTIONAL }, 'the variable days is new', '1.3.0 or later'],
    ['a minor version with a required one', '1.3.0', { 'main.tf': 'variable "x" {\n}\n' }, 'the required variable x is new', '2.0.0 or later'],
    ['a minor version without an output', '1.3.0', { 'outputs.tf': '' }, 'the output arn is gone', '2.0.0 or later'],
    ['a minor version with another type', '1.3.0', { 'variables.tf': REQUIRED.replace('string', 'number') }, 'is number and was string', '2.0.0'],
    ['a minor version with another address', '1.3.0', { 'main.tf': RESOURCE.replace('this', 'main') }, 'aws_s3_bucket.this is gone, and no moved block', '2.0.0'],
    ['a prerelease of a release', '1.2.0-rc.1', {}, '1.2.0-rc.1 after 1.2.0 is published', 'raise --release'],
  ])('refuses %s', async (_, release, change, got, fix) => {
    const publisher = new Publisher();
    await publisher.publish('1.2.0');
    const { complaint, status } = await publisher.publish(release, change as Files);
    expect({ status, complaint }).toEqual({ status: 1, complaint: expect.stringContaining(got) as string });
    expect(complaint).toContain(fix);
  });

  test('takes the versions that such changes need', async () => {
    const publisher = new Publisher();
    for (const [release, change] of [['0.1.0', {}], ['0.1.1', { 'variables.tf': REQUIRED + OPTIONAL }], ['0.2.0', {}], ['1.0.0', {}], ['1.0.1', { 'main.tf': MOVED }]] as const) {
      expect(await publisher.publish(release, change)).toMatchObject({ status: 0, complaint: '' });
    }
  });

  test('names all that is wrong at once, and writes nothing', async () => {
    const publisher = new Publisher();
    const { complaint, status } = await publisher.publish('v1.2', { 'notes.txt': '' }, '--host', 'localhost', '--namespace', '../x');
    expect(status).toBe(1);
    for (const part of ['4 problems', 'the version v1.2', 'notes.txt', 'got localhost', 'got ../x']) expect(complaint).toContain(part);
    expect(fs.existsSync(publisher.out)).toBe(false);
  });

  test('refuses a module twice, and a damaged record of what is published', async () => {
    const [folder, out] = [temporaryFolder(), temporaryFolder()];
    const twice = ['a', 'b'].map((name) => path.join(folder, name, 'object-bucket'));
    for (const each of twice) write(each, { 'main.tf': `# ${each}\n` });
    const build = (release: string, ...folders: string[]): Promise<Ended> => (
      command('registry', 'build', ...folders, '--release', release, '--host', 'a.b', '--out', out)
    );
    const { complaint, status } = await build('1.0.0', ...twice);
    expect({ status, complaint }).toEqual({ status: 1, complaint: expect.stringContaining('object-bucket again, which') as string });
    expect(filesBelow(out)).toEqual({});
    await build('1.0.0', twice[0]);
    const interfaces = ['[]', '{}', '{"inputs":{"a":1},"outputs":[],"addresses":[]}', '{"inputs":{},"outputs":[]}'];
    for (const record of ['', '{}', ...interfaces.map((each) => `{"files":{},"interface":${each}}`)]) {
      write(path.join(out, 'v1/modules/platform/object-bucket/aws/1.0.0'), { 'record.json': record });
      for (const release of ['1.0.0', '1.0.1']) expect((await build(release, twice[0])).complaint).toContain('got a damaged');
    }
  });

  test('refuses a folder of no module', async () => {
    const ended = await command('registry', 'build', temporaryFolder(), '--release', '1.0.0', '--host', 'a.b', '--out', temporaryFolder());
    expect(ended.complaint).toContain('which is no module');
  });
});

test('an archive depends on the files alone', () => {
  const archive = archiveOf({ b: 'two', a: 'one' });
  expect(archive.equals(archiveOf({ a: 'one', b: 'two' }))).toBe(true);
  expect(archive.equals(archiveOf({ a: 'one', b: 'too' }))).toBe(false);
  const header = gunzipSync(archive).subarray(0, 512).toString('latin1');
  // Mode, owner, group, size and time.
  const fields = header.slice(100, 148).split('\0');
  expect(fields).toEqual(['0000644', '0000000', '0000000', '00000000003', '00000000000', '']);
  expect(() => archiveOf({ ['a'.repeat(101)]: '' })).toThrow('a file with a name of 101 characters');
});

test('versions are those of semver.org, in its order', () => {
  const inOrder = ['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0', '1.0.10', '1.1.0'];
  expect([...inOrder].reverse().map(versionOf).sort(compareVersions).map(({ text }) => text)).toEqual(inOrder);
  for (const wrong of ['1', '1.2', 'v1.2.3', '01.2.3', '1.2.3+build', '1.2.3-', '1.2.3-01', '1.2.3-a..b', '1.2.3\n', '../1.2.3']) {
    expect([wrong, isVersion(wrong)]).toEqual([wrong, false]);
  }
});

test.each([
  ['v1.2.3', 'write 1.2.3'], ['1.0.0-RC.1', 'write 1.0.0-rc.1'], ['v1.2', 'write a version such as'], ['vorschau', 'write a version such as'],
])('the fix of the version %s is a version', (text, fix) => {
  expect(() => versionOf(text)).toThrow(expect.objectContaining({ fix: expect.stringContaining(fix) as string }) as Error);
});

test('the interface of a module is that of its variables and outputs, not of blocks in them', () => {
  const nested = 'variable "a" {\n  type = string\n  validation {\n    default = 1\n  }\n}\n';
  expect(interfaceOf({ 'main.tf': nested, 'tests/x.tftest.hcl': OPTIONAL })).toEqual({
    inputs: { a: { type: 'string', required: true, default: undefined } }, outputs: [], addresses: [],
  });
});

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/examples';

const BUCKET = 's3://acme-terraform-registry/modules';
const MODULE = 'v1/modules/platform/object-bucket/aws';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-publish-modules-'));
  mkdirSync(join(folder, 'bucket'));
  // What `aws s3 sync` does, without its filters: it reads the bucket, or writes to it.
  write('bin/aws', `#!/bin/sh\necho aws "$@" >> '${folder}/calls'
case "$3" in s3://*) cp -R '${folder}/bucket/.' "$4";; *) cp -R "$3/." '${folder}/bucket';; esac\n`);
  chmodSync(join(folder, 'bin/aws'), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Publishes a release whose registry has some versions, each with the text of its record. */
function publish(versions: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = { MODULE_REGISTRY_BUCKET: BUCKET }) {
  for (const [version, record] of Object.entries(versions)) write(`registry/${MODULE}/${version}/record.json`, record);
  write(`registry/${MODULE}/versions`, Object.keys(versions).join());
  write('release/a.tgz', 'a package');
  spawnSync('tar', ['-cf', join(folder, 'release/registry.tar'), '-C', join(folder, 'registry'), '.']);
  const sha256 = (file: string) => createHash('sha256').update(readFileSync(join(folder, 'release', file))).digest('hex');
  const [part, modules] = ['a.tgz', 'registry.tar'].map((file) => ({ file, sha256: sha256(file) }));
  const release = { version: '1.1.0', package: part, actions: part, chart: part, modules: { host: 'terraform.acme.io', ...modules } };
  write('release/release.json', JSON.stringify(release));
  return start(env);
}

function start(env: Readonly<Record<string, string>>) {
  const args = [join(ROOT, 'scripts/release/publish-modules.mjs'), join(folder, 'release')];
  const path = `${join(folder, 'bin')}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { PATH: path, CI: 'true', ...env }, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const published = () => readFileSync(join(folder, 'bucket', MODULE, 'versions'), 'utf8');

test('a release adds its versions, and the lists of versions go last; a second run changes nothing', () => {
  expect(publish({ '1.0.0': 'one' }).status).toBe(0);
  const second = publish({ '1.0.0': 'one', '1.1.0': 'two' });
  expect([second.status, second.output]).toEqual([0, expect.stringMatching(/what is published .* 1 versions\n.*modules .* s3:/)]);
  expect(published()).toBe('1.0.0,1.1.0');
  const calls = readFileSync(join(folder, 'calls'), 'utf8').replaceAll(/\S*golden-path-publish-\w+\//g, './').trim().split('\n').slice(-3);
  expect(calls).toEqual([
    `aws s3 sync ${BUCKET} ./published --only-show-errors --exclude * --include */record.json`,
    `aws s3 sync ./registry ${BUCKET} --only-show-errors --exclude */versions`,
    `aws s3 sync ./registry ${BUCKET} --only-show-errors --exclude * --include */versions`,
  ]);
  expect(publish({ '1.0.0': 'one', '1.1.0': 'two' }).output).toContain('2 versions');
});

test('a version never changes, and none that another release published meanwhile gets lost', () => {
  for (const version of ['1.0.0', '1.0.1']) write(`bucket/${MODULE}/${version}/record.json`, 'as it was published');
  const { status, output } = publish({ '1.0.0': 'another' });
  expect([status, output]).toEqual([1, expect.stringContaining('platform/object-bucket/aws/1.0.0 is published, and is another one in this')]);
  expect(output).toContain('platform/object-bucket/aws/1.0.1 is published, and not in this release: start a new one');
  expect(existsSync(join(folder, 'bucket', MODULE, 'versions'))).toBe(false);
});

test('a release without modules, a changed file and a bucket that is none are refused', () => {
  expect(publish({}, { MODULE_REGISTRY_BUCKET: 'https://acme.io' }).output).toContain("is 'https://acme.io', and must be such as s3://acme");
  write('release/registry.tar', 'another file');
  expect(start({ MODULE_REGISTRY_BUCKET: BUCKET }).output).toContain('registry.tar is not the file that was tested');
  const release = JSON.parse(readFileSync(join(folder, 'release/release.json'), 'utf8')) as object;
  write('release/release.json', JSON.stringify({ ...release, modules: undefined }));
  expect(start({ MODULE_REGISTRY_BUCKET: BUCKET }).output).toContain('the release has no modules');
});

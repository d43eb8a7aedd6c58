import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../../test/repository/root';
import { runScript } from './run-script';

interface Release {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly integrity: string;
}

interface App {
  readonly name: string;
  readonly files: readonly string[];
  readonly command?: string;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-package-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

test('what does not belong into the package is named, and so is a file with a path of this machine', () => {
  write({
    'package.json': '{}',
    'build/index.js': '',
    'lib/index.ts': '',
    '.npmrc': '',
    'build/cli/main.js': `at ${ROOT}/lib/cli/main.ts`,
  });

  expect(runScript<string[]>('package.mjs', 'return module.findLeaks(input).sort();', folder)).toEqual([
    '.npmrc',
    'build/cli/main.js names a folder of this machine',
    'lib/index.ts',
  ]);
});

describe('an incomplete package', () => {
  const COMPLETE = {
    'root/lib/index.ts': '',
    'root/lib/gitops/chart/common/Chart.yaml': '',
    'package/package.json': JSON.stringify({
      bin: { 'golden-path': 'build/cli/main.js' },
      exports: { '.': { types: './build/index.d.ts', default: './build/index.js' }, './.jsii': './.jsii' },
    }),
    'package/.jsii': '',
    'package/build/index.js': '',
    'package/build/index.d.ts': '',
    'package/build/cli/main.js': '',
    'package/lib/gitops/chart/common/Chart.yaml': '',
  };

  function absent(): string[] {
    return runScript('package.mjs', 'return module.findAbsent(`${input}/package`, `${input}/root`);', folder);
  }

  test('is told from a complete one', () => {
    write(COMPLETE);

    expect(absent()).toEqual([]);
  });

  test.each([
    ['a file of the chart', 'lib/gitops/chart/common/Chart.yaml'],
    ['what a source was compiled to', 'build/index.js'],
    ['the command', 'build/cli/main.js'],
    ['a door', '.jsii'],
  ])('is named by %s that it lacks', (_, file) => {
    write(COMPLETE);
    rmSync(join(folder, 'package', file));

    expect(absent()).toEqual([`${file} is not in the package`]);
  });
});

test('a release has its version and the hash that npm gives it, and leads to no registry of its own', () => {
  write({
    'source/package.json': '{ "name": "@acme/one", "version": "0.0.0", "publishConfig": { "registry": "https://registry.example" } }',
  });
  const body = `
    const packed = await module.pack(input + '/packed', input + '/source');
    return module.release(packed, '1.0.0', input, (at) => process.getBuiltinModule('fs').writeFileSync(at + '/index.js', ''));
  `;
  const { name, version, tarball, integrity } = runScript<Release>('package.mjs', body, folder);
  const content = (file: string) => execFileSync('tar', ['-xzOf', tarball, `package/${file}`], { encoding: 'utf8' });

  expect([name, version]).toEqual(['@acme/one', '1.0.0']);
  expect(integrity).toBe(`sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`);
  expect(JSON.parse(content('package.json'))).toEqual({ name: '@acme/one', version: '1.0.0' });
  expect(content('index.js')).toBe('');
});

test('an app is what its team would commit: nothing that was installed, synthesised or linked', () => {
  const manifest = '{ "name": "@acme/one" }';
  write({ 'apps/one/package.json': manifest, 'apps/one/cdktf.json': '{ "app": "node main.js" }', 'apps/one/main.ts': '' });
  write({ 'apps/one/cdktf.out/manifest.json': '', 'apps/one/node_modules/other/index.js': '', 'apps/shared/package.json': manifest });
  symlinkSync(join(folder, 'apps/shared'), join(folder, 'apps/one/node_modules/shared'));
  const apps = runScript<App[]>('apps.mjs', 'return module.readApps(input);', folder);

  expect(apps).toMatchObject([
    { name: 'one', files: ['cdktf.json', 'main.ts', 'package.json'], command: 'node main.js' },
    { name: 'shared', files: ['package.json'] },
  ]);
  expect(apps[1].command).toBeUndefined();
});

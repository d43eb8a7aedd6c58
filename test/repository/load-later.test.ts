import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-load-later-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Rewrites modules as the build does, and gives what a program prints that uses them. */
function print(modules: Readonly<Record<string, readonly string[]>>, program: string, name = 'program.cjs'): string {
  const rewrite = join(folder, 'rewrite.mjs');
  writeFileSync(rewrite, [
    "import { readFileSync, writeFileSync } from 'node:fs';",
    `import { loadingLater } from '${pathToFileURL(join(ROOT, 'scripts/support/load-later.mjs')).href}';`,
    "for (const file of process.argv.slice(2)) writeFileSync(file, loadingLater(readFileSync(file, 'utf8')));",
  ].join('\n'));
  const files = Object.entries(modules).map(([module, lines]) => {
    const file = join(folder, module);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });', ...lines, ''].join('\n'));
    return file;
  });
  expect(spawnSync(process.execPath, [rewrite, ...files], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(join(folder, name), program);
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, name)], { encoding: 'utf8' });
  return stdout + stderr;
}

const SAYS = (name: string) => [`console.log('loads ${name}');`, `exports.value = { name: '${name}' };`];

test('a module of the build loads another one when it first uses it', () => {
  const user = ['const other_1 = require("./other");', 'exports.read = () => ({ ...other_1.value, is: typeof other_1.value });'];
  const program = "const { read } = require('./user.js'); console.log('loaded'); read(); console.log(JSON.stringify(read()));";
  expect(print({ 'user.js': user, 'other.js': SAYS('other') }, program)).toBe('loaded\nloads other\n{"name":"other","is":"object"}\n');
});

test('a module that is imported for what it does, is loaded at once', () => {
  expect(print({ 'user.js': ['require("./other");'], 'other.js': SAYS('other') }, "require('./user.js'); console.log('loaded');"))
    .toBe('loads other\nloaded\n');
});

test('what a module uses while it is loaded, such as a base class, is there', () => {
  const user = ['const other_1 = require("./other");', 'class Derived extends other_1.Base { }', 'exports.Derived = Derived;'];
  const other = ['class Base { }', 'exports.Base = Base;'];
  const program = "console.log(new (require('./user.js').Derived)() instanceof require('./other.js').Base);";
  expect(print({ 'user.js': user, 'other.js': other }, program)).toBe('true\n');
});

test('a member of that name of something else, and modules of Node, are left alone', () => {
  const user = ['const other_1 = require("./other");', 'const path = require("node:path");', 'exports.read = (it) => it.other_1.value + path.sep;'];
  const program = "console.log(require('./user.js').read({ other_1: { value: 'own' } }));";
  expect(print({ 'user.js': user, 'other.js': SAYS('other') }, program)).toBe('own/\n');
});

describe('what a module exports again', () => {
  const index = [
    'exports.value = void 0;',
    'var other_1 = require("./other");',
    'Object.defineProperty(exports, "value", { enumerable: true, get: function () { return other_1.value; } });',
  ];

  test('is loaded when it is read', () => {
    const program = "const all = require('./index.js'); console.log('loaded'); console.log(all.value.name);";
    expect(print({ 'index.js': index, 'other.js': SAYS('other') }, program)).toBe('loaded\nloads other\nother\n');
  });

  test('has names that an ES module may import', () => {
    const program = "import { value } from './index.js'; console.log(value.name);";
    expect(print({ 'index.js': index, 'other.js': SAYS('other') }, program, 'program.mjs')).toBe('loads other\nother\n');
  });
});

test('the build has all that an app needs that begins with a stack of its own', () => {
  const program = [
    `const { Platform, StateBackend } = require(${JSON.stringify(join(ROOT, 'build'))});`,
    `const { App, TerraformStack } = require(${JSON.stringify(join(ROOT, 'node_modules/cdktf'))});`,
    'const platform = new Platform({',
    "  organization: 'acme', domain: 'platform.acme.io', teams: [{ name: 'payments' }],",
    '  environments: [{',
    "    name: 'staging', production: false, awsAccountId: '000000000001', awsRegion: 'eu-west-1', clusterName: 'acme-staging',",
    "    clusterEndpoint: 'https://a.eks.amazonaws.com', clusterCertificateAuthority: 'ZXhhbXBsZQ==',",
    "    backend: StateBackend.s3({ bucket: 'acme-terraform-state', region: 'eu-west-1' }),",
    '  }],',
    '});',
    "const stack = new TerraformStack(new App(), 'shared');",
    "platform.applyTo(stack, 'staging');",
    'console.log(Object.keys(JSON.parse(JSON.stringify(stack.toTerraform())).provider).sort().join());',
  ].join('\n');
  writeFileSync(join(folder, 'program.cjs'), program);
  const { stderr, stdout } = spawnSync(process.execPath, [join(folder, 'program.cjs')], { encoding: 'utf8' });
  expect({ stderr, stdout }).toEqual({ stderr: '', stdout: 'aws,kubernetes\n' });
});

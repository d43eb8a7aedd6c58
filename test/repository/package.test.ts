import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { committedFiles, read, ROOT } from './root';

interface Manifest {
  readonly exports: object;
  readonly files: readonly string[];
  readonly scripts: Record<string, string>;
  readonly workspaces: readonly string[];
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

/** A package in the lock file, by its path. */
interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Comes with, and is covered by the hash of, the package that bundles it. */
  readonly inBundle?: boolean;
  readonly os?: readonly string[];
  readonly optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const locked = lockedIn('package-lock.json');

function lockedIn(file: string): [path: string, entry: Locked][] {
  return Object.entries((JSON.parse(read(file)) as { packages: Record<string, Locked> }).packages);
}

test('the package has two doors for code, and two files for tools', () => {
  expect(Object.keys(manifest.exports)).toEqual(['.', './testing', './package.json', './.jsii']);
});

test('only what users need is published', () => {
  expect(manifest.files).toEqual(['build', 'lib/gitops/chart', 'lib/repository/skeletons/*/**', '.jsii', 'schemas', 'CHANGELOG.md', 'LICENSE', 'README.md']);
});

test('every peer is also a pinned development dependency, so that it is tested', () => {
  for (const name of Object.keys(manifest.peerDependencies)) expect(manifest.devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
});

test('every script starts a file that is there', () => {
  const files = Object.values(manifest.scripts).flatMap((command) => command.match(/\S+\.(mjs|ts)/g) ?? []);

  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test.each(['package-lock.json', 'packages/backstage-actions/package-lock.json'])('%s holds integrity hashes and names no registry', (file) => {
  const downloaded = lockedIn(file).filter(([path, { link, inBundle }]) => path.startsWith('node_modules/') && !link && !inBundle);
  // `npm run lock` adds packages for other systems without having seen them.
  const unhashed = downloaded.filter(([, { integrity, os }]) => !integrity && !os);

  expect(downloaded.length).toBeGreaterThan(100);
  expect(downloaded.filter(([, { resolved }]) => resolved)).toEqual([]);
  expect(unhashed).toEqual([]);
});

test('the lock file has the packages for every system, or npm ci refuses it', () => {
  const paths = locked.map(([path]) => path);
  const wanted = locked.flatMap(([path, { optionalDependencies }]) => (
    Object.keys(optionalDependencies ?? {}).map((name) => [`node_modules/${name}`, `${path}/node_modules/${name}`])
  ));
  const missing = wanted.filter((places) => !places.some((path) => paths.includes(path)));

  expect(wanted.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test('what continuous integration runs can be executed', () => {
  expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).not.toBe(0);
});

test('no committed file names a folder of the machine that it was made on', () => {
  const files = committedFiles().filter((file) => existsSync(join(ROOT, file)));
  // A home such as /root is also a word; the checkout's own folder and a user's home are not.
  const folders = [ROOT, homedir()].filter((folder) => folder.split('/').length > 2);

  expect(files.filter((file) => folders.some((folder) => read(file).includes(`${folder}/`)))).toEqual([]);
});

test('nothing is left to do later', () => {
  const sources = committedFiles().filter((file) => /\.(ts|mjs)$/.test(file) && existsSync(join(ROOT, file)));
  const marker = new RegExp(['TO', 'DO|FIX', 'ME|X', 'XX'].join(''));

  expect(sources.filter((file) => marker.test(read(file)))).toEqual([]);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';

const SKELETONS = join(ROOT, 'lib/repository/skeletons');
const LEFT_BY_TOOLS = ['node_modules', 'dist', 'site', '.venv'];

/** Every file of every skeleton, by its path. */
const FILES = filesBelow('').map((path) => ({ path, text: readFileSync(join(SKELETONS, path), 'utf8') }));

function filesBelow(folder: string): string[] {
  return readdirSync(join(SKELETONS, folder), { withFileTypes: true })
    .filter(({ name }) => !LEFT_BY_TOOLS.includes(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function named(name: string): typeof FILES {
  const found = FILES.filter(({ path }) => path.endsWith(`/${name}`));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

test('every base image is a tag and a digest', () => {
  const images = named('Dockerfile').flatMap(({ text }) => [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image));
  expect(images.filter((image) => !/^[^@]+:[^@]+@sha256:[0-9a-f]{64}$/.test(image))).toEqual([]);
});

test('every action is a commit, with its version for readers', () => {
  const uses = named('ci.yml').flatMap(({ text }) => [...text.matchAll(/uses: (.+)$/gm)].map(([, action]) => action));
  expect(uses.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
});

test('every dependency of TypeScript is one version, and the lock files name no registry', () => {
  for (const { text } of named('package.json')) {
    const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  }
  for (const { text } of named('package-lock.json')) expect(text).not.toContain('"resolved"');
});

test('a service without a database has no dependency for one, and else the same', () => {
  const [own, without] = ['typescript', 'without-database/typescript'].map((folder) => (
    JSON.parse(readFileSync(join(SKELETONS, folder, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
  ));
  delete own.dependencies.pg;
  delete own.devDependencies['@types/pg'];
  expect(without).toEqual(own);
});

test('a file that npm does not pack has a name without its dot', () => {
  expect(FILES.filter(({ path }) => /(^|\/)\.(gitignore|npmrc)$/.test(path))).toEqual([]);
  expect(existsSync(join(SKELETONS, 'typescript/gitignore'))).toBe(true);
});

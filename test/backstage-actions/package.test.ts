import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';
import { ROOT } from '../support/examples';

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: object;
  readonly repository: { readonly url: string };
  readonly dependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
const actions = manifestOf('packages/backstage-actions');

test('the package has no dependencies but those that its Backstage has', () => {
  expect(actions.dependencies).toBeUndefined();
  expect(Object.keys(actions.peerDependencies).filter((name) => !name.startsWith('@backstage/'))).toEqual([]);
});

test('it is tested with the oldest version of each peer', () => {
  for (const [name, range] of Object.entries(actions.peerDependencies)) {
    expect([name, actions.devDependencies[name]]).toEqual([name, minVersion(range)!.version]);
    expect(satisfies(actions.devDependencies[name], range)).toBe(true);
  }
});

test('version, licence, Node and repository are those of the library', () => {
  const library = manifestOf('.');
  for (const key of ['version', 'license', 'engines'] as const) expect(actions[key]).toEqual(library[key]);
  expect(actions.repository.url).toBe(library.repository.url);
});

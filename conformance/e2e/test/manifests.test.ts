import { runScript } from './run-script';

const FILE = 'registry/manifests.mjs';
const RELEASES = [{ name: '@golden-path/constructs', version: '1.0.0', integrity: 'sha512-packed' }];

function withPublished(manifest: object): Record<string, unknown> {
  const body = 'return module.withPublished(input, new Map([["@golden-path/constructs", "1.0.0"], ["@acme/platform", "1.2.0"]]));';
  return runScript(FILE, body, manifest);
}

function lockProblems(packages: object): string[] {
  return runScript(FILE, 'return module.lockProblems(input.lock, input.releases);', { lock: { packages }, releases: RELEASES });
}

test('what an app takes from a folder of this repository, its team takes from the registry', () => {
  expect(
    withPublished({
      name: 'an-app',
      dependencies: { '@acme/platform': 'file:../acme', '@golden-path/constructs': 'file:../..', 'cdktf': '0.21.0' },
      devDependencies: { typescript: '~6.0.3' },
    }),
  ).toEqual({
    name: 'an-app',
    dependencies: { '@acme/platform': '^1.2.0', '@golden-path/constructs': '^1.0.0', 'cdktf': '0.21.0' },
    devDependencies: { typescript: '~6.0.3' },
  });
});

test('fails for everything that an app takes from a folder and that was not published', () => {
  const manifest = { name: 'an-app', dependencies: { one: 'file:../one', cdktf: '0.21.0' }, devDependencies: { two: 'link:../two' } };

  expect(() => withPublished(manifest)).toThrow(
    'an-app takes from a folder what was not published: one: file:../one, two: link:../two',
  );
});

test('CDK Terrain takes the place of CDKTF everywhere, by three lines', () => {
  const manifest = { dependencies: { cdktf: '0.21.0', constructs: '10.4.2', cdk8s: '2.70.106' } };

  expect(runScript(FILE, 'return module.withTerrain(input);', manifest)).toEqual({
    dependencies: { cdktf: 'npm:cdktn@0.24.0', constructs: '~10.7.0', cdk8s: '2.70.106' },
    overrides: { cdktf: '$cdktf' },
  });
});

test('.npmrc maps the scopes, and holds no token', () => {
  const text = runScript('registry/manifests.mjs', 'return module.npmrc("http://127.0.0.1:4873/", ["@golden-path", "@acme"]);');

  expect(text).toBe(
    [
      '@golden-path:registry=http://127.0.0.1:4873/',
      '@acme:registry=http://127.0.0.1:4873/',
      '//127.0.0.1:4873/:_authToken=${GOLDEN_PATH_NPM_TOKEN}',
      '',
    ].join('\n'),
  );
});

describe('a lock file', () => {
  const locked = { version: '1.0.0', integrity: 'sha512-packed' };

  test('is good where it locks what was published', () => {
    expect(lockProblems({ 'node_modules/@golden-path/constructs': locked, 'node_modules/cdktf': { version: '0.21.0' } })).toEqual([]);
  });

  test.each([
    ['a link', { ...locked, link: true }, 'node_modules/@golden-path/constructs is a link'],
    [
      'other content',
      { ...locked, integrity: 'sha512-other' },
      'is 1.0.0 with sha512-other, and was published as 1.0.0 with sha512-packed',
    ],
    ['another version', { ...locked, version: '0.9.0' }, 'is 0.9.0 with sha512-packed, and was published as 1.0.0'],
    ['nothing', undefined, 'is undefined with undefined, and was published as 1.0.0'],
  ])('is not good where it locks %s', (_, entry, problem) => {
    expect(lockProblems({ 'node_modules/@golden-path/constructs': entry })).toEqual([expect.stringContaining(problem)]);
  });
});

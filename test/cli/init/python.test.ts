import { load } from 'js-yaml';
import { distributionOf, moduleOf, pythonName, pythonRange, pythonText } from '../../../lib/repository/infrastructure/python-names';
import { ANSWERS, made, newFolder, run, WITH_PACKAGE } from './fixture';

const PYTHON = { language: 'python', pythonIndex: 'https://pypi.acme.example/simple' };

test('a repository in Python has no file of TypeScript, and its commands run Python with what the lock file says', async () => {
  const files = await made({ ...ANSWERS, ...PYTHON });
  expect(Object.keys(files).filter((file) => file.endsWith('.ts') || file === 'tsconfig.json')).toEqual([]);
  const { scripts, devDependencies } = JSON.parse(files['package.json']) as Record<string, Record<string, string>>;
  expect(scripts.synth).toBe('uv run --frozen python main.py');
  expect(Object.keys(devDependencies)).toEqual(['@golden-path/constructs']);
  expect(JSON.parse(files['cdktf.json'])).toMatchObject({ language: 'python', app: scripts.synth });
  expect(files['pyproject.toml']).toContain('url = "https://pypi.acme.example/simple/"');
  expect(files['stacks.py']).toContain('from example_platform import platform\n');
  expect(files['example_platform.py']).toContain('aws_account_id="000000000001"');
  expect(files['README.md']).toContain('in Python, with');
});

test('the workflows that synthesise get the token of the index, and no other', async () => {
  const files = await made({ ...ANSWERS, ...PYTHON });
  const jobs = ['infrastructure', 'drift', 'promote'].flatMap((name) =>
    Object.entries((load(files[`.github/workflows/${name}.yml`]) as { jobs: Record<string, { secrets: object }> }).jobs));
  const given = jobs.filter(([, { secrets }]) => 'PYTHON_INDEX_TOKEN' in secrets).map(([name]) => name);
  expect(given).toEqual(['plan', 'apply', 'gitops', 'drift']);
  expect((await made())['.github/workflows/drift.yml']).not.toContain('PYTHON');
});

test('the platform comes from the package of its name, under one name', async () => {
  const files = await made({ ...WITH_PACKAGE, ...PYTHON, platformExport: 'acme' });
  expect(files['stacks.py']).toContain('from acme_platform import acme as platform\n');
  expect(files['pyproject.toml']).toContain('dependencies = ["acme-platform", "golden-path>=');
  expect(files['example_platform.py']).toBeUndefined();
});

test('an index is asked for, and only in Python; the code of a service is not', async () => {
  expect((await run(newFolder(), { ...ANSWERS, language: 'python' })).refusal).toContain('--python-index: got nothing');
  expect((await run(newFolder(), { ...ANSWERS, pythonIndex: PYTHON.pythonIndex })).refusal).toContain('allowed: nothing without --language python');
  expect((await run(newFolder(), { ...ANSWERS, ...PYTHON, withApp: 'go' })).refusal).toContain('allowed: none, together with --language python');
});

test.each([
  [{ pythonIndex: PYTHON.pythonIndex }, '--python-index'],
  [{ database: 'main' }, '--database'],
])('%j, which a default that nobody is asked about rules out, is refused before any question', async (given, flag) => {
  const { refusal, screen } = await run(newFolder(), given, { typed: ['checkout'] });
  expect([refusal, screen]).toEqual([expect.stringContaining(`fix: remove ${flag}`), '']);
});

test.each([
  ['1.4.2', '>=1.4.2,<2'],
  ['2.0.0-rc.1', '>=2.0.0rc1,<3'],
])('the version %s of npm is the range %s', (version, range) => {
  expect(pythonRange(version)).toBe(range);
});

test('names are those by convention', () => {
  expect([distributionOf('@acme/platform'), moduleOf('@acme/platform'), pythonText('a"b')]).toEqual(['acme-platform', 'acme_platform', '"a\\"b"']);
});

test.each([
  ['acmePlatform', 'acme_platform'],
  ['Acme', 'acme'],
  ['ACME', 'ACME'],
  ['$acme', '_acme'],
  ['pass', 'pass_'],
  ['3m', '_3m'],
])('an export %s is %s', (name, expected) => {
  expect(pythonName(name)).toBe(expected);
});

test('a package whose name is no name in Python gives a program all the same', async () => {
  const files = await made({ ...WITH_PACKAGE, ...PYTHON, platformPackage: '@3m/platform-', platformExport: 'pass' });
  expect(files['stacks.py']).toContain('from _3m_platform import pass_ as platform\n');
  expect(files['pyproject.toml']).toContain('dependencies = ["3m-platform", ');
});

test.each(['platform@^1.0.0', 'stacks', 'golden-path'])('%s is no package for Python: its module would be another', async (platformPackage) => {
  const given = { ...ANSWERS, platformPackage, environments: undefined, language: 'python' };
  const { refusal } = await run(newFolder(), given);
  const name = platformPackage.replace(/@.*/, '').replace('-', '_');
  expect(refusal).toContain(`--platform-package: got '${platformPackage}'\n     allowed: a package whose module is not ${name}, `);
  expect((await run(newFolder(), { ...given, language: 'typescript' })).refusal ?? '').not.toContain('--platform-package');
  expect((await run(newFolder(), { ...given, platformPackage: `@acme/${platformPackage}` })).refusal ?? '').not.toContain('--platform-package');
});

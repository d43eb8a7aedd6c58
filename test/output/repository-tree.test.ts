import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Lazy } from 'cdktf';
import type { SynthRecord } from '../../lib/output/record';
import { thrownBy } from '../support/errors';
import { RepositoryFixture } from '../support/repository-files';
import type { GivenFile } from '../support/repository-files';
import { aService, temporaryFolder } from '../support/synth';
import { everythingIn } from './everything';

function synth(files: readonly GivenFile[], outdir = temporaryFolder()): string {
  const app = new App({ outdir });
  aService(app, {}, { build: (service) => new RepositoryFixture(service, 'Files', files) });
  app.synth();
  return outdir;
}

function recordIn(outdir: string): SynthRecord {
  return JSON.parse(fs.readFileSync(path.join(outdir, 'golden-path.json'), 'utf8')) as SynthRecord;
}

function problemsOf(files: readonly GivenFile[]) {
  return thrownBy(() => synth(files)).problems.map(({ path: at, got }) => `${at}: ${got}`);
}

describe('what is written', () => {
  test('files in the folder of the service and of the platform, and a record of how each is kept', () => {
    const outdir = synth([
      { path: 'README.md', text: 'ours\n', managed: false },
      { path: 'catalog-info.yaml' },
      { path: '.github/CODEOWNERS', text: '* @acme/payments\n' },
      { repository: 'platform', path: 'catalog/systems.json', text: '{}\n' },
    ]);
    expect(Object.keys(everythingIn(path.join(outdir, 'repository')))).toEqual([
      'checkout',
      'checkout/.github',
      'checkout/.github/CODEOWNERS',
      'checkout/README.md',
      'checkout/catalog-info.yaml',
      'platform',
      'platform/catalog',
      'platform/catalog/systems.json',
    ]);
    const { repositories, files } = recordIn(outdir);
    expect(repositories).toEqual({
      checkout: { managed: ['.github/CODEOWNERS', 'catalog-info.yaml'], given: ['README.md'] },
      platform: { managed: ['catalog/systems.json'], given: [] },
    });
    expect(Object.keys(files)).toContain('repository/checkout/README.md');
  });

  test('the same bytes for the same files in another order', () => {
    const files = [{ path: 'b.yaml' }, { path: 'a.yaml' }, { repository: 'platform', path: 'c.yaml' }];
    const [one, other] = [synth(files), synth([...files].reverse())];
    expect(everythingIn(one)).toEqual(everythingIn(other));
  });

  test('nothing of an earlier synth stays', () => {
    const outdir = synth([{ path: 'old.yaml' }, { repository: 'platform', path: 'old.yaml' }]);
    synth([{ path: 'new.yaml' }], outdir);
    expect(Object.keys(everythingIn(path.join(outdir, 'repository')))).toEqual(['checkout', 'checkout/new.yaml']);
    synth([], outdir);
    expect(fs.existsSync(path.join(outdir, 'repository'))).toBe(false);
    expect(recordIn(outdir)).not.toHaveProperty('repositories');
  });

  test('hostile text arrives as text', () => {
    const text = 'a: "${{ secrets.X }} {{ .Y }} ${z} %{if true} \u2028 </script> -->"\n';
    const outdir = synth([{ path: 'a.json', text }, { path: 'b.md', text, managed: false }]);
    expect(fs.readFileSync(path.join(outdir, 'repository/checkout/a.json'), 'utf8')).toBe(text);
    expect(fs.readFileSync(path.join(outdir, 'repository/checkout/b.md'), 'utf8')).toBe(text);
  });
});

describe('what is refused', () => {
  test.each<[path: string, got: string]>([
    ['', 'an empty path'],
    ['/etc/passwd', 'an absolute path'],
    ['C:/x', 'an absolute path'],
    ['a\\b', 'a backslash'],
    ['..\\..\\x', 'a backslash'],
    ['docs/é.md', 'a character that is not printable ASCII'],
    ['docs/a\nb.md', 'a character that is not printable ASCII'],
    ['.g\u200cit/config', 'a character that is not printable ASCII'],
    ['a?.md', 'a character that Windows does not allow'],
    ['a//b', 'an empty part'],
    ['a/', 'an empty part'],
    ['../x', "the part '.' or '..'"],
    ['a/../../x', "the part '.' or '..'"],
    ['./a', "the part '.' or '..'"],
    ['a./b', 'a part that begins or ends with a space, or ends with a dot'],
    ['a /b', 'a part that begins or ends with a space, or ends with a dot'],
    ['.git/hooks/pre-commit', "Git's own folder"],
    ['sub/.GIT/config', "Git's own folder"],
    ['GIT~1/config', "Git's own folder"],
    ['aux.yaml', 'a name that Windows gives to a device'],
    ['docs/CON/a.md', 'a name that Windows gives to a device'],
    ['.golden-path/repository.json', 'the folder .golden-path, which golden-path repository keeps its state in'],
    ['.Golden-Path/x', 'the folder .golden-path, which golden-path repository keeps its state in'],
    ['a'.repeat(201), '201 characters'],
  ])('the path %j', (file, got) => {
    const problems = problemsOf([{ path: file }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^checkout-staging\/Infra\/Files: '/);
    expect(problems[0].endsWith(`: ${got}`)).toBe(true);
  });

  test.each(['.gitignore', '.github/workflows/ci.yml', 'a b/c.md', 'console.ts', 'auxiliary/nul-terminated.c', 'a..b'])('but not the path %j', (file) => {
    expect(() => synth([{ path: file }])).not.toThrow();
  });

  test('two files of one path, paths that differ in case, and a file where another needs a folder', () => {
    const at = 'checkout-staging/Infra/Files';
    expect(problemsOf([{ path: 'a.yaml' }, { path: 'a.yaml' }])).toEqual([`${at}, ${at}: 2 constructs that write 'a.yaml' of 'checkout'`]);
    expect(problemsOf([{ path: 'README.md' }, { path: 'readme.md' }])).toEqual([
      `${at}, ${at}: paths of 'checkout' that differ only in case: 'README.md', 'readme.md'`,
    ]);
    expect(problemsOf([{ path: 'Docs' }, { path: 'docs/sub/a.md' }])).toEqual([
      `${at}, ${at}: the file 'Docs' of 'checkout', which 'docs/sub/a.md' needs as a folder`,
    ]);
    expect(() => synth([{ path: 'a.yaml' }, { path: 'a.yaml', repository: 'platform' }])).not.toThrow();
  });

  test('a repository that no service has', () => {
    expect(problemsOf([{ repository: 'chekout' }])).toEqual(["checkout-staging/Infra/Files: 'catalog-info.yaml': the repository 'chekout'"]);
    expect(problemsOf([{ repository: '../x' }])).toEqual(["checkout-staging/Infra/Files: 'catalog-info.yaml': the repository '../x'"]);
  });

  test('text that no file can hold', () => {
    expect(problemsOf([{ text: 'a\0' }])).toEqual(["checkout-staging/Infra/Files: 'catalog-info.yaml': text with NUL or half a character"]);
    expect(problemsOf([{ text: '\ud800' }])).toHaveLength(1);
  });

  test('a token, in a text and in a path, and nothing is written', () => {
    const outdir = temporaryFolder();
    const token = Lazy.stringValue({ produce: () => 'x' });
    const error = thrownBy(() => synth([{ text: `owner: ${token}\n` }], outdir));
    expect(error).toMatchObject({
      code: 'TokenInManifest',
      problems: [{ path: 'checkout-staging/Infra/Files: repository/checkout/catalog-info.yaml' }],
    });
    expect(fs.readdirSync(outdir).filter((name) => name !== 'stacks')).toEqual([]);
    expect(problemsOf([{ path: `${token}.yaml` }])).toContain(
      'checkout-staging/Infra/Files: the name of a file: a value that only Terraform knows',
    );
  });

  test('everything at once, beside the problems of other parts', () => {
    expect(problemsOf([{ path: '../a' }, { path: 'b', repository: 'nobody' }, { path: 'c', text: '\0' }])).toHaveLength(3);
  });
});

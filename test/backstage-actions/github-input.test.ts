import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describePullRequest } from '../../packages/backstage-actions/src/github/ensure-pull-request';
import { proposedFiles } from '../../packages/backstage-actions/src/github/files';
import { pullRequestInput } from '../../packages/backstage-actions/src/github/input';
import { checkAllowed, pullRequestSettings } from '../../packages/backstage-actions/src/github/settings';
import { failureOf } from './support/failures';

const PATH = 'apps/payment-service/values.yaml';
const INPUT = {
  repository: 'acme/gitops',
  title: 'Add payment-service',
  branch: 'add-payment-service',
  files: [{ path: PATH, content: 'replicas: 3\n' }],
};

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'golden-path-workspace-'));
});

function write(path: string, content: string): void {
  const file = join(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

test('a dry run lists the files', async () => {
  const log: string[] = [];
  const checked = pullRequestInput(INPUT);
  const output = describePullRequest(checked, await proposedFiles(checked, workspace), { log: (message) => void log.push(message) });
  expect(output).toEqual({ pullRequestUrl: 'https://dry-run.invalid/pull/0', pullRequestNumber: 0, created: false });
  expect(log).toEqual([
    "would open the pull request 'Add payment-service' in github.com/acme/gitops, from add-payment-service to the default branch, if it is not there",
    `would propose ${PATH} (12 bytes)`,
  ]);
});

describe('files', () => {
  const filesOf = (further: object) => proposedFiles(pullRequestInput({ ...INPUT, files: undefined, sourcePath: 'out', ...further }), workspace);

  test('a link in the folder is refused, so that no file of the backend gets out', async () => {
    write('out/good.txt', 'a');
    symlinkSync('/etc/passwd', join(workspace, 'out/passwd'));
    symlinkSync('/etc', join(workspace, 'out/etc'));
    const { message, problems } = await failureOf(() => filesOf({}));
    expect(problems.map(({ path }) => path)).toEqual(['sourcePath: etc', 'sourcePath: passwd']);
    expect(message).toContain('got a link or a special file');
  });

  test('a folder that leads out of the workspace is refused', async () => {
    symlinkSync('/etc', join(workspace, 'out'));
    expect((await failureOf(() => filesOf({}))).message).toContain('which leads out of the workspace');
  });

  test('no folder, an empty folder, and too many files', async () => {
    expect((await failureOf(() => filesOf({}))).message).toContain("'out', which is not there");
    mkdirSync(join(workspace, 'out'));
    expect((await failureOf(() => filesOf({}))).message).toContain('a folder without files');
    for (let index = 0; index <= 500; index += 1) write(`out/${index}.txt`, 'a');
    expect((await failureOf(() => filesOf({}))).message).toContain('at most 500 files and 10 MB');
  });

  test('one path twice, and a file that is a folder too', async () => {
    const files = [{ path: 'a', content: '' }, { path: 'a/b', content: '' }, { path: 'c', content: '1' }, { path: 'c', content: '2' }];
    const { problems } = await failureOf(() => filesOf({ sourcePath: undefined, files }));
    expect(problems.map(({ got }) => got)).toEqual(["'a' twice, or as a folder too", "'c' twice, or as a folder too"]);
  });

  test('the id of a content is the one that Git computes', async () => {
    write('out/hello', 'hello\n');
    expect(await filesOf({})).toEqual([expect.objectContaining({ sha: 'ce013625030ba8dba906f756967f9e9ca394464a', mode: '100644' })]);
  });
});

describe('input and settings', () => {
  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', '.git/config', 'a/.GIT/hooks/x', 'a\\b', 'a\nb', 'git~1', 'a/.'])(
    'the path %j is refused',
    async (path) => {
      const { problems } = await failureOf(() => pullRequestInput({ ...INPUT, files: [{ path, content: '' }] }));
      expect(problems.map((problem) => problem.path)).toEqual(['files[0].path']);
    },
  );

  test.each(['', 'a b', 'a..b', '/a', 'a/', '-a', '.a', 'a.lock', 'a/.b', 'a.', 'HEAD', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\', 'a@{1}', 'é', 'a\n',
    'a'.repeat(201)])('the branch %j is refused', async (branch) => {
    expect((await failureOf(() => pullRequestInput({ ...INPUT, branch, base: branch }))).problems.map(({ path }) => path)).toEqual(['branch', 'base']);
  });

  test.each(['acme', 'acme/gitops/x', 'acme/..', 'acme/.', 'https://github.com/acme/gitops', 'acme/gitops?x', '../gitops', '-a/b', 'acme/', ''])(
    'the repository %j is refused',
    async (repository) => {
      expect((await failureOf(() => pullRequestInput({ ...INPUT, repository }))).problems.map(({ path }) => path)).toEqual(['repository']);
    },
  );

  test('all problems of an input are in one error', async () => {
    const input = { title: 'a\nb', description: '\u0007', branch: 7, sourcePath: '../x', targetPath: '/etc', host: 'a/b', reviewers: [] };
    expect((await failureOf(() => pullRequestInput(input))).problems.map(({ path }) => path).sort()).toEqual([
      'branch', 'description', 'host', 'repository', 'reviewers', 'sourcePath', 'targetPath', 'title',
    ]);
  });

  test.each([
    [{ sourcePath: 'out' }, 'files and sourcePath'],
    [{ files: undefined }, 'neither files nor sourcePath'],
    [{ files: [] }, 'an empty list'],
    [{ files: ['a'] }, "'a'"],
  ])('the files of %j are refused', async (further, got) => {
    expect((await failureOf(() => pullRequestInput({ ...INPUT, ...further }))).problems.map((problem) => problem.got)).toEqual([got]);
  });

  test('only the repositories of the settings', async () => {
    const settings = pullRequestSettings({ repositories: ['acme/gitops', 'Acme-Platform/*'] });
    for (const [owner, name] of [['acme', 'gitops'], ['ACME', 'GitOps'], ['acme-platform', 'any']]) checkAllowed(settings, owner, name);
    const { kind, message } = await failureOf(() => checkAllowed(settings, 'acme', 'payments'));
    expect(kind).toBe('denied');
    expect(message).toContain("repository: got 'acme/payments'\n  allowed: acme/gitops, Acme-Platform/*");
    expect(() => checkAllowed(pullRequestSettings(undefined), 'any', 'thing')).not.toThrow();
    expect((await failureOf(() => pullRequestSettings({ repositories: ['*'], repos: [] }))).problems.map(({ path }) => path).sort()).toEqual([
      'goldenPath.pullRequests.repos', 'goldenPath.pullRequests.repositories[0]',
    ]);
  });
});

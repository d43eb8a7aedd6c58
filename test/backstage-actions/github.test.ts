import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GithubClient } from '../../packages/backstage-actions/src/github/client';
import type { PullRequestOutput } from '../../packages/backstage-actions/src/github/ensure-pull-request';
import { ensurePullRequest } from '../../packages/backstage-actions/src/github/ensure-pull-request';
import { proposedFiles } from '../../packages/backstage-actions/src/github/files';
import { pullRequestInput } from '../../packages/backstage-actions/src/github/input';
import { failureOf } from './support/failures';
import { GithubServer, TOKEN } from './support/github-server';
import { QUICK } from './support/loopback';

const PATH = 'apps/payment-service/values.yaml';
const INPUT = {
  repository: 'acme/gitops',
  title: 'Add payment-service',
  description: 'It takes payments.',
  branch: 'add-payment-service',
  files: [{ path: PATH, content: 'replicas: 3\n' }],
};
const OPENED = { pullRequestUrl: 'https://github.com/acme/gitops/pull/1', pullRequestNumber: 1, created: true };

let github: GithubServer;
let workspace: string;
let log: string[];

beforeEach(async () => {
  github = await GithubServer.start();
  workspace = mkdtempSync(join(tmpdir(), 'golden-path-workspace-'));
  log = [];
});

afterEach(() => github.loopback.stop());

function write(path: string, content: string | Buffer): string {
  const file = join(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function ensure(input: object = INPUT, token = TOKEN): Promise<PullRequestOutput> {
  const checked = pullRequestInput(input);
  const { owner, name } = checked;
  const access = { apiUrl: github.loopback.url, owner, name, token, headers: { Authorization: `Bearer ${token}` } };
  const files = await proposedFiles(checked, workspace);
  return ensurePullRequest(new GithubClient(access, undefined, QUICK), checked, files, { log: (message) => void log.push(message) });
}

describe('a pull request', () => {
  test('is opened from a new branch with one commit on the base', async () => {
    const main = github.refs.get('main');
    expect(await ensure()).toEqual(OPENED);
    expect(github.pulls).toEqual([
      expect.objectContaining({ title: INPUT.title, body: INPUT.description, head: { ref: INPUT.branch }, base: { ref: 'main' } }),
    ]);
    expect(github.commits.get(github.refs.get(INPUT.branch)!)).toMatchObject({ message: INPUT.title, parents: [main] });
    expect(github.read(INPUT.branch, PATH)).toBe('replicas: 3\n');
    expect(github.read(INPUT.branch, 'README.md')).toBe('# GitOps\n');
    expect(github.refs.get('main')).toBe(main);
  });

  test('is found by a second run, which writes nothing', async () => {
    await ensure();
    const writes = github.loopback.writes.length;
    expect(await ensure()).toEqual({ ...OPENED, created: false });
    expect(github.loopback.writes).toHaveLength(writes);
  });

  test.each(['POST /repos/acme/gitops/git/blobs', 'POST /repos/acme/gitops/git/trees', 'POST /repos/acme/gitops/git/commits',
    'POST /repos/acme/gitops/git/refs', 'POST /repos/acme/gitops/pulls'])('that stopped at %s is opened by the next run', async (on) => {
    github.loopback.fail({ on, how: { status: 502, text: '<html>' }, times: 4 });
    expect((await failureOf(ensure)).kind).toBe('unavailable');
    expect(await ensure()).toEqual(OPENED);
    expect(github.pulls).toHaveLength(1);
    expect([...github.refs.keys()]).toEqual(['main', INPUT.branch]);
  });

  test.each(['git/refs', 'pulls'])('whose answer to %s got lost is one all the same', async (path) => {
    github.loopback.fail({ on: `POST /repos/acme/gitops/${path}`, how: 'lost' });
    expect(await ensure()).toMatchObject({ pullRequestNumber: 1 });
    expect(github.pulls).toHaveLength(1);
  });

  test('that three runs open at once is one', async () => {
    const outputs = await Promise.all([ensure(), ensure(), ensure()]);
    expect(outputs.map(({ pullRequestNumber }) => pullRequestNumber)).toEqual([1, 1, 1]);
    expect(outputs.filter(({ created }) => created)).toHaveLength(1);
  });

  test('that was merged is given again', async () => {
    await ensure();
    github.merge(INPUT.branch);
    expect(await ensure()).toEqual({ ...OPENED, created: false });
    expect(github.refs.has(INPUT.branch)).toBe(false);
    expect(log.at(-1)).toBe('found the pull request https://github.com/acme/gitops/pull/1 (closed)');
  });

  test('is not needed if the base has the files', async () => {
    github.push('main', { [PATH]: 'replicas: 3\n' });
    expect(await ensure()).toEqual({ created: false });
    expect(github.loopback.writes).toEqual([]);
    expect(log).toEqual(['main of acme/gitops has all files already: there is nothing to propose']);
  });

  test('proposes only the files that differ', async () => {
    github.push('main', { [PATH]: 'replicas: 3\n' });
    await ensure({ ...INPUT, files: [...INPUT.files, { path: 'apps/new.yaml', content: 'a: 1\n' }] });
    expect(github.loopback.calls.filter((call) => call.endsWith('/git/blobs'))).toHaveLength(1);
    expect(github.read(INPUT.branch, PATH)).toBe('replicas: 3\n');
  });

  test('gives a file another mode', async () => {
    github.push('main', { [PATH]: 'replicas: 3\n' }, '100755');
    expect(await ensure()).toEqual(OPENED);
    expect(github.entry(github.commits.get(github.refs.get(INPUT.branch)!)!.tree.sha, PATH.split('/'))?.mode).toBe('100644');
  });

  test('is opened for a branch that is there, which is not written again', async () => {
    github.loopback.fail({ on: 'POST /repos/acme/gitops/pulls', how: { status: 500 }, times: 4 });
    await failureOf(ensure);
    const writes = github.loopback.writes.length;
    expect(await ensure()).toEqual(OPENED);
    expect(github.loopback.writes.slice(writes)).toEqual(['POST /repos/acme/gitops/pulls']);
  });

  test('goes to another base', async () => {
    github.push('release/1.x', { 'RELEASE.md': '1.x\n' });
    await ensure({ ...INPUT, base: 'release/1.x' });
    expect(github.pulls[0].base).toEqual({ ref: 'release/1.x' });
    expect(github.read(INPUT.branch, 'RELEASE.md')).toBe('1.x\n');
  });

  test('takes a folder of the workspace, with binary and executable files', async () => {
    write('out/values.yaml', 'a: 1\n');
    write('out/logo.png', Buffer.from([0x89, 0x50, 0x00, 0xff]));
    chmodSync(write('out/bin/run', '#!/bin/sh\n'), 0o755);
    write('out/.git/config', 'not for others');
    write('other.txt', 'not in the folder');
    await ensure({ ...INPUT, files: undefined, sourcePath: './out/', targetPath: 'apps/payment-service' });
    const { tree } = github.commits.get(github.refs.get(INPUT.branch)!)!;
    const entryOf = (path: string) => github.entry(tree.sha, ['apps', 'payment-service', ...path.split('/')])!;
    expect(['values.yaml', 'logo.png', 'bin/run'].map((path) => entryOf(path).mode)).toEqual(['100644', '100644', '100755']);
    expect(github.blobs.get(entryOf('logo.png').sha)).toEqual(Buffer.from([0x89, 0x50, 0x00, 0xff]));
    expect(github.trees.get(entryOf('bin').sha)).toHaveLength(1);
    expect(github.entry(tree.sha, ['apps', 'payment-service', '.git'])).toBeUndefined();
    expect(github.entry(tree.sha, ['other.txt'])).toBeUndefined();
  });

  test('text of users is text in JSON and in the address', async () => {
    const files = [{ path: 'a b/${x}%2e%2e/{{y}}?#.yaml', content: '${{ secrets.TOKEN }} "\n' }];
    await ensure({ ...INPUT, title: '${{ x }} "quoted" \\', files, branch: 'a/b-c_d.e' });
    expect(github.read('a/b-c_d.e', files[0].path)).toBe(files[0].content);
    expect(github.pulls[0].title).toBe('${{ x }} "quoted" \\');
  });
});

describe('what is in the way', () => {
  test('a branch with another version of the file is left as it is', async () => {
    github.push(INPUT.branch, { [PATH]: 'replicas: 5\n' });
    const head = github.refs.get(INPUT.branch);
    const { kind, message } = await failureOf(ensure);
    expect(kind).toBe('conflict');
    expect(message).toBe(
      `files: ${PATH}: got a branch 'add-payment-service' in acme/gitops that has another version of the file, or none\n`
      + '  allowed: a new branch, or one with the same files\n'
      + '  fix: choose another branch, or merge or delete this one',
    );
    expect(github.refs.get(INPUT.branch)).toBe(head);
    expect(github.loopback.writes).toEqual([]);
  });

  test.each([
    ['a file where a folder has to be', { apps: 'text' }, '100644', "a file 'apps' in its place"],
    ['a link where a folder has to be', { 'apps/payment-service': '/etc' }, '120000', "a link 'payment-service' in its place"],
    ['a folder where the file has to be', { [`${PATH}/a`]: 'text' }, '100644', "a folder 'values.yaml' in its place"],
    ['a link where the file has to be', { [PATH]: '/etc/passwd' }, '120000', "a link 'values.yaml' in its place"],
  ])('%s is not written over', async (_, files, mode, text) => {
    github.push('main', files, mode);
    const { kind, message } = await failureOf(ensure);
    expect(kind).toBe('conflict');
    expect(message).toContain(text);
    expect(github.loopback.writes).toEqual([]);
  });

  test('the default branch is no branch for a change, also if base is another', async () => {
    github.push('develop', { a: 'b' });
    expect((await failureOf(() => ensure({ ...INPUT, branch: 'main', base: 'develop' }))).problems[0].path).toBe('branch');
    expect((await failureOf(() => ensure({ ...INPUT, branch: 'main' }))).problems[0].path).toBe('branch');
    expect(github.loopback.writes).toEqual([]);
  });

  test('a base that is not there, and an empty repository', async () => {
    expect((await failureOf(() => ensure({ ...INPUT, base: 'nowhere' }))).message).toContain("base: got 'nowhere', which acme/gitops does not have");
    github.refs.clear();
    expect((await failureOf(ensure)).message).toContain('make the first commit of the repository');
  });

  test('an archived repository', async () => {
    github.archived = true;
    expect((await failureOf(ensure)).message).toContain('repository: got acme/gitops, which is archived');
  });

  test('a refusal that is no conflict is an error', async () => {
    const json = { message: 'Validation Failed', errors: [{ message: 'No commits between main and add-payment-service' }] };
    github.loopback.fail({ on: 'POST /repos/acme/gitops/pulls', how: { status: 422, json } });
    expect((await failureOf(ensure)).message).toContain('Validation Failed; No commits between main and add-payment-service');
  });
});

describe('faults', () => {
  const LIMIT = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' };

  test.each([
    ['429 with Retry-After', { status: 429, headers: { 'Retry-After': '0' } }],
    ['403 of the secondary limit', { status: 403, headers: { 'Retry-After': '0' } }],
    ['403 of the primary limit', { status: 403, headers: LIMIT }],
    ['500', { status: 500 }],
    ['a cut connection', 'cut' as const],
  ])('%s is asked again, at every request', async (_, how) => {
    for (const on of ['GET /repos/acme/gitops/git/ref', 'GET /repos/acme/gitops/git/commits', 'GET /repos/acme/gitops/git/trees',
      'POST /repos/acme/gitops/git/blobs', 'POST /repos/acme/gitops/git/trees', 'POST /repos/acme/gitops/git/commits',
      'POST /repos/acme/gitops/git/refs', 'GET /repos/acme/gitops/pulls', 'POST /repos/acme/gitops/pulls']) github.loopback.fail({ on, how });
    expect(await ensure()).toEqual(OPENED);
  });

  test('a limit that ends in an hour fails at once', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600) };
    github.loopback.fail({ on: 'GET', how: { status: 403, headers } });
    const { message } = await failureOf(ensure);
    expect(message).toMatch(/a request to wait 3[56]\d\d s/);
    expect(github.loopback.calls).toHaveLength(1);
  });

  test('403 without a limit is a missing permission', async () => {
    const json = { message: 'Resource not accessible by integration' };
    github.loopback.fail({ on: 'POST /repos/acme/gitops/git/refs', how: { status: 403, json } });
    const { kind, message } = await failureOf(ensure);
    expect(kind).toBe('denied');
    expect(message).toContain('give the integration write access to contents and pull requests of acme/gitops');
  });

  test('401 and 404 say what to do, and do not show the token', async () => {
    const denied = await failureOf(() => ensure(INPUT, 'ghs_other'));
    expect(denied.message).toContain('got status 401: Bad credentials');
    expect(denied.message).not.toContain('ghs_');
    const missing = await failureOf(() => ensure({ ...INPUT, repository: 'acme/nowhere' }));
    expect(missing.message).toContain('check the name, and that the integration can see acme/nowhere');
  });

  test.each([
    ['HTML', { status: 200, text: '<html>' }],
    ['a list that is none', { status: 200, json: { items: [] } }],
    ['pull requests of another shape', { status: 200, json: [{ id: 1 }] }],
  ])('%s in the place of pull requests is an error', async (_, how) => {
    github.loopback.fail({ on: 'GET /repos/acme/gitops/pulls', how });
    expect((await failureOf(ensure)).kind).toBe('unavailable');
    expect(github.loopback.writes).toEqual([]);
  });

  test('a folder that GitHub does not list in full is an error', async () => {
    github.loopback.fail({ on: 'GET /repos/acme/gitops/git/trees', how: { status: 200, json: { tree: [], truncated: true } } });
    expect((await failureOf(ensure)).message).toContain('a part of its entries');
  });
});

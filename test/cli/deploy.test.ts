import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { describeWithGit } from '../support/with-git';
import { git } from '../workflows/runner/actions';
import { aPlainTree, aTree, command, commandAt, DIGEST, OTHER_DIGEST, values, Workspace } from './fixture';
import type { Files } from './fixture';
import { GitServer } from './git-server';

const STAGING = 'apps/checkout/values-staging.yaml';
const PRODUCTION = 'apps/checkout/values-production.yaml';
const REASON = ['--reason', 'payments fail since the last deployment'];
const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;

let server: GitServer;

/** A GitOps repository behind a real server. */
async function serve(files: Files = aTree()): Promise<GitServer> {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-deploy-'));
  server = await GitServer.with(root, files);
  return server;
}

const deploy = (checkout: string, digest = DIGEST, ...options: string[]) =>
  command('deploy', 'checkout', '--to', 'staging', '--digest', digest, '--checkout', checkout, '--yes', ...options);
const rollback = (checkout: string, to: string, ...options: string[]) =>
  command('rollback', 'checkout', '--environment', 'staging', '--to', to, ...REASON, '--checkout', checkout, '--yes', ...options);

describe('golden-path deploy into a checkout', () => {
  test('writes the digest, and every other byte stays', async () => {
    const workspace = new Workspace({}, aTree());
    const before = workspace.files();
    const { status, printed } = await deploy(workspace.checkout, DIGEST, '--tag', '2.0.0');
    expect([status, printed.split('\n')[0]]).toEqual([0, `checkout: 2.0.0 ${DIGEST} to staging`]);
    expect(workspace.files()).toEqual({ ...before, [STAGING]: values('staging', `  tag: 2.0.0\n  digest: ${DIGEST}\n`) });
  });

  test('removes a tag that is not said, since it names another image', async () => {
    const workspace = new Workspace({}, aTree());
    await deploy(workspace.checkout);
    expect(workspace.read(STAGING)).toBe(values('staging', `  digest: ${DIGEST}\n`));
  });

  test('changes every workload of plain manifests', async () => {
    const workspace = new Workspace({}, aPlainTree());
    await deploy(workspace.checkout);
    for (const file of ['deployment-checkout', 'cronjob-checkout-report']) {
      expect(workspace.read(`apps/checkout/manifests/staging/${file}.yaml`)).toContain(`image: ghcr.io/acme/checkout@${DIGEST}`);
      expect(workspace.read(`apps/checkout/manifests/production/${file}.yaml`)).toContain('image: ghcr.io/acme/checkout:1.0.0');
    }
  });

  test.each<[string, string[], string]>([
    ['a tag for a digest', ['checkout', '--to', 'staging', '--digest', 'latest'], '--digest'],
    ['a service that is not there', ['chekcout', '--to', 'staging', '--digest', DIGEST], "did you mean 'checkout'?"],
    ['an environment that is not there', ['checkout', '--to', 'stagign', '--digest', DIGEST], "did you mean 'staging'?"],
    ['hostile text', ['checkout', '--to', '$(touch x)\n', '--digest', DIGEST, '--tag', '${{ secrets }}'], '--tag'],
  ])('%s is refused, and nothing is written', async (_, args, says) => {
    const workspace = new Workspace({}, aTree());
    const before = workspace.files();
    const { status, complaint } = await command('deploy', ...args, '--checkout', workspace.checkout, '--yes');
    expect([status, complaint]).toEqual([1, expect.stringContaining(says)]);
    expect(workspace.files()).toEqual(before);
  });
});

/** What a shell, Git, a workflow or a terminal would take for more than a name. */
const NO_NAMES = ['$(touch x)', '`id`', '-x', '--output=x', 'a b', 'a;b', '../x', 'a\nb', '${{ secrets.X }}', "'", '"', '\u001b[2K', '\u202e', 'a'.repeat(129)];

test.each(NO_NAMES)('the tag %j is refused, and shown without its control characters', async (tag) => {
  const workspace = new Workspace({}, aTree());
  const { complaint, printed, status } = await deploy(workspace.checkout, DIGEST, `--tag=${tag}`);
  expect([status, printed, complaint]).toEqual([1, '', expect.stringContaining('--tag')]);
  expect(complaint).not.toMatch(/[\u001b\u202e]/);
});

describeWithGit('golden-path deploy --push', () => {
  afterEach(() => server.close());

  test('commits what changes and says which kind of deployment it is', async () => {
    const { log, read } = bound(await serve());
    const checkout = server.clone();
    const { status, printed, complaint } = await deploy(checkout, DIGEST, '--push', '--kind', 'hotfix', '--sequence', '7');
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    expect(printed).toMatch(/Pushed [0-9a-f]{40} to main\.\n$/);
    expect(read(STAGING)).toContain(DIGEST);
    expect(log('%B').slice(0, 5)).toEqual([
      `chore(checkout): deploy ${DIGEST.slice(0, 19)} to staging`, '', 'Golden-Path-Deployment: hotfix', `Golden-Path-Image: ${DIGEST}`, 'Golden-Path-Sequence: 7',
    ]);
    expect(git(checkout, 'status', '--porcelain')).toBe('');
    expect(git(checkout, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  test('does nothing if the branch has the image already', async () => {
    const { log } = bound(await serve());
    await deploy(server.clone(), DIGEST, '--push');
    expect((await deploy(server.clone(), DIGEST, '--push')).printed).toMatch(/Nothing changes\.\n$/);
    expect(log()).toHaveLength(2);
  });

  test('of several services at once loses none', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const { log, read } = bound(await serve(Object.assign({}, ...names.map((name) => aTree(name)))));
    const clones = names.map(() => server.clone());
    const ended = await Promise.all(names.map((name, index) =>
      command('deploy', name, '--to', 'staging', '--digest', digestOf(name), '--checkout', clones[index], '--yes', '--push'),
    ));
    expect(ended.map(({ status, complaint }) => [status, complaint])).toEqual(names.map(() => [0, '']));
    for (const name of names) expect(read(`apps/${name}/values-staging.yaml`)).toContain(digestOf(name));
    expect(log()).toHaveLength(1 + names.length);
  });

  test('of an earlier run does not replace a later one, and neither does it in a clone without history', async () => {
    const { read } = bound(await serve());
    await deploy(server.clone(), OTHER_DIGEST, '--push', '--sequence', '12');
    const { status, printed } = await deploy(server.clone(), DIGEST, '--push', '--sequence', '9');
    expect([status, printed]).toEqual([0, expect.stringContaining('Run 12 is newer than run 9: its image stays.')]);
    expect(read(STAGING)).toContain(OTHER_DIGEST);
    const shallow = await deploy(server.clone('--depth=1'), DIGEST, '--push', '--sequence', '13');
    expect([shallow.status, shallow.complaint]).toEqual([1, expect.stringContaining('fetch-depth: 0')]);
  });

  test('shows what it would push, and asks a person', async () => {
    const { log } = bound(await serve());
    const checkout = server.clone();
    const push = (answer: boolean | undefined, ...options: string[]) =>
      commandAt(answer, 'deploy', 'checkout', '--to', 'staging', '--digest', DIGEST, '--checkout', checkout, '--push', ...options);
    expect(await push(undefined, '--dry-run')).toMatchObject({ status: 0, printed: expect.stringContaining('this is a dry run') });
    expect(await push(undefined)).toMatchObject({ status: 2, complaint: expect.stringContaining('Pass --yes') });
    expect(await push(false)).toMatchObject({ status: 2 });
    expect(log()).toHaveLength(1);
    expect(await push(true)).toMatchObject({ status: 0 });
    expect(log()).toHaveLength(2);
  });

  test.each<[string, () => void, string]>([
    ['a protected branch', () => server.protect(), 'open a pull request instead'],
    ['a token that was revoked', () => { server.gate = () => ({ status: 401 }); }, 'use a token with write access'],
    ['a token that only reads', () => { server.gate = ({ url }) => (url!.includes('receive-pack') ? { status: 403 } : undefined); }, 'use a token with write access'],
    ['a repository that is gone', () => { server.gate = () => ({ status: 404 }); }, 'check the address of the remote'],
    ['a server that fails', () => { server.gate = ({ method }) => (method === 'POST' ? { status: 500 } : undefined); }, 'run it again: nothing was pushed'],
  ])('ends with the reason at %s, and the token is not in it', async (_, prepare, fix) => {
    const { log } = bound(await serve());
    const checkout = server.clone();
    prepare();
    const { status, printed, complaint } = await deploy(checkout, DIGEST, '--push');
    server.gate = () => undefined;
    expect([status, complaint]).toEqual([1, expect.stringContaining(fix)]);
    expect(printed + complaint).not.toContain('secret-token');
    expect([log().length, git(checkout, 'worktree', 'list').trim().split('\n').length]).toEqual([1, 1]);
  });

  test.each([['--branch', '--force'], ['--branch', 'a..b'], ['--remote', '--upload-pack=x'], ['--remote', 'ext::sh -c x']])('refuses %s %s', async (option, value) => {
    await serve();
    expect(await deploy(server.clone(), DIGEST, '--push', `${option}=${value}`)).toMatchObject({ status: 1, complaint: expect.stringContaining(`correct ${option}`) });
  });

  test('to a branch whose name is a script writes there, and runs nothing', async () => {
    const { bare } = await serve();
    const branch = '$(touch${IFS}x);`id`|\'"&${{x}}';
    git(bare, 'branch', branch, 'main');
    const checkout = server.clone();
    expect(await deploy(checkout, DIGEST, '--push', `--branch=${branch}`)).toMatchObject({ status: 0, complaint: '' });
    expect([branch, 'main'].map((each) => git(bare, 'rev-list', '--count', each).trim())).toEqual(['2', '1']);
    expect(git(checkout, 'status', '--porcelain')).toBe('');
  });
});

describeWithGit('golden-path rollback', () => {
  afterEach(() => server.close());

  test('goes back to the image before, and again forward to what was rolled back', async () => {
    const { log, read } = bound(await serve());
    for (const digit of ['1', '2']) await deploy(server.clone(), digestOf(digit), '--push');
    expect(await rollback(server.clone(), 'previous', '--push')).toMatchObject({ status: 0, complaint: '' });
    expect(read(STAGING)).toContain(digestOf('1'));
    expect(log('%B').slice(0, 6)).toEqual([
      `revert(checkout): back to ${digestOf('1').slice(0, 19)} in staging`, '', 'Golden-Path-Deployment: rollback',
      `Golden-Path-Image: ${digestOf('1')}`, `Golden-Path-Replaces: ${digestOf('2')}`, `Golden-Path-Reason: ${REASON[1]}`,
    ]);
    expect(await rollback(server.clone(), digestOf('2'), '--push')).toMatchObject({ status: 0 });
    expect(read(STAGING)).toContain(digestOf('2'));
    expect(read(PRODUCTION)).toContain('tag: 1.0.0');
  });

  test('to the image before never gives one that a rollback replaced, unless it was deployed again', async () => {
    const { read } = bound(await serve());
    const back = () => rollback(server.clone(), 'previous', '--push');
    for (const digit of ['2', '3']) await deploy(server.clone(), digestOf(digit), '--push');
    for (const image of [digestOf('2'), 'tag: 1.0.0']) {
      expect(await back()).toMatchObject({ status: 0, complaint: '' });
      expect(read(STAGING)).toContain(image);
    }
    const { complaint, status } = await back();
    expect([status, complaint]).toEqual([1, expect.stringContaining(`that no rollback replaced; the others are ${digestOf('2')}, ${digestOf('3')}`)]);
    for (const digit of ['3', '4']) await deploy(server.clone(), digestOf(digit), '--push');
    await back();
    expect(read(STAGING)).toContain(digestOf('3'));
  });

  test('goes back from the newest state of the branch, whatever the clone has', async () => {
    const { read } = bound(await serve());
    await deploy(server.clone(), digestOf('1'), '--push');
    const [stale, empty] = [server.clone(), server.clone()];
    for (const digit of ['2', '3']) await deploy(server.clone(), digestOf(digit), '--push');
    expect(await rollback(stale, 'previous', '--push')).toMatchObject({ status: 0, complaint: '' });
    expect(read(STAGING)).toContain(digestOf('2'));
    fs.rmSync(path.join(empty, 'apps'), { recursive: true });
    expect(await deploy(empty, digestOf('4'), '--push')).toMatchObject({ status: 0, complaint: '' });
    expect(read(STAGING)).toContain(digestOf('4'));
  });

  test('into a checkout writes the file, as a pull request needs it', async () => {
    await serve();
    const checkout = server.clone();
    await deploy(server.clone(), DIGEST, '--push');
    git(checkout, 'pull', '--quiet', `file://${server.bare}`, 'main');
    expect(await rollback(checkout, '1.0.0')).toMatchObject({ status: 0 });
    expect(fs.readFileSync(path.join(checkout, STAGING), 'utf8')).toBe(values('staging', '  tag: 1.0.0\n'));
  });

  test.each<[string, string, string[], string]>([
    ['an image that never ran there', digestOf('9'), REASON, 'an image that staging ran before: 1.0.0'],
    ['no reason', 'previous', ['--reason', '...'], '--reason'],
    ['a name that is a script', '$(touch x)\u001b[2K', REASON, 'an image that staging ran before: 1.0.0'],
  ])('of %s is refused', async (_, to, reason, says) => {
    await serve();
    await deploy(server.clone(), DIGEST, '--push');
    const checkout = server.clone();
    const args = ['rollback', 'checkout', '--environment', 'staging', '--to', to, ...reason, '--checkout', checkout, '--yes', '--push'];
    expect(await command(...args)).toMatchObject({ status: 1, complaint: expect.stringContaining(says) });
  });

  test('has nowhere to go if there was one image only, and a reason is text in one line', async () => {
    const { log } = bound(await serve());
    expect(await rollback(server.clone(), 'previous', '--push')).toMatchObject({ status: 1, complaint: expect.stringContaining('use golden-path deploy') });
    await deploy(server.clone(), DIGEST, '--push');
    const hostile = '$(rm -rf x) `y` ${{ z }}\nGolden-Path-Sequence: 999999';
    const checkout = server.clone();
    await command('rollback', 'checkout', '--environment', 'staging', '--to', 'previous', '--reason', hostile, '--checkout', checkout, '--yes', '--push');
    expect(log('%(trailers:key=Golden-Path-Reason,valueonly)')[0]).toBe('$(rm -rf x) `y` ${{ z }} Golden-Path-Sequence: 999999');
    expect(log('%(trailers:key=Golden-Path-Sequence,valueonly)')[0]).toBe('');
  });
});

/** Methods that can be taken apart. */
function bound(of: GitServer): { log: (format?: string) => string[]; read: (file: string) => string } {
  return { log: (format) => of.log(format), read: (file) => of.read(file) };
}

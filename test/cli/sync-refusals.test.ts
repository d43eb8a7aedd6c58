import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checkout } from '../../lib/cli/checkout';
import { Status } from '../../lib/cli/decide';
import { aTree, command, commandAt, filesBelow, NOTHING, synced, values, without, Workspace } from './fixture';

const LOCK = 'apps/checkout/.golden-path.lock';
const PRODUCTION = 'apps/checkout/values-production.yaml';

describe('several sources', () => {
  test('what another one wrote stays, and what this one wrote before goes when it says its name', async () => {
    const workspace = new Workspace({ ...without(aTree('checkout'), 'postgresqlinstance'), ...aTree('payment') });
    await workspace.sync('--yes', '--source', 'acme/shop');
    workspace.synth(aTree('search'));
    await workspace.sync('--yes', '--source', 'acme/search');
    expect(await workspace.sync('--yes', '--source', 'acme/search')).toEqual(NOTHING);
    workspace.synth(aTree('payment'));
    const { printed } = await workspace.sync('--yes', '--source', 'acme/shop');
    expect(printed).toContain('removed  apps/checkout/Chart.yaml\n');
    expect(fs.readdirSync(path.join(workspace.checkout, 'apps'))).toEqual(['payment', 'search']);
  });

  test('without its name, a service that left the tree stays and is named', async () => {
    const workspace = await synced({ ...aTree('checkout'), ...aTree('payment') });
    workspace.synth(aTree('payment'));
    expect((await workspace.sync()).printed).toBe(
      "apps/checkout is no longer in the tree of 'repository'. Pass --source repository to remove it.\nNothing changes.\n",
    );
  });

  test('a service that left the tree stays whole as long as it has data', async () => {
    const workspace = await synced({ ...aTree('checkout'), ...aTree('payment') });
    workspace.synth(aTree('payment'));
    const before = workspace.files();
    expect((await workspace.sync('--yes', '--source', 'repository')).complaint).toContain('2 problems');
    expect(workspace.files()).toEqual(before);
  });

  test('a folder has one source, until its lock names another one', async () => {
    const workspace = await synced();
    const refused = await workspace.sync('--yes', '--source', 'acme/other');
    expect(refused.complaint).toContain("apps/checkout: got a folder that 'repository' writes");
    workspace.edit(LOCK, (text) => text.replace('"repository"', '"acme/other"'));
    expect(await workspace.sync('--yes', '--source', 'acme/other')).toEqual(NOTHING);
  });

  test('the default name is that of package.json', async () => {
    const workspace = new Workspace(aTree());
    fs.writeFileSync(path.join(workspace.outdir, '../package.json'), '{"name": "@acme/checkout"}');
    await workspace.sync();
    expect(JSON.parse(workspace.read(LOCK)).source).toBe('@acme/checkout');
  });
});

describe('what is refused', () => {
  test('a file of other content that no sync wrote, unless it is adopted with its image', async () => {
    const workspace = new Workspace(aTree(), {
      'apps/checkout/Chart.yaml': aTree()['apps/checkout/Chart.yaml'],
      [PRODUCTION]: values('production', '  tag: 0.9.0\n').replace('info', 'warn'),
    });
    const { complaint } = await workspace.sync();
    expect(complaint).toContain('1 problem,');
    expect(complaint).toContain(`${PRODUCTION}: got a different file that no sync wrote`);
    expect((await workspace.sync('--yes', '--adopt')).printed).toContain(`changed  ${PRODUCTION} (was not written by sync)\n`);
    expect(workspace.read(PRODUCTION)).toBe(values('production', '  tag: 0.9.0\n'));
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('a synth that did not happen', async () => {
    const { status, complaint } = await new Workspace().sync();
    expect(status).toBe(Status.REFUSED);
    expect(complaint).toMatch(/cdktf\.out\/gitops': got nothing\n.*allowed: a folder\n.*fix: run npm run synth first/);
  });

  test('a checkout that is not there, is a file, or is the output itself', async () => {
    const workspace = new Workspace(aTree(), { file: '' });
    const to = async (checkout: string) => (await command('sync', checkout, '--from', workspace.outdir, '--yes')).complaint;
    expect(await to(path.join(workspace.root, 'none'))).toContain("none': got nothing");
    expect(await to(path.join(workspace.checkout, 'file'))).toContain("file': got a file");
    expect(await to(workspace.gitops)).toContain('a folder in the output of the synth');
  });

  test.each(['README.md', 'apps/README.md', 'other/checkout/a.yaml', 'apps/checkout/retired.yaml', LOCK])(
    'the file %s in a tree',
    async (file) => {
      const workspace = new Workspace({ ...aTree(), [file]: 'a\n' });
      expect(await workspace.sync()).toMatchObject({
        status: Status.REFUSED,
        complaint: expect.stringContaining(`${file}: got a file outside the folders`),
      });
    },
  );

  test.each([
    ['apps', 'apps'],
    ['a folder', 'apps/checkout'],
    ['a file', 'apps/checkout/Chart.yaml'],
    ['the lock', LOCK],
  ])('symbolic links in the checkout: %s', async (_, link) => {
    const workspace = await synced();
    const outside = path.join(workspace.root, 'outside');
    fs.renameSync(path.join(workspace.checkout, link), outside);
    fs.symlinkSync(outside, path.join(workspace.checkout, link));
    workspace.synth(aTree('checkout', '2'));
    const before = fs.statSync(outside).isFile() ? fs.readFileSync(outside, 'utf8') : filesBelow(outside);
    expect(await workspace.sync()).toMatchObject({
      status: Status.REFUSED,
      complaint: expect.stringContaining(`the symbolic link '${link}'`),
    });
    expect(fs.statSync(outside).isFile() ? fs.readFileSync(outside, 'utf8') : filesBelow(outside)).toEqual(before);
  });

  test('symbolic links in the tree', async () => {
    const workspace = new Workspace(aTree());
    fs.symlinkSync('/etc/hostname', path.join(workspace.gitops, 'apps/checkout/secret.yaml'));
    expect((await workspace.sync()).complaint).toContain("the symbolic link 'apps/checkout/secret.yaml'");
  });

  test('a folder where a file should be, and a file where a folder should be', async () => {
    const workspace = new Workspace(aTree(), { 'apps/checkout/Chart.yaml/x': '', 'apps/checkout/envs': '' });
    const { complaint } = await workspace.sync();
    expect(complaint).toContain('apps/checkout/Chart.yaml: got something other than a regular file');
    expect(complaint).toContain("apps/checkout/envs/staging.yaml: got the file 'apps/checkout/envs'");
  });

  test.each([
    ['no JSON', '<<<<<<< HEAD\n', 'invalid JSON'],
    ['another form', '[]\n', 'something other than a lock of golden-path sync'],
    [
      'files outside of the folder',
      '{"source": "repository", "version": "1", "files": {"../../x": "sha256:"}}',
      'something other than a lock of golden-path sync',
    ],
    [
      'files at the root',
      '{"source": "repository", "version": "1", "files": {"/etc/x": "sha256:"}}',
      'something other than a lock of golden-path sync',
    ],
  ])('a lock with %s', async (_, text, expected) => {
    const workspace = await synced();
    workspace.write({ [LOCK]: text });
    expect(await workspace.sync()).toMatchObject({
      status: Status.REFUSED,
      complaint: expect.stringContaining(`${LOCK}: got ${expected}`),
    });
  });
});

describe('consent', () => {
  test('a dry run writes nothing', async () => {
    const workspace = new Workspace(aTree());
    expect(await workspace.sync('--dry-run')).toMatchObject({
      status: Status.DONE,
      printed: expect.stringContaining('this is a dry run'),
    });
    expect(workspace.files()).toEqual({});
  });

  test('without a terminal nothing is written unasked', async () => {
    const workspace = new Workspace(aTree());
    const { status, complaint } = await command('sync', workspace.checkout, '--from', workspace.outdir);
    expect({ status, complaint }).toEqual({
      status: Status.WRONG_USAGE,
      complaint:
        'Nothing was written, because there is no terminal to ask at. Pass --yes to write, or --dry-run to only show the changes.\n',
    });
    expect(workspace.files()).toEqual({});
  });

  test.each([
    [true, Status.DONE, Object.keys(aTree()).length + 1],
    [false, Status.REFUSED, 0],
  ])('the answer %p at the terminal counts', async (answer, status, files) => {
    const workspace = new Workspace(aTree());
    expect((await commandAt(answer, 'sync', workspace.checkout, '--from', workspace.outdir)).status).toBe(status);
    expect(Object.keys(workspace.files())).toHaveLength(files);
  });

  test.each([
    [['sync']],
    [['promote', 'checkout']],
    [['other']],
    [['sync', 'x', '--yes', '--dry-run']],
    [['sync', 'x', '--force']],
  ])('%j is wrong usage', async (args) => {
    expect(await command(...args)).toMatchObject({
      status: Status.WRONG_USAGE,
      printed: '',
      complaint: expect.stringContaining('error: '),
    });
  });

  test('help and version are no errors', async () => {
    expect(await command('--help')).toMatchObject({
      status: Status.DONE,
      complaint: '',
      printed: expect.stringContaining('promote'),
    });
    expect(await command('--version')).toMatchObject({ status: Status.DONE, printed: '0.0.0\n' });
  });
});

describe('a failure in the middle', () => {
  test('of a sync leaves the checkout as it was', async () => {
    const workspace = await synced();
    workspace.synth({
      ...without(aTree(), 'templates/'),
      'apps/checkout/a/b.yaml': 'new\n',
      'apps/checkout/values.yaml': 'changed: 1\n',
    });
    workspace.write({ [`apps/checkout/values.yaml.golden-path-${process.pid}`]: 'in the way' });
    const before = workspace.files();
    const { status, complaint } = await workspace.sync();
    expect({ status, complaint }).toEqual({ status: Status.REFUSED, complaint: expect.stringMatching(/^EEXIST: /) });
    expect(without(workspace.files(), `-${process.pid}`)).toEqual(without(before, `-${process.pid}`));
    expect(fs.existsSync(path.join(workspace.checkout, 'apps/checkout/a'))).toBe(false);
  });

  test('that a kill brought about leaves nothing after the next good run', () => {
    const ended = 2 ** 30;
    const workspace = new Workspace(
      {},
      {
        'apps/a': 'a\n',
        [`apps/a.golden-path-${ended}`]: 'half',
        [`apps/b.golden-path-${process.pid}`]: 'b',
        [`c.golden-path-${ended}`]: 'c',
      },
    );
    Checkout.at(workspace.checkout, '').apply([{ path: 'apps/a', before: 'a\n', after: 'A\n' }]);
    expect(Object.keys(workspace.files()).sort()).toEqual([
      'apps/a',
      `apps/b.golden-path-${process.pid}`,
      `c.golden-path-${ended}`,
    ]);
    Checkout.at(workspace.checkout, '').apply([{ path: 'd', after: 'D\n' }]);
    expect(Object.keys(workspace.files()).sort()).toEqual(['apps/a', `apps/b.golden-path-${process.pid}`, 'd']);
  });

  test.each([
    ['puts a file into its place', { path: 'apps/z', after: 'new' }],
    ['removes a file', { path: 'apps/z', before: 'old' }],
  ])('that %s undoes what was done', (_, failing) => {
    const workspace = new Workspace({}, { 'apps/a': 'a\n', 'apps/b': 'b\n', 'apps/z/folder': 'z\n' });
    const before = workspace.files();
    const changes = [
      { path: 'apps/a', before: 'a\n', after: 'A\n' },
      { path: 'apps/b', before: 'b\n' },
      { path: 'apps/new/c', after: 'c\n' },
      failing,
    ];
    expect(() => Checkout.at(workspace.checkout, '').apply(changes)).toThrow();
    expect(workspace.files()).toEqual(before);
    expect(fs.existsSync(path.join(workspace.checkout, 'apps/new'))).toBe(false);
  });
});

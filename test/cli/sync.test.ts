import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { Status } from '../../lib/cli/decide';
import { aPlainTree, aTree, DIGEST, filesBelow, NOTHING, synced, values, without } from './fixture';

const LOCK = 'apps/checkout/.golden-path.lock';
const PRODUCTION = 'apps/checkout/values-production.yaml';

describe('what is carried over', () => {
  test('a first sync writes the tree and a lock for each folder, a second one nothing', async () => {
    const workspace = await synced({ ...aTree(), 'platform/staging/argocd/appproject-services.yaml': 'kind: AppProject\n' });
    expect(without(workspace.files(), '.golden-path.lock')).toEqual(filesBelow(workspace.gitops));
    expect(JSON.parse(workspace.read(LOCK))).toMatchObject({ source: 'repository', files: { 'Chart.yaml': expect.stringMatching(/^sha256:/) } });
    expect(JSON.parse(workspace.read('platform/staging/.golden-path.lock')).files).toHaveProperty(['argocd/appproject-services.yaml']);
    expect(await workspace.sync()).toEqual(NOTHING);
    expect(await workspace.sync('--dry-run')).toEqual(NOTHING);
  });

  test('the files and the changed lines are shown first', async () => {
    const workspace = await synced();
    workspace.synth({ ...without(aTree(), 'templates/'), 'apps/checkout/Chart.yaml': 'apiVersion: v2\nname: shop\n', 'apps/checkout/new.yaml': 'a: 1\n' });
    const { printed } = await workspace.sync('--dry-run');
    expect(printed).toBe(
      [
        'changed  apps/checkout/Chart.yaml',
        'added    apps/checkout/new.yaml',
        'removed  apps/checkout/templates/app.yaml',
        'changed  apps/checkout/.golden-path.lock',
        '',
        '--- apps/checkout/Chart.yaml',
        '+++ apps/checkout/Chart.yaml',
        '@@ -1,2 +1,2 @@',
        ' apiVersion: v2',
        '-name: checkout',
        '+name: shop',
        '',
        '1 file added, 2 files changed, 1 file removed',
        'Nothing was written: this is a dry run.',
        '',
      ].join('\n'),
    );
  });

  test('what is stale goes with its empty folder, and what is written by hand stays', async () => {
    const workspace = await synced();
    workspace.write({ 'apps/checkout/NOTES.md': 'ours\n', 'apps/checkout/manifests/staging/extra.yaml': 'kind: ConfigMap\n' });
    workspace.synth(without(aTree(), 'templates/'));
    expect((await workspace.sync()).status).toBe(Status.DONE);
    expect(fs.existsSync(path.join(workspace.checkout, 'apps/checkout/templates'))).toBe(false);
    expect(workspace.files()).toMatchObject({ 'apps/checkout/NOTES.md': 'ours\n', 'apps/checkout/manifests/staging/extra.yaml': 'kind: ConfigMap\n' });
  });

  test('a hand edit of a managed file is named, shown and replaced', async () => {
    const workspace = await synced();
    workspace.edit('apps/checkout/values.yaml', (text) => `${text}replicaCount: 9\n`);
    const { printed } = await workspace.sync();
    expect(printed).toContain('changed  apps/checkout/values.yaml (was changed by hand since the last sync)\n');
    expect(printed).toContain('-replicaCount: 9\n');
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('a managed file that somebody removed comes back', async () => {
    const workspace = await synced();
    fs.rmSync(path.join(workspace.checkout, 'apps/checkout/Chart.yaml'));
    expect((await workspace.sync()).printed).toContain('added    apps/checkout/Chart.yaml\n');
  });

  test('line ends that Git changed are no difference', async () => {
    const workspace = await synced();
    for (const file of Object.keys(workspace.files())) workspace.edit(file, (text) => text.replace(/\n/g, '\r\n'));
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('another version of the library alone changes no lock', async () => {
    const workspace = await synced();
    workspace.edit(LOCK, (text) => text.replace(/"version": ".*"/, '"version": "99.0.0"'));
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('the mode of a file stays', async () => {
    const workspace = await synced();
    const file = path.join(workspace.checkout, 'apps/checkout/Chart.yaml');
    fs.chmodSync(file, 0o600);
    workspace.edit('apps/checkout/Chart.yaml', () => 'name: other\n');
    await workspace.sync();
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  test('control characters are spelled out', async () => {
    const workspace = await synced();
    workspace.edit('apps/checkout/values.yaml', (text) => `${text}# \u001b[2J\n`);
    expect((await workspace.sync('--dry-run')).printed).toContain('-# \\u001b[2J\n');
  });

  test('a second sync changes nothing, whatever the tags are', async () => {
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(tag, tag, fc.constantFrom("'", '"'), fc.boolean(), async (synthesised, running, quote, crlf) => {
        const workspace = await synced(aTree('checkout', `'${synthesised}'`));
        const end = crlf ? '\r\n' : '\n';
        workspace.edit(PRODUCTION, () => values('production', `  tag: ${quote}${running}${quote} # by hand\n`).replace(/\n/g, end));
        await workspace.sync();
        expect(await workspace.sync()).toEqual(NOTHING);
        expect(workspace.read(PRODUCTION)).toContain(running);
        expect(await workspace.sync('--dry-run')).toEqual(NOTHING);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the image that runs', () => {
  test.each([
    ['a tag', '  tag: 1.4.0\n', '  tag: 1.4.0\n'],
    ['a digest beside a tag', `  tag: 1.4.0\n  digest: ${DIGEST}\n`, `  tag: 1.4.0\n  digest: ${DIGEST}\n`],
    ['a digest alone', `  digest: ${DIGEST}\n`, `  digest: ${DIGEST}\n`],
    ['a quoted number', "  tag: '2.10'\n", "  tag: '2.10'\n"],
    ['a quoted octal number', '  tag: "0o17"\n', "  tag: '0o17'\n"],
    ['a quoted date', "  tag: '2024-01-01'\n", "  tag: '2024-01-01'\n"],
    ['the beginning of a hash that looks like a number', '  tag: 12e3456\n', "  tag: '12e3456'\n"],
    ['a date without quotes', '  tag: 2024-01-01\n', "  tag: '2024-01-01'\n"],
    ['one in braces', '  {tag: 1.4.0}\n', '  tag: 1.4.0\n'],
    ['an alias', '  tag: *level\n', '  tag: 1.4.0\n'],
    ['an empty tag', "  tag: ''\n", '  tag: 1.0.0\n'],
    ['none', '  {}\n', '  tag: 1.0.0\n'],
  ])('%s in the checkout stays', async (_, there, after) => {
    const workspace = await synced();
    workspace.edit(PRODUCTION, () => values('production', there).replace('info', there.includes('*') ? '&level 1.4.0' : 'info'));
    workspace.synth({ ...aTree('checkout', '9.9.9'), [PRODUCTION]: values('production', '  tag: 1.0.0\n').replace('info', 'debug') });
    expect(await workspace.sync()).toMatchObject({ complaint: '' });
    expect(workspace.read(PRODUCTION)).toBe(values('production', after).replace('info', 'debug'));
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('what was promoted stays after the next synth', async () => {
    const workspace = await synced();
    workspace.edit('apps/checkout/values-staging.yaml', () => values('staging', `  digest: ${DIGEST}\n  tag: 1.5.0\n`));
    await workspace.promote();
    workspace.synth(aTree('checkout', '1.6.0'));
    expect(await workspace.sync()).toMatchObject({ complaint: '' });
    expect(workspace.read(PRODUCTION)).toContain(DIGEST);
    expect(workspace.read(PRODUCTION)).toContain('1.5.0');
  });

  test('a promotion is no hand edit', async () => {
    const workspace = await synced();
    workspace.edit(PRODUCTION, (text) => text.replace('1.0.0', '1.5.0'));
    workspace.synth({ ...aTree(), [PRODUCTION]: values('production', '  tag: 1.0.0\n').replace('info', 'debug') });
    expect((await workspace.sync()).printed).toContain(`changed  ${PRODUCTION}\n`);
  });

  test.each(['1.10', '0o17', '017', 'yes', 'null # why', '1e5'])('the tag %s without quotes is refused where it is no text', async (tag) => {
    const workspace = await synced();
    workspace.edit(PRODUCTION, () => values('production', `  tag: ${tag}\n`));
    const { status, complaint } = await workspace.sync();
    if (tag.startsWith('null')) expect(status).toBe(Status.DONE);
    else {
      expect(status).toBe(Status.REFUSED);
      expect(complaint).toContain(`${PRODUCTION}: got image.tag: ${tag}, which YAML reads as a `);
      expect(complaint).toContain(`fix: put it in quotes: '${tag}'`);
    }
  });

  test.each([':1.4.0', `@${DIGEST}`, `:1.4.0@${DIGEST}`])('%s of a plain Deployment stays, in its jobs too', async (version) => {
    const workspace = await synced(aPlainTree());
    const deployment = 'apps/checkout/manifests/production/deployment-checkout.yaml';
    workspace.edit(deployment, (text) => text.replace('checkout:1.0.0', `checkout${version}`));
    workspace.synth(aPlainTree(':2.0.0'));
    expect(await workspace.sync()).toMatchObject({ complaint: '' });
    const expected = aPlainTree(version);
    expect(workspace.read(deployment)).toBe(expected[deployment]);
    const job = 'apps/checkout/manifests/production/cronjob-checkout-report.yaml';
    expect(workspace.read(job)).toBe(expected[job]);
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('a service that becomes plain manifests goes on running what it ran', async () => {
    const workspace = await synced();
    workspace.edit(PRODUCTION, (text) => text.replace('1.0.0', '1.5.0'));
    const databases = Object.fromEntries(Object.entries(aTree()).filter(([file]) => file.includes('/manifests/')));
    workspace.synth({ ...aPlainTree(), ...databases });
    expect(await workspace.sync()).toMatchObject({ complaint: '' });
    expect(workspace.read('apps/checkout/manifests/production/deployment-checkout.yaml')).toContain('acme/checkout:1.5.0');
    expect(await workspace.sync()).toEqual(NOTHING);
  });
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { ObjectBucket } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App } from 'cdktf';
import { Status } from '../../lib/cli/decide';
import { BUCKET } from '../support/data';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { aTree, databaseFile, NOTHING, synced, without, Workspace } from './fixture';

const LOCK = 'apps/checkout/.golden-path.lock';

/** Puts a file into the output after the synth, as nobody should. */
function plant(workspace: Workspace, file: string, text = 'a: 1\n'): void {
  const at = path.join(workspace.gitops, file);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
}

describe('a file that no stack of the synth owns is refused', () => {
  test.each([
    ['the folder of another service', 'apps/payment/values.yaml', 'a file in apps/payment, which no stack of the synth owns'],
    ["the platform's folder", 'platform/production/argocd/appproject-a.yaml', 'a file in platform/production, which no stack'],
    [
      'an environment that the service is not in',
      'apps/checkout/envs/qa/payments/chart/README.md',
      'a file in apps/checkout that the synth did not write',
    ],
    ['an area that is none', 'argocd/app.yaml', 'a file outside the folders of a GitOps repository'],
    ['the top of the tree', 'app.yaml', 'a file outside the folders of a GitOps repository'],
  ])('%s', async (_, file, expected) => {
    const workspace = new Workspace(aTree());
    plant(workspace, file);
    expect(await workspace.sync()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining(expected) });
    expect(workspace.files()).toEqual({});
  });

  test('a file in a folder of the synth that the synth did not write, or that was changed after the synth', async () => {
    const workspace = new Workspace(aTree());
    plant(workspace, 'apps/checkout/manifests/staging/role-planted.yaml');
    plant(workspace, databaseFile('production'), 'kind: ClusterRole\n');
    const { complaint } = await workspace.sync();
    expect(complaint).toContain('2 problems');
    expect(complaint).toContain('a file in apps/checkout that the synth did not write, or that was changed after the synth');
    workspace.synth(aTree());
    expect((await workspace.sync()).complaint).toBe('');
  });

  test('a tree that is a link to another one', async () => {
    const workspace = new Workspace(aTree());
    fs.renameSync(workspace.gitops, `${workspace.gitops}-elsewhere`);
    fs.symlinkSync(`${workspace.gitops}-elsewhere`, workspace.gitops);
    expect((await workspace.sync()).complaint).toContain("the symbolic link 'gitops'");
  });

  test('a tree without the record of a synth', async () => {
    const workspace = new Workspace(aTree());
    fs.rmSync(path.join(workspace.outdir, 'golden-path.json'));
    expect(await workspace.sync()).toMatchObject({
      status: Status.REFUSED,
      complaint: expect.stringContaining('golden-path.json: got nothing'),
    });
  });
});

describe('the folder of a service belongs to a team', () => {
  test('another team does not take it over, until its lock says so', async () => {
    const workspace = await synced();
    workspace.record(aTree(), { team: 'search' });
    const { complaint, status } = await workspace.sync();
    expect(status).toBe(Status.REFUSED);
    expect(complaint).toContain("apps/checkout: got a folder of the team 'payments', for the team 'search'");
    workspace.edit(LOCK, (text) => text.replace('"payments"', '"search"'));
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('a lock from before teams were written gets one', async () => {
    const workspace = await synced();
    workspace.edit(LOCK, (text) => text.replace('  "team": "payments",\n', ''));
    expect((await workspace.sync()).status).toBe(Status.DONE);
    expect(JSON.parse(workspace.read(LOCK)).team).toBe('payments');
  });
});

describe('a request of another API group is another request', () => {
  test('a change of the domain is refused as a loss of data', async () => {
    const workspace = await synced();
    const tree = aTree();
    workspace.synth(
      Object.fromEntries(
        Object.entries(tree).map(([file, text]) => [file, text.replace('platform.acme.io', 'platform.example.io')]),
      ),
    );
    const { complaint, status } = await workspace.sync();
    expect(status).toBe(Status.REFUSED);
    expect(complaint).toContain(
      `${databaseFile('production')}: got PostgreSQLInstance 'orders' of the API group 'platform.acme.io', which is now 'platform.example.io', would be removed`,
    );
  });

  test('another version of its group is the same request', async () => {
    const workspace = await synced();
    workspace.synth(Object.fromEntries(Object.entries(aTree()).map(([file, text]) => [file, text.replace('/v1alpha1', '/v1')])));
    expect((await workspace.sync()).complaint).toBe('');
  });
});

describe('the last service of a repository', () => {
  /** Synthesises a repository with one service or none, as a team does that removes its last one. */
  const synth = ({ outdir }: Workspace, isThere: boolean, data = false): void => {
    fs.mkdirSync(outdir, { recursive: true });
    const app = new App({ outdir });
    const build = (service: MicroserviceInfra) => void (data && new ObjectBucket(service.node.scope!, 'Bucket', BUCKET));
    if (isThere) aService(app, {}, { platform: aPlatform(), build });
    app.synth();
  };
  const tree = () => without(aTree(), 'postgresqlinstance');

  test('is not taken for there, though the files of the last synth with it are', async () => {
    const workspace = new Workspace();
    synth(workspace, true, true);
    await workspace.sync();
    synth(workspace, false);
    const { complaint, status } = await workspace.sync();
    expect(status).toBe(Status.REFUSED);
    expect(complaint).toContain("nothing for 'apps/checkout', which it wrote before");
    expect(complaint).toContain('pass --source repository to remove it');
  });

  test('goes where the source is said, and stays whole as long as it has data', async () => {
    const workspace = await synced(tree());
    fs.writeFileSync(path.join(workspace.outdir, 'manifest.json'), '{"stacks":{}}');
    expect((await workspace.sync('--yes', '--source', 'repository')).complaint).toBe('');
    expect(workspace.files()).toEqual({});
    const other = await synced();
    fs.writeFileSync(path.join(other.outdir, 'manifest.json'), '{"stacks":{}}');
    expect((await other.sync('--yes', '--source', 'repository')).complaint).toContain('2 problems');
  });

  test('goes in a checkout where nothing else was ever synthesised', async () => {
    const workspace = await synced(tree());
    fs.rmSync(workspace.outdir, { recursive: true });
    synth(workspace, false);
    expect(fs.readdirSync(workspace.outdir)).not.toContain('golden-path.json');
    expect((await workspace.sync('--yes', '--source', 'repository')).complaint).toBe('');
    expect(workspace.files()).toEqual({});
    fs.rmSync(path.join(workspace.outdir, 'manifest.json'));
    expect((await workspace.sync('--yes', '--source', 'repository')).complaint).toContain('run npm run synth first');
  });

  test('goes with its tree, too', async () => {
    const workspace = await synced(tree());
    fs.rmSync(workspace.gitops, { recursive: true });
    workspace.record({});
    expect((await workspace.sync('--yes', '--source', 'repository')).complaint).toBe('');
    expect(workspace.files()).toEqual({});
  });
});

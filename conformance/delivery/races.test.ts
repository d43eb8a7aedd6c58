import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { aTree, command } from '../../test/cli/fixture';
import { GitServer } from '../../test/cli/git-server';
import { describeWithGit } from '../../test/support/with-git';
import { git } from '../../test/workflows/runner/actions';

const SERVICES = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`);
const digestOf = (index: number) => `sha256:${(index + 10).toString(16).padStart(64, '0')}`;

describeWithGit('deployments that meet in one GitOps repository', () => {
  let server: GitServer;
  beforeEach(async () => {
    const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-races-'));
    server = await GitServer.with(root, Object.assign({}, ...SERVICES.map((name) => aTree(name))));
  });
  afterEach(() => server.close());

  const deploy = (service: string, digest: string, ...options: string[]) =>
    command('deploy', service, '--to', 'staging', '--digest', digest, '--checkout', server.clone(), '--yes', '--push', ...options);

  test('twenty services at once: every one is in, each with its own commit', async () => {
    const ended = await Promise.all(SERVICES.map((name, index) => deploy(name, digestOf(index))));
    expect(ended.filter(({ status }) => status !== 0)).toEqual([]);
    SERVICES.forEach((name, index) => expect(server.read(`apps/${name}/values-staging.yaml`)).toContain(digestOf(index)));
    expect(server.log()).toHaveLength(1 + SERVICES.length);
  }, 300_000);

  test('ten runs of one service at once: the latest run wins, whatever the order in which they push', async () => {
    const runs = Array.from({ length: 10 }, (_, index) => index + 1);
    const ended = await Promise.all(runs.map((run) => deploy('service-1', digestOf(run), '--sequence', String(run))));
    expect(ended.filter(({ status }) => status !== 0)).toEqual([]);
    expect(server.read('apps/service-1/values-staging.yaml')).toContain(digestOf(10));
  }, 300_000);

  test('a promotion that was prepared before a rollback conflicts with it instead of undoing it', async () => {
    await deploy('service-1', digestOf(1));
    const promotion = server.clone();
    git(promotion, 'checkout', '--quiet', '-b', 'promotion');
    const promoted = await command('promote', 'service-1', '--from', 'staging', '--to', 'production', '--checkout', promotion, '--yes');
    expect(promoted).toMatchObject({ status: 0, complaint: '' });
    git(promotion, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--quiet', '--all', '--message', 'promote');

    const production = (...args: string[]) => command(...args, '--checkout', server.clone(), '--yes', '--push');
    await production('deploy', 'service-1', '--to', 'production', '--digest', digestOf(2));
    await production('rollback', 'service-1', '--environment', 'production', '--to', 'previous', '--reason', 'orders are lost');
    await production('deploy', 'service-1', '--to', 'production', '--digest', digestOf(3), '--kind', 'hotfix');
    git(promotion, 'fetch', '--quiet', `file://${server.bare}`, 'main');
    expect(() => git(promotion, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'merge', '--quiet', 'FETCH_HEAD')).toThrow();
    expect(git(promotion, 'diff', '--name-only', '--diff-filter=U')).toBe('apps/service-1/values-production.yaml');
    expect(server.read('apps/service-1/values-production.yaml')).toContain(digestOf(3));
  }, 300_000);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import { branches, git } from '../../test/workflows/runner/actions';
import type { Workflow } from '../../test/workflows/workflow-file';
import { Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

const { gitops } = caller('infrastructure.yml').jobs;
const sync: Workflow = { on: {}, jobs: { gitops: { ...gitops, needs: [], if: undefined } } };
const promote = caller('promote.yml');
const BRANCH = 'golden-path-promote/shop/production';
const INPUTS = { service: 'shop', from: 'staging', to: 'production', only: 'both' };
let team: Team;

// Every run is a handful of jobs, each with real git.
jest.setTimeout(180_000);

beforeEach(async () => {
  team = new Team();
  await team.open();
});
afterEach(async () => team.close());

function shop(value: string): TeamStacks {
  return {
    'shop-staging': { value, image: '1.0.0' },
    'shop-production': { value, image: '1.0.0', environment: 'production' },
  };
}

/** Merges code, and what a sync makes of it. */
async function synced(value: string): Promise<void> {
  await team.commit(shop(value));
  expect((await team.push(sync)).result).toBe('success');
  team.mergeGitOps();
}

async function promoted(): Promise<void> {
  await team.dispatch(promote, INPUTS);
  team.mergeGitOps();
}

/** The text of a file that Argo CD reads, or of one on a branch. */
function deployed(file: string, branch = 'main'): string {
  return git(team.world.gitops, 'show', `${branch}:apps/shop/${file}`);
}

describeWithGit('a change of the code', () => {
  test('reaches staging with the pull request of a sync, and waits for production in next/', async () => {
    await team.commit(shop('one'));
    await team.push(sync);
    expect(team.world.pullRequests.map(({ diff }) => diff.split('\n'))).toEqual([
      [
        'A\tapps/shop/.golden-path.lock',
        'A\tapps/shop/manifests/staging/shop-staging.yaml',
        'A\tapps/shop/next/manifests/production/shop-production.yaml',
        'A\tapps/shop/next/values-production.yaml',
        'A\tapps/shop/values-staging.yaml',
      ],
    ]);
  });

  test('reaches production with the pull request of a promotion, with the image of staging', async () => {
    await synced('one');
    await promoted();
    await synced('two');
    expect(deployed('values-production.yaml')).toContain('level: one');
    deliver('2.0.0');

    expect((await team.dispatch(promote, INPUTS)).result).toBe('success');
    expect(team.world.pullRequests).toEqual([
      {
        branch: BRANCH,
        diff: [
          'M\tapps/shop/.golden-path.lock',
          'D\tapps/shop/next/manifests/production/shop-production.yaml',
          'D\tapps/shop/next/values-production.yaml',
          'M\tapps/shop/values-production.yaml',
        ].join('\n'),
      },
    ]);
    expect(deployed('values-production.yaml')).toContain('tag: 1.0.0');
    expect(deployed('values-production.yaml', BRANCH)).toBe('image:\n  tag: 2.0.0\nlevel: two');
  });
});

describeWithGit('a promotion', () => {
  test('of the image alone leaves the configuration behind', async () => {
    await synced('one');
    await promoted();
    await synced('two');
    deliver('2.0.0');
    await team.dispatch(promote, { ...INPUTS, only: 'image' });
    expect(deployed('values-production.yaml', BRANCH)).toBe('image:\n  tag: 2.0.0\nlevel: one');
    await team.dispatch(promote, { ...INPUTS, only: 'configuration' });
    expect(deployed('values-production.yaml', BRANCH)).toBe('image:\n  tag: 1.0.0\nlevel: two');
  });

  test('has one pull request, which the next run updates, or closes once nothing is left to promote', async () => {
    await synced('one');
    await team.dispatch(promote, INPUTS);
    const first = git(team.world.gitops, 'rev-parse', BRANCH);
    deliver('2.0.0');
    await team.dispatch(promote, INPUTS);
    expect(git(team.world.gitops, 'rev-parse', BRANCH)).not.toBe(first);
    expect(deployed('values-production.yaml', BRANCH)).toContain('tag: 2.0.0');
    team.mergeGitOps();

    const { jobs, result } = await team.dispatch(promote, INPUTS);
    expect([result, jobs['promote/pull-request'], team.world.pullRequests]).toEqual(['success', 'success', []]);
    expect(branches(team.world.gitops)).not.toContain(BRANCH);
  });

  test('of an image that staging no longer runs opens nothing, and leaves the pull request of the later run', async () => {
    await synced('one');
    const { promote: job } = promote.jobs;
    const carrying = (digest: string): Workflow => ({ ...promote, jobs: { promote: { ...job, with: { ...job.with, digest } } } });
    const [earlier, later] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
    deliver(`2.0.0\n  digest: ${later}`);
    await team.dispatch(carrying(later), INPUTS);
    const head = git(team.world.gitops, 'rev-parse', BRANCH);
    expect(deployed('values-production.yaml', BRANCH)).toContain(later);
    const { jobs, result } = await team.dispatch(carrying(earlier), INPUTS);
    expect([result, jobs['promote/pull-request'], git(team.world.gitops, 'rev-parse', BRANCH)]).toEqual(['success', 'skipped', head]);
    expect(team.world.log.join('\n')).toContain(`staging no longer runs ${earlier}`);
  });

  test('of a service, an environment or a part that is not there fails, and opens nothing', async () => {
    await synced('one');
    for (const wrong of [{ service: 'shpo' }, { from: 'stagin' }, { only: 'everything' }, { service: '--only=image' }]) {
      const { jobs, result } = await team.dispatch(promote, { ...INPUTS, ...wrong });
      expect([result, jobs['promote/promote'], team.world.pullRequests]).toEqual(['failure', 'failure', []]);
    }
    expect(branches(team.world.gitops)).not.toContain(BRANCH);
  });

  test('gives no token of the App to a job that has run what npm installed', async () => {
    await synced('one');
    await team.dispatch(promote, INPUTS);
    const jobsWith = (text: string) =>
      team.world.log.flatMap((line) => (line.includes(text) ? [/^── ([\w-]+):/.exec(line)![1]] : []));
    expect(jobsWith('create-github-app-token')).toEqual(['read', 'pull-request']);
    expect(jobsWith(': Install')).toEqual(['promote']);
    expect(jobsWith(': Promote')).toEqual(['promote']);
  });
});

/** A change as Git writes it. */
function added(file: string, text = 'x', mode = '100644'): string {
  return `diff --git a/${file} b/${file}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1 @@\n+${text}\n`;
}

const FORBIDDEN: readonly (readonly [what: string, patch: string, message: string])[] = [
  [
    'another service',
    added('apps/bank/values-production.yaml'),
    'apps/bank/values-production.yaml is not a file of shop in production',
  ],
  ['another environment', added('apps/shop/manifests/staging/evil.yaml'), 'evil.yaml is not a file of shop in production'],
  ['what waits for another environment', added('apps/shop/next/values-staging.yaml'), 'is not a file of shop in production'],
  ['the reasons to lose data', added('apps/shop/retired.yaml'), 'apps/shop/retired.yaml is not a file of shop in production'],
  ['the platform', added('platform/production/appproject.yaml'), 'is not a file of shop in production'],
  ['the reviewers', added('.github/CODEOWNERS'), '.github/CODEOWNERS is not a file of shop in production'],
  ['a symbolic link', added('apps/shop/manifests/production/link.yaml', '/etc/passwd', '120000'), 'link.yaml is not a plain file'],
  ['a file outside of the repository', added('../evil.yaml'), 'invalid path'],
];

describeWithGit('a promotion is not opened, whatever the job with the packages says,', () => {
  test.each(FORBIDDEN)('that changes %s', async (_, patch, message) => {
    await synced('one');
    team.world.uploaded = (name, folder) =>
      name === 'golden-path-promotion' ? writeFileSync(join(folder, 'change.patch'), patch) : undefined;
    const { result } = await team.dispatch(promote, INPUTS);
    expect([result, team.world.pullRequests]).toEqual(['failure', []]);
    expect(team.world.log.join('\n')).toContain(message);
  });

  test('of a service that another repository syncs', async () => {
    await synced('one');
    write('apps/shop/.golden-path.lock', deployed('.golden-path.lock').replace('acme/shop-infra', 'acme/bank-infra'));
    const { result } = await team.dispatch(promote, INPUTS);
    expect([result, team.world.pullRequests]).toEqual(['failure', []]);
    expect(team.world.log.join('\n')).toContain("apps/shop/ is not acme/shop-infra's to change");
  });
});

/** Commits the version that staging runs, as delivery does. */
function deliver(version: string): void {
  write('apps/shop/values-staging.yaml', deployed('values-staging.yaml').replace(/tag: .*/, `tag: ${version}`));
}

function write(file: string, text: string): void {
  const path = join(team.world.gitops, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
  git(team.world.gitops, 'add', '--all');
  git(team.world.gitops, 'commit', '--quiet', '--message', 'change');
}

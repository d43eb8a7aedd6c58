import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeWithGit, testWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import { git } from '../../test/workflows/runner/actions';
import type { Workflow } from '../../test/workflows/workflow-file';
import { Team } from './fixture/team';

const { gitops } = caller('infrastructure.yml').jobs;
const alone: Workflow = { on: {}, jobs: { gitops: { ...gitops, needs: [], if: undefined } } };
let team: Team;

beforeEach(async () => {
  team = new Team();
  await team.open();
});
afterEach(async () => team.close());

testWithGit('the pull request to the GitOps repository has what the synth wrote for it', async () => {
  await team.commit({ 'shop-staging': { value: 'one' } });
  expect((await team.push(alone)).result).toBe('success');
  expect(team.world.pullRequests).toEqual([
    {
      branch: 'golden-path/acme/shop-infra',
      diff: 'A\tapps/shop/.golden-path.lock\nA\tapps/shop/manifests/staging/shop-staging.yaml',
    },
  ]);
});

testWithGit('nothing is opened where nothing changes', async () => {
  await team.commit({ 'shop-staging': { value: 'one' } });
  await team.push(alone);
  team.mergeGitOps();
  const { result } = await team.push(alone);
  expect([result, team.world.pullRequests]).toEqual(['success', []]);
});

testWithGit('no job that the App gives a token to has run what npm installed', async () => {
  await team.commit({ 'shop-staging': { value: 'one' } });
  await team.push(alone);
  const jobsWith = (text: string) => team.world.log.flatMap((line) => (line.includes(text) ? [/^── ([\w-]+):/.exec(line)![1]] : []));
  expect(jobsWith('create-github-app-token')).toEqual(['read', 'pull-request']);
  // The packages of npm, and those of Python.
  expect(jobsWith(': Install')).toEqual(['sync', 'sync']);
  expect(jobsWith(': Sync')).toEqual(['sync']);
});

const OTHER = 'apps/bank/.golden-path.lock';

/** A change as Git writes it. */
function added(file: string, text = 'x', mode = '100644'): string {
  return `diff --git a/${file} b/${file}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1 @@\n+${text}\n`;
}

const FORBIDDEN: readonly (readonly [what: string, patch: string, message: string])[] = [
  ["another repository's folder", added('apps/bank/values.yaml'), "apps/bank/values.yaml is not acme/shop-infra's to change"],
  ["a new service that is not in this repository's lock", added('apps/new/values.yaml'), "apps/new/values.yaml is not acme/shop-infra's to change"],
  ['the environment of the platform', added('platform/staging/appproject.yaml'), 'platform/staging/appproject.yaml is not'],
  ['a workflow', added('.github/workflows/evil.yml'), '.github/workflows/evil.yml is not'],
  ['a file at the top', added('README.md'), 'README.md is not'],
  ['a symbolic link', added('apps/shop/link.yaml', '/etc/passwd', '120000'), 'apps/shop/link.yaml is not a plain file'],
  ['a program', added('apps/shop/run.yaml', 'x', '100755'), 'apps/shop/run.yaml is not a plain file'],
  ['a file outside of the repository', added('../evil.yaml'), 'invalid path'],
  ["Git's own folder", added('.git/hooks/post-checkout'), 'invalid path'],
];

describeWithGit('a change is not opened, whatever the job with the packages says,', () => {
  test.each(FORBIDDEN)('of %s', async (_, patch, message) => {
    const { gitops: checkout } = team.world;
    mkdirSync(join(checkout, dirname(OTHER)), { recursive: true });
    writeFileSync(join(checkout, OTHER), JSON.stringify({ source: 'acme/bank-infra', version: '0.0.0', files: {} }));
    git(checkout, 'add', '--all');
    git(checkout, 'commit', '--quiet', '--message', 'the bank');
    await team.commit({ 'shop-staging': { value: 'one' } });
    team.world.uploaded = (name, folder) => (name === 'golden-path-change' ? writeFileSync(join(folder, 'change.patch'), patch) : undefined);
    const { result } = await team.push(alone);
    expect([result, team.world.pullRequests]).toEqual(['failure', []]);
    expect(team.world.log.join('\n')).toContain(message);
  });
});

testWithGit('a service that is no longer in the code leaves the GitOps repository, as its lock there says whose it is', async () => {
  await team.commit({ 'shop-staging': { value: 'one' }, 'tax-staging': { value: 'one', service: 'tax' } });
  await team.push(alone);
  team.mergeGitOps();
  await team.commit({ 'shop-staging': { value: 'one' } });
  const { result } = await team.push(alone);
  expect([result, team.world.pullRequests.map(({ diff }) => diff)]).toEqual([
    'success',
    ['D\tapps/tax/.golden-path.lock\nD\tapps/tax/manifests/staging/tax-staging.yaml'],
  ]);
});

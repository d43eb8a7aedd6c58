import { testWithGit } from '../support/with-git';
import { caller } from './callers';
import { Team } from './fixture/team';
import type { Workflow } from './workflow-file';

const { gitops } = caller('infrastructure.yml').jobs;
const alone: Workflow = { on: {}, jobs: { gitops: { ...gitops, needs: [] } } };
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
  expect(jobsWith(': Install')).toEqual(['sync']);
  expect(jobsWith(': Sync')).toEqual(['sync']);
});

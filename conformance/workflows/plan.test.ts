import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import { infrastructure, TWO } from './fixture/push';
import { Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

const MARKER = '<!-- golden-path:plan -->';
const CHANGED: TeamStacks = { ...TWO, 'shop-staging': { value: 's3cr3t' } };
let team: Team;

// Every run is a handful of jobs, each with real git and Terraform.
jest.setTimeout(180_000);

beforeEach(async () => {
  team = new Team();
  await team.open();
  await team.commit(TWO);
});
afterEach(async () => team.close());

function bodies(): string[] {
  return team.gitHub.comments.map(({ body }) => body);
}

describeWithGit('a pull request', () => {
  test('gets the plan of what it changes as one comment, and later commits update it', async () => {
    await team.propose(CHANGED);
    const { jobs } = await team.pullRequest(infrastructure);
    expect(Object.keys(jobs).filter((name) => name.startsWith('plan/plans (1 of 1)/plan'))).toEqual([
      'plan/plans (1 of 1)/plan (shop-staging)',
      'plan/plans (1 of 1)/plan',
    ]);
    expect(team.world.roles).toEqual(['arn:aws:iam::111111111111:role/golden-path-plan']);
    expect(bodies()).toEqual([expect.stringMatching(new RegExp(`^${MARKER}\n[^]*shop-staging`))]);

    await team.propose({ ...CHANGED, 'tax-staging': { value: 'two', service: 'tax' } });
    await team.pullRequest(infrastructure);
    expect(bodies()).toEqual([expect.stringContaining('tax-staging')]);
  });

  test('keeps no value of a plan but in the text that Terraform gives', async () => {
    await team.propose(CHANGED);
    await team.pullRequest(infrastructure);
    const folder = team.world.artifacts.get('golden-path-plan-shop-staging')!;
    expect(readdirSync(folder)).toEqual(['shop-staging.json', 'shop-staging.txt']);
    const { resource_changes: changes } = JSON.parse(readFileSync(join(folder, 'shop-staging.json'), 'utf8')) as Record<
      string,
      object
    >;
    expect(changes).toMatchObject([{ address: 'terraform_data.this', change: { actions: ['create'] } }]);
    expect(JSON.stringify(changes)).not.toContain('s3cr3t');
  });

  test('says in the comment where a plan failed, and still shows the others', async () => {
    team.state.failFor('tax-staging');
    await team.propose({ ...CHANGED, 'tax-staging': { value: 'two', service: 'tax' } });
    expect((await team.pullRequest(infrastructure)).jobs).toMatchObject({ 'plan/plans': 'failure', 'plan/comment': 'failure' });
    expect(bodies()).toEqual([expect.stringMatching(/^\*\*Not every plan could be made:\*\* https:[^]*shop-staging/)]);
  });
}, describeWithTerraform);

describeWithGit('a pull request, of which nothing is planned,', () => {
  test('gets no comment, and one that is there says so', async () => {
    await team.propose(TWO);
    await team.pullRequest(infrastructure);
    expect(bodies()).toEqual([]);

    team.gitHub.comments.push({ number: 1, user: { login: 'github-actions[bot]' }, state: 'open', body: `${MARKER}\nan older plan` });
    await team.pullRequest(infrastructure);
    expect(bodies()).toEqual([`${MARKER}\nNo stack changes.`]);
  });

  test('keeps the comment of somebody who wrote the marker', async () => {
    team.gitHub.comments.push({ number: 1, user: { login: 'mallory' }, state: 'open', body: `${MARKER}\nall is well` });
    await team.propose(TWO);
    await team.pullRequest(infrastructure);
    expect(bodies()).toEqual([`${MARKER}\nall is well`]);
  });

  test('is told why where it comes from a fork, and gets neither a role nor secrets', async () => {
    await team.propose(CHANGED);
    const { result, jobs } = await team.pullRequest(infrastructure, 'mallory/shop-infra');
    expect(jobs).toMatchObject({
      'plan/stacks': 'skipped',
      'plan/plans': 'skipped',
      'plan/comment': 'skipped',
      'plan/fork': 'success',
    });
    expect([result, team.world.roles]).toEqual(['success', []]);
    expect(team.world.summaries.join('')).toContain('A pull request from a fork gets no access to AWS');
  });

  test('fails where the lock was not committed with it', async () => {
    await team.propose(CHANGED);
    await team.commit({ ...TWO, 'shop-staging': { value: 'three' } }, { locked: false });
    expect((await team.pullRequest(infrastructure)).jobs).toMatchObject({ 'plan/stacks': 'failure', 'plan/plans': 'skipped' });
  });
});

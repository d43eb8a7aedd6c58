import { describeWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import type { Workflow } from '../../test/workflows/workflow-file';
import { describeWithTerraform } from '../referees/terraform';
import { Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

const STACKS: TeamStacks = { 'shop-staging': { value: 'one' }, 'shop-production': { value: 'one', environment: 'production' } };
const { apply } = caller('infrastructure.yml').jobs;
const merge: Workflow = { on: {}, jobs: { apply } };
const drift = caller('drift.yml');

// Every run is a handful of jobs, each with real git and Terraform.
jest.setTimeout(180_000);
let team: Team;

beforeEach(async () => {
  team = new Team();
  await team.open();
  await team.commit(STACKS);
  await team.push(merge);
});
afterEach(async () => team.close());

describeWithGit('the look for drift', () => {
  test('keeps one issue open as long as something is not what the code says', async () => {
    await team.schedule(drift);
    expect(team.gitHub.issues).toEqual([]);

    team.state.forget('shop-staging');
    await team.schedule(drift);
    await team.schedule(drift);
    expect(team.gitHub.issues).toMatchObject([{ state: 'open', labels: ['golden-path-drift'] }]);
    expect(team.gitHub.issues[0].body).toMatch(/^Something was changed by hand, or was never applied\.[^]*shop-staging/);
    expect(team.world.roles).toEqual(
      ['222222222222', '111111111111'].map((account) => `arn:aws:iam::${account}:role/golden-path-plan`),
    );

    await team.push(merge, { forced: true });
    await team.schedule(drift);
    expect(team.gitHub.issues).toMatchObject([{ state: 'closed' }]);
    expect(team.gitHub.comments.map(({ body }) => body)).toEqual([expect.stringContaining('What runs is what the code says')]);
  });

  test('leaves the issue open where it could not look everywhere', async () => {
    team.state.forget('shop-staging');
    await team.schedule(drift);
    team.state.failFor('shop-staging');
    expect((await team.schedule(drift)).result).toBe('failure');
    expect(team.gitHub.issues).toMatchObject([{ state: 'open' }]);
  });
}, describeWithTerraform);

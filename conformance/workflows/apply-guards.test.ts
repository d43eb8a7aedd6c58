import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import { infrastructure, merge, TWO } from './fixture/push';
import { stacksIn, Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

// Every push is a dozen jobs, each with real git and Terraform.
jest.setTimeout(180_000);
let team: Team;

beforeEach(async () => {
  team = new Team();
  await team.open();
});
afterEach(async () => team.close());

function log(): string {
  return team.world.log.join('\n');
}

describeWithGit('the order of applies', () => {
  const ordered: TeamStacks = {
    'base-staging': { value: 'one', service: 'base' },
    'live-production': { value: 'one', environment: 'production' },
    'more-production': { value: 'one', environment: 'production', dependsOn: ['live-production'] },
    'atop-staging': { value: 'one', dependsOn: ['base-staging'] },
  };

  test('is dependencies first and production last, and what may change something only gets its role after the approval', async () => {
    const steps: string[] = [];
    team.world.approve = (environment) => void steps.push(`${environment} after ${team.world.roles.length} roles`);
    await team.commit(ordered);
    const stacks = stacksIn(await team.push(merge));
    expect(Object.keys(stacks)).toEqual(['base-staging', 'atop-staging', 'live-production', 'more-production']);
    const roleOf = (account: string, role: string) => `arn:aws:iam::${account}:role/golden-path-${role}`;
    expect(team.world.roles).toEqual(
      ['111111111111', '111111111111', '222222222222', '222222222222'].flatMap((account) => [
        roleOf(account, 'plan'),
        roleOf(account, 'apply'),
      ]),
    );
    expect(steps).toEqual(['staging after 1 roles', 'staging after 3 roles', 'production after 5 roles', 'production after 7 roles']);
  });

  test('ends before production where something before it failed', async () => {
    team.break('atop-staging');
    await team.commit(ordered);
    const { jobs } = await team.push(infrastructure);
    expect(jobs).toMatchObject({
      'apply/first': 'success',
      'apply/second': 'failure',
      'apply/production': 'skipped',
      'gitops': 'skipped',
    });
    expect(team.state.valueOf('live-production')).toBeUndefined();
  });
}, describeWithTerraform);

describeWithGit('a plan that waits for its approval', () => {
  test('is not applied where a newer commit was pushed, whose run then applies both', async () => {
    await team.commit(TWO);
    team.world.approve = async () => {
      team.world.approve = () => undefined;
      team.gitHub.branches.set('main', await team.commit({ ...TWO, 'shop-staging': { value: 'newer' } }));
    };
    const older = await team.push(merge);
    expect([older.result, team.state.valueOf('shop-staging'), team.state.valueOf('tax-staging')]).toEqual([
      'failure',
      undefined,
      undefined,
    ]);
    expect(log()).toMatch(/failed: [0-9a-f]{40} is not applied: [0-9a-f]{40} came after it/);

    await team.push(merge);
    expect([team.state.valueOf('shop-staging'), team.state.valueOf('tax-staging')]).toEqual(['newer', 'one']);
  });

  test('is refused by Terraform where the state is another by then', async () => {
    await team.commit(TWO);
    await team.push(merge);
    await team.commit({ ...TWO, 'shop-staging': { value: 'two' } });
    team.world.approve = () => team.state.advance('shop-staging');
    const { result } = await team.push(merge);
    expect(result).toBe('failure');
    expect(log()).toContain('Saved plan is stale');
  });
}, describeWithTerraform);

describeWithGit('before anything is planned, a run ends', () => {
  test.each<[what: string, stacks: TeamStacks, message: RegExp]>([
    [
      'for a stack whose state would be gone with the runner',
      { 'shop-staging': { value: 'one', local: true } },
      /shop-staging keeps its state in a file/,
    ],
    [
      'for more stacks in a row than there are steps',
      {
        'a-staging': { value: 'one' },
        'b-staging': { value: 'one', dependsOn: ['a-staging'] },
        'c-staging': { value: 'one', dependsOn: ['b-staging'] },
      },
      /c-staging depends on b-staging, which is not applied before it/,
    ],
    [
      'for a stack that needs one of production',
      { 'a-production': { value: 'one', environment: 'production' }, 'b-staging': { value: 'one', dependsOn: ['a-production'] } },
      /b-staging depends on a-production, which is not applied before it/,
    ],
  ])('%s', async (_, stacks, message) => {
    await team.commit(stacks);
    const { result, jobs } = await team.push(merge);
    expect([result, jobs['apply/first'], jobs['apply/production']]).toEqual(['failure', 'skipped', 'skipped']);
    expect(log()).toMatch(message);
  });

  test('where the lock was not committed', async () => {
    await team.commit(TWO);
    await team.commit({ 'shop-staging': { value: 'two' } }, { locked: false });
    expect((await team.push(merge)).jobs['apply/first']).toBe('skipped');
    expect(log()).toContain('golden-path.lock.json does not match the synth');
  });

  test('on a branch that is not the main branch', async () => {
    await team.commit(TWO);
    const apply = { on: {}, jobs: { apply: { ...infrastructure.jobs.apply, if: true } } };
    expect((await team.pullRequest(apply)).jobs).toMatchObject({ 'apply/applied': 'failure', 'apply/stacks': 'skipped' });
    expect(log()).toContain('refs/pull/7/merge is not applied: only main is');
  });

  test('with a word about a stack that belongs to no environment', async () => {
    await team.commit({ legacy: { value: 'one', outside: true } });
    expect(stacksIn(await team.push(merge))).toEqual({});
    expect(log()).toContain('warning: legacy is in no environment of the platform');
  });
});

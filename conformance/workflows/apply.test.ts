import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import { infrastructure, merge, TWO } from './fixture/push';
import { stacksIn, Team } from './fixture/team';

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

describeWithGit('a push to the main branch', () => {
  test('applies what is new, then what changed, then nothing', async () => {
    await team.commit(TWO);
    expect(stacksIn(await team.push(merge))).toEqual({ 'shop-staging': 'success', 'tax-staging': 'success' });
    expect(team.state.valueOf('shop-staging')).toBe('one');

    await team.commit({ ...TWO, 'tax-staging': { value: 'two', service: 'tax' } });
    expect(stacksIn(await team.push(merge))).toEqual({ 'tax-staging': 'success' });
    expect(team.state.valueOf('tax-staging')).toBe('two');

    team.commitDocs('How to be on call');
    const { result, jobs } = await team.push(merge);
    expect([result, jobs['apply/stacks'], jobs['apply/first'], jobs['apply/production']]).toEqual([
      'success',
      'success',
      'skipped',
      'skipped',
    ]);
    expect(team.world.roles).toEqual([]);
  });

  test('applies again what failed before, although the commit in between changes something else', async () => {
    await team.commit(TWO);
    await team.push(merge);
    team.break('tax-staging');
    await team.commit({ ...TWO, 'tax-staging': { value: 'two', service: 'tax' } });
    const failed = await team.push(infrastructure);
    expect([failed.result, stacksIn(failed), failed.jobs.gitops]).toEqual(['failure', { 'tax-staging': 'failure' }, 'skipped']);

    team.break('tax-staging', false);
    team.commitDocs('How to be on call');
    expect(stacksIn(await team.push(merge))).toEqual({ 'tax-staging': 'success' });
    expect(team.state.valueOf('tax-staging')).toBe('two');
  });

  test('mends what went half way, although the change was taken back', async () => {
    await team.commit(TWO);
    await team.push(merge);
    team.break('tax-staging');
    await team.commit({ ...TWO, 'tax-staging': { value: 'two', service: 'tax' } });
    await team.push(merge);

    team.break('tax-staging', false);
    await team.commit(TWO);
    expect(stacksIn(await team.push(merge))).toEqual({ 'tax-staging': 'success' });
    expect(log()).toContain('terraform_data.this: Creation complete');
  });

  test('leaves a stack alone that is no longer in the code, and names it', async () => {
    await team.commit(TWO);
    await team.push(merge);
    await team.commit({ 'shop-staging': { value: 'one' } });
    expect(stacksIn(await team.push(merge))).toEqual({});
    expect(log()).toMatch(/No longer in the code:\n\s+tax-staging/);
    expect(team.state.valueOf('tax-staging')).toBe('one');
  });

  test('takes every stack after the branch was rewritten, and asks nobody where a plan changes nothing', async () => {
    await team.commit(TWO);
    await team.push(merge);
    const asked = jest.fn();
    team.world.approve = asked;
    const { jobs } = await team.push(merge, { forced: true });
    expect(jobs).toMatchObject({ 'apply/first (1 of 1)/stack (shop-staging)/plan': 'success', 'apply/first (1 of 1)/stack (shop-staging)/apply': 'skipped' });
    expect(asked).not.toHaveBeenCalled();
  });

  test('takes every stack where the lock to compare with cannot be read', async () => {
    await team.commit(TWO);
    await team.push(merge);
    team.gitHub.runs[0].conclusion = 'failure';
    await team.commit(TWO, { locked: false });
    team.git('rm', '--quiet', '--cached', 'golden-path.lock.json');
    team.git('commit', '--quiet', '--message', 'without the lock');
    const sha = team.git('rev-parse', 'HEAD');
    team.gitHub.runs.push({ ...team.gitHub.runs[0], id: 90, head_sha: sha, conclusion: 'success' });
    await team.commit(TWO);
    expect(Object.keys(stacksIn(await team.push(merge)))).toEqual(['shop-staging', 'tax-staging']);
  });
}, describeWithTerraform);

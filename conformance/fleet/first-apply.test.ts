import { describeWithGit } from '../../test/support/with-git';
import { many } from '../workflows/fixture/many-stacks';
import { merge } from '../workflows/fixture/push';
import { installQuickTerraform, takePlanned } from '../workflows/fixture/quick-terraform';
import { Team } from '../workflows/fixture/team';

// Hundreds of jobs, with real git and a stand-in for Terraform.
jest.setTimeout(1_800_000);
let team: Team;

beforeEach(async () => {
  team = new Team();
  installQuickTerraform(team);
  await team.open();
});
afterEach(async () => team.close());

const last = (planned: readonly string[], prefix: string) => planned.length - first([...planned].reverse(), prefix) - 1;
const first = (planned: readonly string[], prefix: string) => planned.findIndex((stack) => stack.startsWith(prefix));

describeWithGit('300 stacks', () => {
  test('are applied for the first time, all of them and in the order of their dependencies', async () => {
    const stacks = many('one');
    await team.commit(stacks);
    const { result, jobs } = await team.push(merge);
    const planned = takePlanned(team);
    expect(result).toBe('success');
    expect([...planned].sort()).toEqual(Object.keys(stacks).sort());
    for (const [before, after] of [
      ['base-', 'atop-'],
      ['zone-', 'atop-'],
      ['atop-', 'live-'],
      ['live-', 'more-'],
    ]) {
      expect([before, after, last(planned, before) < first(planned, after)]).toEqual([before, after, true]);
    }
    expect(jobs).toMatchObject({
      'apply/first (1 of 2)': 'success',
      'apply/first (2 of 2)': 'success',
      'apply/production (1 of 1)': 'success',
    });
  });
});

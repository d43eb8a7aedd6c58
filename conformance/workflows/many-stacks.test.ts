import { describeWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import { readWorkflow } from '../../test/workflows/workflow-file';
import { many } from './fixture/many-stacks';
import { merge } from './fixture/push';
import { installQuickTerraform } from './fixture/quick-terraform';
import { Team } from './fixture/team';

// Each run is hundreds of jobs, with real git and a stand-in for Terraform.
jest.setTimeout(1_800_000);
let team: Team;

beforeEach(async () => {
  team = new Team();
  installQuickTerraform(team);
  await team.open();
});
afterEach(async () => team.close());

const INPUTS = { 'folder': '.', 'node-version': '', 'registry-url': '', 'registry-scope': '', 'retention-days': 1 };

/** The names of the stacks in a matrix of chunks, chunk by chunk. */
function chunksIn(matrix: unknown): string[][] {
  const { include } = JSON.parse(String(matrix)) as { include: { stacks: string }[] };
  return include.map(({ stacks }) => (JSON.parse(stacks) as { include: { stack: string }[] }).include.map(({ stack }) => stack));
}

describeWithGit('300 stacks', () => {
  test('that all change are all found, in chunks that GitHub takes', async () => {
    const applied = await team.commit(many('one'));
    await team.commit(many('two'));
    const { result, outputs } = await team.call('stacks.yml', { ...INPUTS, select: 'applied', applied, order: true });
    expect([result, team.world.log.filter((line) => line.includes('cannot be read'))]).toEqual(['success', []]);
    const waves = ['first', 'second', 'production', 'production-second'].map((name) => chunksIn(outputs[name]));
    expect(waves.map((chunks) => chunks.map((chunk) => chunk.length))).toEqual([[256, 14], [10], [10], [10]]);
    expect(waves.flat(2).sort()).toEqual(Object.keys(many('two')).sort());
    expect(outputs.together).toBe('');
  });

  test('are looked at for drift, all of them, and for a pull request', async () => {
    await team.commit(many('one'));
    const { outputs } = await team.call('stacks.yml', { ...INPUTS, select: 'all', applied: '', order: false });
    const chunks = chunksIn(outputs.together);
    expect(chunks.map((chunk) => chunk.length)).toEqual([256, 44]);
    expect(chunks.flat().sort()).toEqual(Object.keys(many('one')).sort());
    expect(outputs.first).toBe('');
    for (const name of ['drift.yml', 'plan.yml']) {
      const { strategy, uses, with: given } = readWorkflow(name).jobs.plans;
      expect([strategy?.matrix, given?.matrix, uses]).toEqual([
        '${{ fromJSON(needs.stacks.outputs.together) }}',
        '${{ matrix.stacks }}',
        './.github/workflows/plans.yml',
      ]);
    }
  });
});

describeWithGit('a stack in another partition of AWS', () => {
  test.each<[region: string, role: string, audience: string]>([
    ['eu-west-1', 'arn:aws:iam', 'sts.amazonaws.com'],
    ['cn-north-1', 'arn:aws-cn:iam', 'sts.amazonaws.com.cn'],
    ['us-gov-west-1', 'arn:aws-us-gov:iam', 'sts.amazonaws.com'],
  ])('of %s is planned with a role of %s', async (region, role, audience) => {
    await team.commit({ 'shop-staging': { value: 'one', region } });
    await team.push(merge);
    await team.schedule(caller('drift.yml'));
    const expected = `${role}::111111111111:role/golden-path-plan`;
    expect([team.world.roles, team.world.audiences]).toEqual([[expected], [audience]]);
  });
});

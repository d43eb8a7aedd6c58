import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import { HOLDING, infrastructure, LOST, merge } from './fixture/push';
import { stacksIn, Team } from './fixture/team';

const LOSS = 'shop-production/aws_sqs_queue.Jobs: got aws_sqs_queue jobs, which holds data';
let team: Team;

// Every run is a handful of jobs, each with real git and Terraform.
jest.setTimeout(180_000);

beforeEach(async () => {
  team = new Team();
  await team.open();
  await team.commit(HOLDING);
});
afterEach(async () => team.close());

function log(): string {
  return team.world.log.join('\n');
}

function retire(): void {
  const line = { what: 'aws_sqs_queue jobs', reason: 'nobody needs it', date: '2026-11-27' };
  writeFileSync(join(team.root, 'repository/retired.yaml'), JSON.stringify({ 'shop-production/aws_sqs_queue.Jobs': line }));
}

describeWithGit(
  'a lock that was written anew, without the data that it knew of,',
  () => {
    test('is held to the target branch in a pull request', async () => {
      await team.propose(LOST, { anew: true });
      expect((await team.pullRequest(infrastructure)).jobs).toMatchObject({ 'plan/stacks': 'failure', 'plan/plans': 'skipped' });
      expect(log()).toContain(LOSS);
    });

    test('is held to the last commit that was applied', async () => {
      expect(stacksIn(await team.push(merge))).toEqual({ 'shop-production': 'success' });
      await team.commitAnew(LOST);
      team.commitDocs('How to be on call');
      expect((await team.push(merge)).jobs).toMatchObject({ 'apply/stacks': 'failure', 'apply/production': 'skipped' });
      expect(log()).toContain(LOSS);
    });

    test('passes with a line that lets the data go', async () => {
      retire();
      await team.propose(LOST, { anew: true });
      expect((await team.pullRequest(infrastructure)).jobs).toMatchObject({ 'plan/stacks': 'success' });
    });
  },
  describeWithTerraform,
);

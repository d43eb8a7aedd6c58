import { load } from 'js-yaml';
import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import type { OfflineTerraform } from '../referees/terraform';
import { startTerraform } from './offline';
import { commandsOf, isElsewhere, PAGE, retiredLines, RUNBOOKS, stepsOf } from './page';
import { Walk } from './walk';

/** The headings whose steps the other tests here do, from the first to the last. */
const WALKED = [
  'Rename a construct',
  'Rename a service',
  'Rename an environment',
  'From Terraform to a request',
  'From a request to Terraform',
  'Retire a service',
  'Retire the last service of a repository',
  'Move a service to another team',
  'Move a service to another repository',
];

/** What talks to what is running, and no test can do: Terraform itself runs on a state of the test's own. */
const NOT_RUN = [
  /^pg_dump /,
  /^aws s3 sync /,
  /^kubectl annotate /,
  /^kubectl --namespace /,
  /^aws rds modify-db-instance /,
  /^aws s3 rm /,
];

test('every runbook is done by a test', () => {
  expect(RUNBOOKS).toEqual(['Say that something may go', 'The example', ...WALKED]);
});

test('every command of the page is done, or is one of those that need AWS or the cluster', () => {
  const blocks = RUNBOOKS.flatMap(stepsOf).filter(({ language }) => language === 'sh');
  const elsewhere = blocks
    .filter(isElsewhere)
    .flatMap(commandsOf)
    .filter((command) => !command.startsWith('terraform -chdir='));
  expect(elsewhere).toHaveLength(NOT_RUN.length);
  for (const [index, command] of elsewhere.entries()) expect(command).toMatch(NOT_RUN[index]);
  expect([...PAGE.text.matchAll(/^```sh$/gm)]).toHaveLength(blocks.length);
  for (const block of blocks.filter(isElsewhere)) expect(block.text).not.toContain('npx golden-path');
});

function lines(): void {
  let terraform: OfflineTerraform;
  beforeAll(async () => {
    terraform = await startTerraform();
  }, 60_000);
  afterAll(() => terraform.stop());

  const withoutJobs = (text: string) => text.replace(/^new SqsQueue.*$/m, '');

  test('the line of the page lets its queue go, and the error prints it but for the reason and the date', async () => {
    const walk = await new Walk(terraform).begin();
    walk.synth('before', withoutJobs);
    const { status, said } = await walk.run('npx golden-path lock');
    expect(status).toBe(1);
    const [, printed] = /the line is (.*)$/m.exec(said)!;
    const text = retiredLines('one line');
    expect(load(printed.replace(/reason: <.*>, date: <.*>/, ''))).toEqual(load(text.replace(/^ +(reason|date): .*$/gm, '')));
    walk.retire(text);
    expect(await walk.run('npx golden-path lock')).toMatchObject({ status: 0 });
  });

  test('a check against the target branch refuses what a new lock hides', async () => {
    const walk = await new Walk(terraform).begin();
    walk.synth('before', withoutJobs);
    const [check] = stepsOf('Say that something may go')
      .filter(({ language }) => language === 'sh')
      .flatMap(commandsOf);
    expect(await walk.run('rm golden-path.lock.json')).toMatchObject({ status: 0 });
    expect(await walk.run('npx golden-path lock')).toMatchObject({ status: 0 });
    expect(await walk.run(check)).toMatchObject({ status: 1, said: expect.stringContaining('aws_sqs_queue.Jobs') });
  });
}

describeWithGit('what may go', lines, describeWithTerraform);

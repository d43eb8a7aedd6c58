import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { affected } from './affected/affected';
import type { AffectedOptions } from './affected/affected';
import { PARTS } from './affected/compare';
import { FORMATS } from './affected/formats';
import { checkPlan } from './check-plan/check-plan';
import type { CheckPlanOptions } from './check-plan/check-plan';
import type { Status } from './decide';
import { addInit } from './init/command';
import { lock } from './lock/lock';
import type { LockOptions } from './lock/lock';
import { LOCK_FILE } from './lock/lock-file';
import type { Output } from './output';
import { MARKER, planSummary } from './plan-summary/plan-summary';
import type { PlanSummaryOptions } from './plan-summary/plan-summary';
import { CARRIED, promote } from './promote/promote';
import type { PromoteOptions } from './promote/promote';
import { retire } from './retire/retire';
import type { RetireOptions } from './retire/retire';
import { sync } from './sync/sync';
import type { SyncOptions } from './sync/sync';

/** Runs the action of a command and keeps its exit status. */
export type Run = (action: (output: Output) => Status | Promise<Status>) => Promise<void>;

/** The functions that add each command to the program. */
export const COMMANDS: readonly ((program: Command, run: Run) => void)[] = [
  addInit,
  addSync,
  addPromote,
  addLock,
  addAffected,
  addPlanSummary,
  addCheckPlan,
  addRetire,
];

function addSync(program: Command, run: Run): void {
  withConsent(withOutput(program.command('sync')))
    .description('Compare the synthesised tree with a checkout of the GitOps repository, show the changes, and write them')
    .argument('<checkout>', 'the folder with the checkout of the GitOps repository')
    .option('--source <name>', 'the repository that the tree comes from; required to remove services that it no longer has')
    .option('--environment <name>', 'write only this environment, also if golden-path promote changes it otherwise; repeatable', collected)
    .option('--adopt', 'replace files with other content that no sync wrote')
    .action((checkout: string, options: Omit<SyncOptions, 'checkout'>) => run((output) => sync({ ...options, checkout }, output)));
}

/** Adds a value of an option that can be given several times. */
function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function addPromote(program: Command, run: Run): void {
  withConsent(program.command('promote'))
    .description('Make one environment run the image of another one with the configuration that waits for it, as one pull request')
    .argument('<service>', 'the name of the service')
    .requiredOption('--from <environment>', 'the environment that runs the image')
    .requiredOption('--to <environment>', 'the environment to update')
    .option('--checkout <folder>', 'the folder with the checkout of the GitOps repository', '.')
    .addOption(new Option('--only <part>', 'carry only the image or only the configuration').choices(CARRIED))
    .action((service: string, options: Omit<PromoteOptions, 'service'>) =>
      run((output) => promote({ ...options, service }, output)),
    );
}

function addLock(program: Command, run: Run): void {
  withLock(withOutput(program.command('lock')))
    .description('Record the inputs and the output of the synth in a file that you commit with the code')
    .option('--check', 'write nothing, and fail if the committed file differs')
    .option('--base <ref>', 'also reject the loss of data that the lock at this Git ref records')
    .action((options: LockOptions) => run((output) => lock(options, output)));
}

function addAffected(program: Command, run: Run): void {
  withLock(withOutput(program.command('affected')))
    .description('List the stacks that differ from the committed lock, and the stacks that depend on them')
    .option('--base <ref>', 'compare with the lock at this Git ref')
    .addOption(new Option('--format <format>', 'the output format').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--only <part>', 'compare only one part').choices(PARTS))
    .action((options: AffectedOptions) => run((output) => affected(options, output)));
}

function addPlanSummary(program: Command, run: Run): void {
  program
    .command('plan-summary')
    .description('Summarise the plans in a folder, as a comment for a pull request')
    .argument(
      '<folder>',
      'a folder with <stack>.json, written by terraform show -json, and <stack>.txt, the output of terraform plan',
    )
    .addOption(new Option('--marker <text>', 'the text of the hidden comment in the first line').default(MARKER).argParser(marker))
    .action((folder: string, options: Omit<PlanSummaryOptions, 'folder'>) =>
      run((output) => planSummary({ ...options, folder }, output)),
    );
}

function addCheckPlan(program: Command, run: Run): void {
  withLock(withOutput(program.command('check-plan')))
    .description('Check plans against every guarantee, using the values that Terraform would apply')
    .argument('<plan.json...>', 'files written by terraform show -json, each with the name of its stack: <stack>.json')
    .option(
      '--repository <owner/name>',
      'the repository that runs the plan; must be one of the repositories of the team, if it has any',
    )
    .action((plans: string[], options: Omit<CheckPlanOptions, 'plans'>) =>
      run((output) => checkPlan({ ...options, plans }, output)),
    );
}

function addRetire(program: Command, run: Run): void {
  withConsent(withLock(program.command('retire')))
    .description('Record that all data of a service in the lock may be removed')
    .argument('<service>', 'the name of the service')
    .requiredOption('--reason <text>', 'the reason, and where the data went')
    .requiredOption('--date <day>', 'the day of the decision, as YYYY-MM-DD')
    .option('--environment <name>', 'only this environment')
    .action((service: string, options: Omit<RetireOptions, 'service'>) => run((output) => retire({ ...options, service }, output)));
}

/** A text that cannot end the comment that contains it. */
function marker(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9:._/-]*$/.test(text) && !text.includes('--') && !text.endsWith('-')) return text;
  throw new InvalidArgumentError('It can contain only letters, digits and :._/ with single dashes between them.');
}

function withOutput(command: Command): Command {
  return command.option('--from <folder>', 'the output folder of the synth', 'cdktf.out');
}

function withLock(command: Command): Command {
  return command.option('--lock <file>', 'the lock file', LOCK_FILE);
}

function withConsent(command: Command): Command {
  return command
    .option('--yes', 'write without asking')
    .addOption(new Option('--dry-run', 'only show what would be written').conflicts('yes'));
}

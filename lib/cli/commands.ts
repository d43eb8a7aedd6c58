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
import { promote } from './promote/promote';
import type { PromoteOptions } from './promote/promote';
import { retire } from './retire/retire';
import type { RetireOptions } from './retire/retire';
import { sync } from './sync/sync';
import type { SyncOptions } from './sync/sync';

/** Runs what a command is for, and keeps the status that it ends with. */
export type Run = (action: (output: Output) => Status | Promise<Status>) => Promise<void>;

/** The commands, each as it adds itself to the program. */
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
    .description('Compare the synthesised tree with a checkout, show the difference, and write it')
    .argument('<checkout>', 'the folder into which the GitOps repository was cloned')
    .option('--source <name>', 'the repository that the tree is from; with it, services that it no longer has are removed')
    .option('--adopt', 'replace files of other content that no sync wrote')
    .action((checkout: string, options: Omit<SyncOptions, 'checkout'>) => run((output) => sync({ ...options, checkout }, output)));
}

function addPromote(program: Command, run: Run): void {
  withConsent(program.command('promote'))
    .description("Give one environment the image that another one runs: one pull request's change")
    .argument('<service>', 'the name of the service')
    .requiredOption('--from <environment>', 'the environment that runs the image')
    .requiredOption('--to <environment>', 'the environment that is to run it')
    .option('--checkout <folder>', 'the folder into which the GitOps repository was cloned', '.')
    .action((service: string, options: Omit<PromoteOptions, 'service'>) =>
      run((output) => promote({ ...options, service }, output)),
    );
}

function addLock(program: Command, run: Run): void {
  withLock(withOutput(program.command('lock')))
    .description('Write down what the synth was made of and gave: the file that is committed beside the code')
    .option('--check', 'write nothing, and fail where the committed file is another')
    .option('--base <ref>', 'refuse the loss of data that the lock at this Git ref knows of, too')
    .action((options: LockOptions) => run((output) => lock(options, output)));
}

function addAffected(program: Command, run: Run): void {
  withLock(withOutput(program.command('affected')))
    .description('Say which stacks are not what the committed lock says, and which depend on them')
    .option('--base <ref>', 'compare with the lock as it is at this Git ref')
    .addOption(new Option('--format <format>', 'how to say it').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--only <part>', 'look at one part only').choices(PARTS))
    .action((options: AffectedOptions) => run((output) => affected(options, output)));
}

function addPlanSummary(program: Command, run: Run): void {
  program
    .command('plan-summary')
    .description('Print what the plans in a folder would do, as a comment on a pull request')
    .argument('<folder>', 'a folder of <stack>.json, which terraform show -json writes, and <stack>.txt')
    .addOption(new Option('--marker <text>', 'the text of the hidden comment in its first line').default(MARKER).argParser(marker))
    .action((folder: string, options: Omit<PlanSummaryOptions, 'folder'>) =>
      run((output) => planSummary({ ...options, folder }, output)),
    );
}

function addCheckPlan(program: Command, run: Run): void {
  withLock(withOutput(program.command('check-plan')))
    .description('Hold plans to every guarantee, in the plain text that Terraform would apply')
    .argument('<plan.json...>', 'files of terraform show -json, each named for its stack: <stack>.json')
    .option('--repository <owner/name>', 'the repository that plans, held to those of the team')
    .action((plans: string[], options: Omit<CheckPlanOptions, 'plans'>) =>
      run((output) => checkPlan({ ...options, plans }, output)),
    );
}

function addRetire(program: Command, run: Run): void {
  withConsent(withLock(program.command('retire')))
    .description('Write down that everything may go that holds data of a service, as the lock knows it')
    .argument('<service>', 'the name of the service')
    .requiredOption('--reason <text>', 'why, and where the data went')
    .requiredOption('--date <day>', 'the day of the decision, as YYYY-MM-DD')
    .option('--environment <name>', 'the one environment that it leaves')
    .action((service: string, options: Omit<RetireOptions, 'service'>) => run((output) => retire({ ...options, service }, output)));
}

/** A text that cannot end the comment it stands in. */
function marker(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9:._/-]*$/.test(text) && !text.includes('--') && !text.endsWith('-')) return text;
  throw new InvalidArgumentError('Allowed are letters, digits and :._/ with single dashes between them.');
}

function withOutput(command: Command): Command {
  return command.option('--from <folder>', 'the folder that the synth wrote', 'cdktf.out');
}

function withLock(command: Command): Command {
  return command.option('--lock <file>', 'the lock', LOCK_FILE);
}

function withConsent(command: Command): Command {
  return command
    .option('--yes', 'write without asking')
    .addOption(new Option('--dry-run', 'only show what would be written').conflicts('yes'));
}

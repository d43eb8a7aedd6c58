import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { affected } from './affected/affected';
import type { AffectedOptions } from './affected/affected';
import { PARTS } from './affected/compare';
import { FORMATS } from './affected/formats';
import { checkPlan } from './check-plan/check-plan';
import type { CheckPlanOptions } from './check-plan/check-plan';
import type { Status } from './decide';
import { deploy, KINDS } from './deploy/deploy';
import type { DeployOptions } from './deploy/deploy';
import { rollback } from './deploy/rollback';
import type { RollbackOptions } from './deploy/rollback';
import { addEject, addRender, addSchema } from './document/commands';
import { addInit } from './init/command';
import { lock } from './lock/lock';
import type { LockOptions } from './lock/lock';
import { LOCK_FILE } from './lock/lock-file';
import { addModule } from './module/command';
import type { Output } from './output';
import { MARKER, planSummary } from './plan-summary/plan-summary';
import type { PlanSummaryOptions } from './plan-summary/plan-summary';
import { CARRIED, promote } from './promote/promote';
import type { PromoteOptions } from './promote/promote';
import { addRegistry } from './registry/command';
import { addDora, addReport, addScorecard, addSurvey } from './report/commands';
import { FORMATS as REPORTS } from './repository/formats';
import { repository } from './repository/repository';
import type { RepositoryOptions } from './repository/repository';
import { retire } from './retire/retire';
import type { RetireOptions } from './retire/retire';
import { addScanGate } from './scan-gate/command';
import { sync } from './sync/sync';
import type { SyncOptions } from './sync/sync';
import { addSynth } from './synth/command';

/** Runs the action of a command and keeps its exit status. */
export type Run = (action: (output: Output) => Status | Promise<Status>) => Promise<void>;

/** Adds a command to the program. */
type Add = (program: Command, run: Run) => void;

/** The commands by their names. Each loads what it needs when it is added: all of them together take half a second. */
const COMMANDS: Readonly<Record<string, Add>> = {
  'init': (...to) => addInit(...to),
  'synth': (...to) => addSynth(...to),
  'render': (...to) => addRender(...to),
  'eject': (...to) => addEject(...to),
  'schema': (...to) => addSchema(...to),
  'sync': (...to) => addSync(...to),
  'promote': (...to) => addPromote(...to),
  'deploy': (...to) => addDeploy(...to),
  'rollback': (...to) => addRollback(...to),
  'lock': (...to) => addLock(...to),
  'affected': (...to) => addAffected(...to),
  'plan-summary': (...to) => addPlanSummary(...to),
  'check-plan': (...to) => addCheckPlan(...to),
  'retire': (...to) => addRetire(...to),
  'repository': (...to) => addRepository(...to),
  'scan-gate': (...to) => addScanGate(...to),
  'module': (...to) => addModule(...to),
  'registry': (...to) => addRegistry(...to),
  'dora': (...to) => addDora(...to),
  'scorecard': (...to) => addScorecard(...to),
  'survey': (...to) => addSurvey(...to),
  'report': (...to) => addReport(...to),
};

/** Adds the command that is asked for, or all of them where a person may want to see them. */
export function addCommands(program: Command, run: Run, asked?: string): void {
  const known = asked !== undefined && Object.hasOwn(COMMANDS, asked);
  for (const name of known ? [asked] : Object.keys(COMMANDS)) COMMANDS[name](program, run);
}

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

function addDeploy(program: Command, run: Run): void {
  withPush(program.command('deploy'))
    .description('Make an environment run an image, by its digest')
    .argument('<service>', 'the name of the service')
    .requiredOption('--to <environment>', 'the environment to update')
    .requiredOption('--digest <digest>', 'the digest of the image, such as sha256:...')
    .option('--tag <tag>', 'its tag, for readers')
    .addOption(new Option('--kind <kind>', 'the kind of the deployment, for reports').choices(KINDS).default('planned'))
    .addOption(new Option('--sequence <number>', 'the number of the run that built it: it does not replace a later one').argParser(whole))
    .action((service: string, options: Omit<DeployOptions, 'service'>) =>
      run((output) => deploy({ ...options, service }, output)),
    );
}

function addRollback(program: Command, run: Run): void {
  withPush(program.command('rollback'))
    .description('Make an environment run an image again that it ran before')
    .argument('<service>', 'the name of the service')
    .requiredOption('--environment <name>', 'the environment to roll back')
    .requiredOption('--to <image>', 'the digest or tag of the image, or previous')
    .requiredOption('--reason <text>', 'the reason, which the commit records')
    .action((service: string, options: Omit<RollbackOptions, 'service'>) =>
      run((output) => rollback({ ...options, service }, output)),
    );
}

/** A number of a run. */
function whole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
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

function addRepository(program: Command, run: Run): void {
  withConsent(withOutput(program.command('repository')))
    .description("Compare the synthesised files of a service's repository with a checkout of it, show the changes, and write them")
    .argument('<checkout>', 'the folder with the checkout of the repository')
    .option('--service <name>', 'the service whose repository it is, or platform; by default the one that was written there before')
    .option('--take-ours <path...>', 'replace these edited files; paths as the command shows them')
    .option('--keep <path...>', 'keep these edited files until the synth has another text for them; requires --reason')
    .option('--reason <text>', 'the reason for the files that are kept')
    .option('--skip-edited', 'leave edited files undecided, and write all others')
    .addOption(new Option('--check', 'write nothing, and fail if something would be written').conflicts(['yes', 'dryRun', 'skipEdited']))
    .addOption(new Option('--format <format>', 'the output format').choices(Object.keys(REPORTS)).default('text'))
    .action((checkout: string, options: Omit<RepositoryOptions, 'checkout'>) =>
      run((output) => repository({ ...options, checkout }, output)),
    );
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

function withPush(command: Command): Command {
  return withConsent(command)
    .option('--checkout <folder>', 'the folder with the checkout of the GitOps repository', '.')
    .option('--push', 'commit and push, again and again if another push is faster')
    .option('--remote <name>', 'the remote to push to', 'origin')
    .option('--branch <name>', 'the branch to push to; that of the checkout if it is left out');
}

function withConsent(command: Command): Command {
  return command
    .option('--yes', 'write without asking')
    .addOption(new Option('--dry-run', 'only show what would be written').conflicts('yes'));
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { calledBy, FOLDER, parse, readWorkflow, type Call, type Workflow } from '../../../test/workflows/workflow-file';
import { workflowsIn, type Repository } from '../workflow-linters/repositories';

/** What a job is run with. What a reusable workflow requires and nobody gives is made up. */
interface Given {
  readonly event?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** What other jobs gave: their outputs, and their result if it is not `success`. */
  readonly needs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The files of each artifact. */
  readonly artifacts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** The outputs of each action. */
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a program does besides telling how it was called. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Whether it does not run. */
  readonly isSkipped?: boolean;
}

/** One job of a workflow. */
export interface Case extends Given {
  readonly name: string;
  readonly workflow: Workflow;
  readonly job: string;
  /** How a workflow that it calls can be called. */
  readonly callees: (file: string) => Call;
}

const STACK = 'stacks/shop-staging/cdk.tf.json';
const SUM = createHash('sha256').update('{}').digest('hex');
const LEG = {
  stack: 'shop-staging', environment: 'staging', awsAccountId: '111122223333', region: 'eu-west-1', partition: 'aws',
  audience: 'sts.amazonaws.com',
  directory: 'stacks/shop-staging', files: `${SUM}  cdk.tf.json`,
};
const TWO_LEGS = JSON.stringify({ include: [LEG, { ...LEG, stack: 'shop-production' }] });
const STACKS = { 'golden-path-stacks': { [STACK]: '{}' } };
const FOLDER_OF_NPM = { files: { 'infrastructure/package-lock.json': '{}' }, inputs: { folder: 'infrastructure' } };

/** Stands for Terraform, which says that something changes. */
const TERRAFORM = 'case "$*" in *" plan "*) touch "${1#-chdir=}/plan.tfplan"; exit 2 ;; *-json*) echo "{}" ;; esac';

/** One job of each of our workflows: where one has conditions, outputs, a matrix or scripts, that one. */
const OWN: Readonly<Record<string, readonly [job: string, given?: Given]>> = {
  'apply-stack.yml': ['plan', {
    inputs: { 'runner': 'ubuntu-24.04', 'directory': LEG.directory, 'files': LEG.files, 'retention-days': 7 },
    artifacts: STACKS,
    programs: { terraform: TERRAFORM },
  }],
  // One leg: act runs the legs of a matrix at the same time, in any order.
  'apply-stacks.yml': ['stack', { inputs: { matrix: JSON.stringify({ include: [LEG] }) } }],
  'apply.yml': ['second', {
    needs: { stacks: { second: JSON.stringify({ include: [{ chunk: '1 of 1', stacks: TWO_LEGS }] }) }, first: { result: 'skipped' } },
  }],
  'build.yml': ['compat'],
  'cluster.yml': ['cluster', { event: 'workflow_dispatch' }],
  'delivery.yml': ['check', {
    inputs: { 'commands': 'npm ci\necho "$GITHUB_SHA" > "$RUNNER_TEMP/x"', 'language': 'typescript', 'working-directory': 'shop' },
    files: { 'shop/.nvmrc': '22' },
  }],
  'deploy.yml': ['read', { inputs: { sequence: 7 } }],
  'drift.yml': ['report', { needs: { plans: { result: 'skipped' }, summary: { changed: '["shop-staging"]' } } }],
  'gitops.yml': ['read'],
  'plan.yml': ['check', { ...FOLDER_OF_NPM, needs: { stacks: { stacks: '["shop-staging"]' }, plans: {} }, artifacts: STACKS }],
  'plans.yml': ['plan', {
    inputs: { matrix: JSON.stringify({ include: [LEG] }), runner: 'ubuntu-24.04' },
    artifacts: STACKS,
    programs: { terraform: 'case "$*" in *-json*) echo "{}" ;; esac' },
  }],
  'promote.yml': ['read', { inputs: { 'gitops-owner': 'acme' } }],
  'record.yml': ['record', { inputs: { production: false } }],
  'release.yml': ['decide', { event: 'workflow_dispatch' }],
  'report.yml': ['report', {
    ...FOLDER_OF_NPM,
    inputs: { ...FOLDER_OF_NPM.inputs, repositories: '', days: 30 },
    programs: { npx: 'mkdir -p "$RUNNER_TEMP/site"; exit 3' },
  }],
  'repository.yml': ['read'],
  'stacks.yml': ['synth', FOLDER_OF_NPM],
  'summary.yml': ['summary', { ...FOLDER_OF_NPM, outputs: { 'actions/github-script': { result: '["shop"]' } } }],
};

/** Jobs beside them whose conditions look at what became of others. */
const CONDITIONS: readonly [file: string, job: string, given: Given][] = [
  ['delivery.yml', 'deploy', {
    // act does not look into the defaults of a call in a call.
    inputs: { 'gitops-owner': 'acme', 'source': 'acme/shop' },
    needs: { 'build': { digest: 'sha256:1' }, 'publish': { tag: 'a' }, 'verify': {}, 'approve-rollback': { result: 'skipped' } },
  }],
  ['delivery.yml', 'approve', { needs: { promote: { 'pull-request-number': '' } }, isSkipped: true }],
];

/** How one of our own workflows can be called. */
const callees = (file: string): Call => readWorkflow(file).on.workflow_call!;

/** The cases of our own workflows. */
export function ownCases(): Case[] {
  const files = readdirSync(FOLDER).filter((file) => !(file in OWN));
  if (files.length > 0) throw new Error(`no job is chosen of ${files.join(' and ')}`);
  const all = [...Object.entries(OWN).map(([file, [job, given = {}]]) => [file, job, given] as const), ...CONDITIONS];
  return all.map(([file, job, given]) => ({ ...given, name: `${file}: ${job}`, workflow: readWorkflow(file), job, callees }));
}

/** The first job of each workflow of a repository. */
export function casesOf(repository: Repository): Case[] {
  return workflowsIn(repository).map((file) => {
    const workflow = parse(readFileSync(file, 'utf8'));
    const [job] = Object.keys(workflow.jobs);
    const callee = calledBy(workflow.jobs[job]);
    const calls = callee === undefined || readdirSync(FOLDER).includes(callee);
    if (!calls) throw new Error(`${repository.name}: ${basename(file)} calls ${callee}, which is no workflow of ours`);
    return { name: `${repository.name}, ${basename(file)}: ${job}`, workflow, job, callees, event: eventOf(workflow, job) };
  });
}

const EVENTS = ['push', 'workflow_dispatch', 'schedule', 'pull_request'];

/** One on which the job runs. */
function eventOf({ jobs, on }: Workflow, job: string): string {
  const condition = String(jobs[job].if);
  const runsOn = (event: string) => event in on && (!condition.includes('event_name') || condition.includes(`'${event}'`));
  return EVENTS.find(runsOn)!;
}

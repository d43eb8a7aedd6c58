import { deploymentsEnd, signedApart } from './delivery-rules';
import type { Job, Permissions, Step, Workflow } from './workflow-file';
import { calledBy, needsOf, parse, scriptOf, stepsOf } from './workflow-file';

/** A rule for reusable workflows: what it forbids, and where a workflow does it. */
type Rule = (workflow: Workflow, text: string) => string[];

/** The longest that a job may take, in minutes: as long as a role of AWS lasts. */
const LONGEST = 60;

const NPM = /\bnp[mx]\b/;
const USER_TEXT =
  /github\.(?:head_ref|event\.(?:pull_request\.(?:title|body|head\.(?:ref|label))|head_commit|commits|issue|comment|review))/;

const RULES: readonly Rule[] = [
  pinned,
  noExpressions,
  noUserText,
  strictShell,
  limited,
  leastPermissions,
  apart,
  secretsOnlyWhereNeeded,
  synthInPython,
  carefulActions,
  carefulMatrices,
  guardedApply,
  keyApart,
  verifiedTerraform,
  namedUploads,
  checkedApply,
  signedApart,
  deploymentsEnd,
];

/** What is wrong with a workflow, each with its job and step. */
export function problemsIn(text: string): string[] {
  const workflow = parse(text);
  return RULES.flatMap((rule) => rule(workflow, text));
}

function pinned(_: Workflow, text: string): string[] {
  const uses = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
  const allowed = /uses: (?:\.\/\.github\/workflows\/[\w-]+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*)$/;
  return uses.filter((line) => !allowed.test(line)).map((line) => `${line.trim()}: no commit with a version beside it`);
}

function noExpressions(workflow: Workflow): string[] {
  return each(workflow, ({ step }) =>
    scriptOf(step)?.includes('${{') ? 'an expression in a script; hand it over in env' : undefined,
  );
}

function noUserText(_: Workflow, text: string): string[] {
  return USER_TEXT.test(text) ? [`${USER_TEXT.exec(text)![0]}: text that anybody may write`] : [];
}

function strictShell(workflow: Workflow): string[] {
  const shell = workflow.defaults?.run?.shell === 'bash' ? [] : ['defaults: the shell is not bash'];
  const loose = ({ run, shell: own }: Step) =>
    own !== undefined || (run?.includes('\n') === true && !run.startsWith('set -euo pipefail\n'));
  return [...shell, ...each(workflow, ({ step }) => (loose(step) ? 'a script that goes on after a failure' : undefined))];
}

function limited({ jobs }: Workflow): string[] {
  const unlimited = ({ steps, 'timeout-minutes': minutes = Infinity }: Job) => steps !== undefined && minutes > LONGEST;
  return Object.entries(jobs)
    .filter(([, job]) => unlimited(job))
    .map(([id]) => `${id}: no timeout of ${LONGEST} minutes or less`);
}

function leastPermissions({ permissions, jobs }: Workflow): string[] {
  const top = permissions !== undefined && Object.keys(permissions).length === 0 ? [] : ['the workflow has permissions of its own'];
  const without = Object.entries(jobs)
    .filter(([, { permissions: own }]) => own === undefined)
    .map(([id]) => `${id}: no permissions of its own`);
  const wrong = Object.entries(jobs)
    .filter(([, { steps }]) => steps !== undefined)
    .flatMap(([id, job]) => {
      const [has, needs] = [shown(job.permissions ?? {}), shown(neededBy(job))];
      return has === needs ? [] : [`${id}: has permissions ${has}, needs ${needs}`];
    });
  return [...top, ...without, ...wrong];
}

/** What the steps of a job need, by what they do. */
function neededBy({ steps = [] }: Job): Permissions {
  const uses = (action: string) => steps.some((step) => step.uses?.startsWith(action) === true);
  // A script with a token of its own needs nothing of the job.
  const text = steps
    .filter(({ with: inputs = {} }) => inputs['github-token'] === undefined)
    .map(scriptOf)
    .join('\n');
  return {
    ...((uses('aws-actions/') || text.includes('ACTIONS_ID_TOKEN_REQUEST_URL')) && { 'id-token': 'write' }),
    ...(uses('actions/deploy-pages@') && { 'id-token': 'write', 'pages': 'write' }),
    ...((uses('actions/checkout') || /rest\.repos\.(?!\w*Deployment)/.test(text)) && { contents: 'read' }),
    ...(text.includes('rest.repos.listDeployments(') && { deployments: 'read' }),
    ...(text.includes('rest.repos.createDeployment(') && { deployments: 'write' }),
    ...(text.includes('crane auth login') && { packages: text.includes('crane push') ? 'write' : 'read' }),
    ...(text.includes('rest.actions.') && { actions: 'read' }),
    ...(text.includes('rest.issues.createComment') && !text.includes('rest.issues.create(') && { 'pull-requests': 'write' }),
    ...(text.includes('rest.issues.create(') && { issues: 'write' }),
  };
}

/** What may log in to AWS runs no code of the repository's packages, and what runs them may write nothing. */
function apart({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { permissions = {}, steps = [] }]) => {
    const npm = steps.some(({ run = '' }) => NPM.test(run));
    return npm && Object.values(permissions).includes('write') ? [`${id}: runs npm, and may write`] : [];
  });
}

function secretsOnlyWhereNeeded(workflow: Workflow): string[] {
  return each(workflow, ({ job, step }) => {
    const text = JSON.stringify(step);
    if (!text.includes('secrets.')) return undefined;
    const installs = step.run === 'npm ci --ignore-scripts' && !text.replace('secrets.NODE_AUTH_TOKEN', '').includes('secrets.');
    const mints = step.uses?.startsWith('actions/create-github-app-token@') === true;
    const others = (own: string) => text.replace(`secrets.${own}`, '').includes('secrets.');
    const logsIn = step.id === 'login' && step.run?.startsWith('crane auth login ') === true && !others('REGISTRY_PASSWORD');
    // uv takes exactly what the lock file names, by hashes.
    const ofPython = step.name === 'Install Python packages' && /uv sync --frozen/.test(step.run ?? '') && !others('PYTHON_INDEX_TOKEN');
    const tells = step.id === 'notify' && job.steps!.length === 1 && !others('SLACK_WEBHOOK_URL');
    return installs || ofPython || mints || logsIn || tells || reads(step) ? undefined : 'a secret where none is needed';
  });
}

/** What synthesises installs the packages of Python before, and then runs with these alone. */
function synthInPython({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { steps = [] }]) => {
    const synth = steps.findIndex(({ run }) => run === 'npm run synth');
    if (synth < 0) return [];
    const isInstalled = steps.slice(0, synth).some(({ run = '' }) => run.includes('uv sync --frozen --no-dev\n'));
    return [
      ...(isInstalled ? [] : [`${id}: synthesises without the packages of Python`]),
      ...(String(steps[synth].env?.UV_NO_SYNC) === '1' ? [] : [`${id}: installs packages during the synth, without a token`]),
    ];
  });
}

/** Whether the only secrets of a step are tokens that read, for what clones or reads facts. */
function reads({ name, env = {} }: Step): boolean {
  const secrets = Object.values(env).filter((value) => String(value).includes('secrets.'));
  const readOnly = secrets.every((value) => /^\$\{\{ secrets\.(REPORTS_TOKEN|PAGERDUTY_TOKEN) \}\}$/.test(String(value)));
  return (name === 'Fetch' || name === 'Facts') && readOnly;
}

function carefulActions(workflow: Workflow): string[] {
  return each(workflow, ({ step: { uses = '', with: inputs = {} } }) => {
    if (uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false) return 'leaves its token in .git';
    if (uses.startsWith('hashicorp/setup-terraform@') && inputs.terraform_wrapper !== false) {
      return 'a wrapper hides the status of terraform';
    }
    if (!uses.startsWith('actions/upload-artifact@')) return undefined;
    if (inputs['retention-days'] === undefined) return 'keeps its artifact as long as GitHub likes';
    if (String(inputs.path).includes('/.') && inputs['include-hidden-files'] !== true) {
      return 'loses files whose names begin with a dot';
    }
    return inputs.overwrite === true ? undefined : 'fails when its job runs again';
  });
}

function carefulMatrices({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { strategy, concurrency, with: inputs = {} }]) => {
    if (strategy === undefined) return [];
    const together = strategy['fail-fast'] === false ? [] : [`${id}: one stack that fails ends the others half way`];
    // A chunk is handed on, and what is called has a matrix of its own.
    if (inputs.matrix === '${{ matrix.stacks }}') return together;
    const cancels = 'apply-role' in inputs && concurrency?.['cancel-in-progress'] !== false;
    return [
      ...together,
      ...(concurrency?.group.includes('matrix.stack') === true ? [] : [`${id}: not one at a time for each stack`]),
      ...(cancels ? [`${id}: an apply may be cancelled`] : []),
    ];
  });
}

function guardedApply({ jobs }: Workflow): string[] {
  const applies = ({ steps = [] }: Job) => steps.some((step) => JSON.stringify(step).includes('apply-role'));
  return Object.entries(jobs)
    .filter(([, job]) => applies(job) && job.environment === undefined)
    .map(([id]) => `${id}: takes the role that changes things without an environment to protect it`);
}

/** The key of the App is in no job in which npm ran anything, and an environment says who may have it. */
function keyApart({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { steps = [], environment }]) => {
    if (!steps.some(({ uses = '' }) => uses.startsWith('actions/create-github-app-token@'))) return [];
    const npm = steps.some(({ run = '' }) => NPM.test(run));
    return [
      ...(npm ? [`${id}: runs npm beside the key of the App`] : []),
      ...(environment === undefined ? [`${id}: has the key of the App without an environment to protect it`] : []),
    ];
  });
}

/** Terraform runs on the files that were verified and no others, whatever the runner's environment says. */
function verifiedTerraform({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { steps = [] }]) => {
    const verified = steps.findIndex(
      ({ run = '' }) => /sha256sum --check --strict\n/.test(run) && /\n *find \. ! -type d .*\| diff /.test(run),
    );
    return steps.flatMap(({ name, run = '' }, index) => {
      if (!run.includes('terraform -chdir')) return [];
      const fixed =
        run.includes('unset "${!TF_@}"\n') &&
        run.includes('export TF_CLI_CONFIG_FILE="$RUNNER_TEMP/terraform.rc" TF_IN_AUTOMATION=');
      return [
        ...(verified >= 0 && verified < index ? [] : [`${id}, ${name}: runs Terraform on files that nothing verified`]),
        ...(fixed ? [] : [`${id}, ${name}: lets the runner's environment decide what Terraform does`]),
      ];
    });
  });
}

function namedUploads(workflow: Workflow): string[] {
  return each(workflow, ({ step: { uses = '', with: inputs = {} } }) => {
    if (!uses.startsWith('actions/upload-artifact@')) return undefined;
    if (String(inputs.path).includes('*')) return 'uploads whatever fits a pattern';
    const whole = String(inputs.path)
      .trim()
      .split('\n')
      .some((path) => /^cdktf\.out|\/cdktf\.out(?:\/stacks)?$/.test(path.trim()));
    return whole ? 'uploads a folder that a synth wrote' : undefined;
  });
}

/** What is applied is the plan that was checked, by its hash. */
function checkedApply({ jobs }: Workflow): string[] {
  const checks = Object.entries(jobs).filter(([, { steps = [] }]) =>
    steps.some(({ run = '' }) => run.includes('golden-path check-plan')),
  );
  return Object.entries(jobs).flatMap(([id, job]) => {
    const { steps = [] } = job;
    if (!steps.some(({ run = '' }) => run.includes(' apply -input=false'))) return [];
    const waits = checks.some(([check]) => needsOf(job).includes(check));
    const same = steps.some(({ env = {} }) => /needs\.plan\.outputs\.plan \}\} {2}plan\.tfplan/.test(String(env.FILES)));
    return waits && same ? [] : [`${id}: applies a plan that nothing checked`];
  });
}

function each(workflow: Workflow, check: (place: { readonly step: Step; readonly job: Job }) => string | undefined): string[] {
  return stepsOf(workflow).flatMap(({ jobId, job, step }) => {
    const problem = check({ job, step });
    return problem === undefined ? [] : [`${jobId}, ${step.name ?? step.uses ?? step.run}: ${problem}`];
  });
}

export function shown(permissions: Permissions): string {
  return (
    Object.entries(permissions)
      .map(([scope, level]) => `${scope}: ${level}`)
      .sort()
      .join(', ') || 'none'
  );
}

/** The jobs that call another workflow. */
export function callsIn({ jobs }: Workflow): { readonly id: string; readonly job: Job; readonly called: string }[] {
  return Object.entries(jobs).flatMap(([id, job]) => {
    const called = calledBy(job);
    return called === undefined ? [] : [{ id, job, called }];
  });
}

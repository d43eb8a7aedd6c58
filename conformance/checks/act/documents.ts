import { calledBy, needsOf, stepsOf, type Call, type Job, type Step, type Workflow } from '../../../test/workflows/workflow-file';
import type { Case } from './cases';

const RUNNER = 'ubuntu-24.04';

/** The files that both runners get: the workflow that starts, and those that it calls, by their names. */
export interface Documents {
  readonly start: Workflow;
  readonly called: Readonly<Record<string, Workflow>>;
}

/** The workflow with one of its jobs; what this job waits for and what it calls are stand-ins. */
export function documentsOf({ workflow, ...one }: Case): Documents {
  const { on, jobs } = workflow;
  const job = jobs[one.job];
  const callee = calledBy(job);
  const own: Job = callee === undefined ? job : { ...job, uses: `./.github/workflows/${callee}` };
  const standIns = Object.fromEntries(needsOf(job).map((id) => [id, standIn(one.needs?.[id])]));
  const reduced = { ...workflow, jobs: { ...standIns, [one.job]: own, told: told(one.job) } };
  const called = callee === undefined ? {} : { [callee]: calleeOf(one.callees(callee)) };
  if (!on.workflow_call) return { start: reduced, called };
  const { inputs = {}, secrets = {} } = on.workflow_call;
  const given = Object.entries(inputs).filter(([name, input]) => input.required === true || name in (one.inputs ?? {}));
  const call: Job = {
    permissions: job.permissions ?? {},
    uses: './.github/workflows/subject.yml',
    with: Object.fromEntries(given.map(([name, { type }]) => [name, one.inputs?.[name] ?? exampleOf(name, type)])),
    secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, `\${{ secrets.${name} }}`])),
  };
  const subject = { ...reduced, on: { workflow_call: { inputs, secrets } } };
  const start = { on: { [one.event ?? 'push']: null } as Workflow['on'], jobs: { call } };
  return { start, called: { ...called, 'subject.yml': subject } };
}

/** A job that gives what another one would. It is quiet: act runs such jobs at the same time, in any order. */
function standIn({ result = 'success', ...outputs }: Readonly<Record<string, string>> = {}): Job {
  const run = 'echo "value=$VALUE" >> "$GITHUB_OUTPUT"';
  const steps = Object.entries(outputs).map(([id, value]) => ({ id, env: { QUIET: 'true', VALUE: value }, run }));
  return jobOf({
    ...(result === 'skipped' && { if: false }),
    outputs: Object.fromEntries(Object.keys(outputs).map((name) => [name, `\${{ steps.${name}.outputs.value }}`])),
    steps: [...steps, { env: { QUIET: 'true' }, run: result === 'failure' ? 'exit 1' : 'true' }],
  });
}

/** A job whose environment tells what became of another one. */
function told(needs: string): Job {
  return jobOf({ needs: [needs], if: '${{ always() }}', steps: [{ env: { NEEDS: '${{ toJSON(needs) }}' }, run: 'true' }] });
}

/** A workflow whose environment tells how it was called. */
function calleeOf({ inputs = {}, outputs = {}, secrets = {} }: Call): Workflow {
  const values = [
    ...Object.keys(inputs).map((name) => ['INPUT', name, `inputs.${name}`]),
    ...Object.keys(secrets).map((name) => ['SECRET', name, `secrets.${name}`]),
  ];
  const variable = (kind: string, name: string) => `${kind}_OF_${name.replaceAll('-', '_').toUpperCase()}`;
  const env = Object.fromEntries(values.map(([kind, name, value]) => [variable(kind, name), `\${{ ${value} }}`]));
  const emptied = Object.fromEntries(Object.keys(outputs).map((name) => [name, { value: "${{ '' }}" }]));
  const called = jobOf({ if: '${{ !cancelled() }}', steps: [{ env, run: 'true' }] });
  return { on: { workflow_call: { inputs, outputs: emptied, secrets } }, jobs: { called } };
}

function jobOf(more: Partial<Job>): Job {
  return { 'runs-on': RUNNER, ...more } as Job;
}

function exampleOf(name: string, type: string): unknown {
  return { boolean: true, number: 7 }[type] ?? `the ${name}`;
}

/** What our runner sets for every step, so that tests of Terraform ask no network. */
const OURS = 'CHECKPOINT_DISABLE';

/** The variables that steps of the documents set. */
export function namesIn(documents: Documents): string[] {
  const names = stepsIn(documents).flatMap(({ env = {} }) => Object.keys(env)).filter((name) => name !== OURS);
  return [...new Set(names)].sort();
}

/** The actions that the documents use, each with its version. */
export function actionsIn(documents: Documents): string[] {
  return [...new Set(stepsIn(documents).flatMap(({ uses }) => (uses === undefined ? [] : [uses])))];
}

function stepsIn({ called, start }: Documents): Step[] {
  return [start, ...Object.values(called)].flatMap((each) => stepsOf(each).map(({ step }) => step));
}

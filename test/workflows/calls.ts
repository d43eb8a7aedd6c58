import { callsIn, shown } from './rules';
import type { Call, Permissions, Workflow } from './workflow-file';
import { needsOf } from './workflow-file';

type Workflows = Readonly<Record<string, Workflow>>;

const OUTPUT = /needs\.([\w-]+)\.outputs\.([\w-]+)/g;

/** What is wrong between a workflow and those that it calls, which actionlint cannot see without the files. */
export function callProblems(workflow: Workflow, all: Workflows): string[] {
  return [
    ...callsIn(workflow).flatMap(({ id, job, called }) => {
      const call = all[called]?.on.workflow_call;
      if (call === undefined) return [`${id}: there is no ${called} to call`];
      const [has, needs] = [shown(job.permissions ?? {}), shown(permissionsOf(all[called]))];
      return [
        ...namesProblems(id, 'input', Object.keys(job.with ?? {}), call.inputs),
        ...namesProblems(id, 'secret', Object.keys(job.secrets ?? {}), call.secrets),
        ...(has === needs ? [] : [`${id}: has permissions ${has}, ${called} needs ${needs}`]),
      ];
    }),
    ...outputProblems(workflow, all),
  ];
}

/** What all jobs of a workflow need, also those of the workflows that it calls. */
export function permissionsOf({ jobs }: Workflow): Permissions {
  const each = Object.values(jobs).map(({ permissions = {} }) => permissions);
  const scopes = [...new Set(each.flatMap(Object.keys))];
  return Object.fromEntries(scopes.map((scope) => [scope, each.some((own) => own[scope] === 'write') ? 'write' : 'read']));
}

function namesProblems(id: string, kind: string, given: readonly string[], known: Call['inputs'] | Call['secrets'] = {}): string[] {
  const missing = Object.entries(known)
    .filter(([name, { required }]) => required === true && !given.includes(name))
    .map(([name]) => name);
  return [
    ...given.filter((name) => !(name in known)).map((name) => `${id}: there is no ${kind} ${name}`),
    ...missing.map((name) => `${id}: the ${kind} ${name} is missing`),
  ];
}

/** Outputs that a job reads and that what it waits for does not have. */
function outputProblems({ jobs }: Workflow, all: Workflows): string[] {
  const called = new Map(callsIn({ jobs, on: {} }).map((call) => [call.id, call.called]));
  return Object.entries(jobs).flatMap(([id, job]) =>
    [...JSON.stringify(job).matchAll(OUTPUT)].flatMap(([path, need, output]) => {
      if (!needsOf(job).includes(need)) return [`${id}: reads ${path}, and does not wait for ${need}`];
      const workflow = called.get(need);
      const outputs = workflow === undefined ? jobs[need].outputs : all[workflow]?.on.workflow_call?.outputs;
      return output in (outputs ?? {}) ? [] : [`${id}: reads ${path}, which is not there`];
    }),
  );
}

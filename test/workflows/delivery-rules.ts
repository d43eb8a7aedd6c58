import type { Job, Workflow } from './workflow-file';

/** What may push, sign or log in to the registry has no code of the service and no package beside it, only what was handed over. */
export function signedApart({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, { permissions = {}, steps = [] }]) => {
    if (permissions?.packages === undefined) return [];
    const code = steps.some(({ uses = '' }) => /^(?:actions\/checkout|docker\/)/.test(uses));
    const npm = steps.some(({ run = '' }) => /\bnp[mx]\b/.test(run));
    return code || npm ? [`${id}: has the registry beside code of the service`] : [];
  });
}

/** Only what builds and checks may be cancelled. */
export function deploymentsEnd({ jobs }: Workflow): string[] {
  const deploys = ({ uses = '', steps = [], permissions = {} }: Job) =>
    permissions?.packages === 'write' || /(?:deploy|record)\.yml$/.test(uses) || JSON.stringify(steps).includes('rest.pulls.merge(');
  return Object.entries(jobs)
    .filter(([, job]) => deploys(job) && job.concurrency !== undefined && job.concurrency['cancel-in-progress'] !== false)
    .map(([id]) => `${id}: a deployment may be cancelled`);
}

import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { EnvProps } from '../props/configuration-props';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { objectsOf } from './objects';

/** What may have variables of its own. */
interface WithVariables extends EnvProps {
  readonly env?: Record<string, string>;
}

/** Checks that each variable of the application and all that runs beside it has one value. */
export function validateVariables(validation: Validation, props: GitOpsAppProps): void {
  const { jobs, migration, workloads } = props;
  const processes: [path: string, process: WithVariables][] = [
    ['', props],
    ...objectsOf(workloads).map((workload, index): [string, WithVariables] => [`workloads[${index}].`, workload]),
  ];
  for (const [path, process] of processes) {
    validateOwn(validation, path, process);
    for (const kind of ['initContainers', 'sidecars'] as const) {
      const containers = objectsOf((process as GitOpsAppProps)[kind]);
      containers.forEach((container, index) => validateOwn(validation, `${path}${kind}[${index}].`, container));
    }
  }
  objectsOf(jobs).forEach((job, index) => validateOwn(validation, `jobs[${index}].`, job));
  if (migration) validateOwn(validation, 'migration.', migration);
}

/** A variable is a text or comes from somewhere. */
function validateOwn(validation: Validation, path: string, { env, envSources }: WithVariables): void {
  for (const name of Object.keys(envSources ?? {})) {
    if (!Object.hasOwn(env ?? {}, name)) continue;
    const allowed = 'a variable that env does not have';
    validation.add({ path: `${path}envSources[${show(name)}]`, got: show(name), allowed, fix: 'remove one of the two' });
  }
}

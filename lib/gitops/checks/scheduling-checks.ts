import { Construct } from 'constructs';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { TaintEffect } from '../props/scheduling-props';
import type { AppScheduling } from '../props/scheduling-props';
import { objectsOf } from './objects';

const ARCHITECTURE = 'kubernetes.io/arch';

/** Checks where pods run, and with which logins their images are pulled. */
export function validatePlacement(validation: Validation, props: GitOpsAppProps): void {
  const { jobs, migration, scheduling, workloads } = props;
  validateScheduling(validation, 'scheduling', scheduling);
  objectsOf(workloads).forEach((workload, index) =>
    validateScheduling(validation, `workloads[${index}].scheduling`, workload.scheduling),
  );
  const all = [
    ...objectsOf(jobs).map((job, index) => ({ path: `jobs[${index}]`, job })),
    ...(migration ? [{ path: 'migration', job: migration }] : []),
  ];
  for (const { path, job } of all) {
    validateScheduling(validation, `${path}.scheduling`, job.scheduling);
    if (job.scheduling?.spread === undefined) continue;
    const allowed = 'nothing: a job has no other pods that its own keep apart from';
    validation.add({ path: `${path}.scheduling.spread`, got: 'a Spread', allowed, fix: 'remove spread' });
  }
  validatePullSecrets(validation, props);
}

function validateScheduling(validation: Validation, path: string, scheduling: AppScheduling | undefined): void {
  if (typeof scheduling !== 'object' || scheduling === null) return;
  const { architecture, nodeSelector, tolerations } = scheduling;
  if (architecture !== undefined && Object.keys(nodeSelector ?? {}).includes(ARCHITECTURE)) {
    const allowed = `one of architecture and nodeSelector['${ARCHITECTURE}']`;
    validation.add({ path: `${path}.architecture`, got: show(architecture), allowed, fix: 'remove one of the two' });
  }
  objectsOf(tolerations).forEach(({ effect, seconds }, index) => {
    if (seconds === undefined || effect === TaintEffect.NO_EXECUTE) return;
    const allowed = 'nothing without TaintEffect.NO_EXECUTE: no other effect ends a pod';
    const fix = 'give effect: TaintEffect.NO_EXECUTE, or remove seconds';
    validation.add({ path: `${path}.tolerations[${index}].seconds`, got: show(seconds), allowed, fix });
  });
}

/** The kubelet reads a login in the namespace of the pod. */
function validatePullSecrets(validation: Validation, { imagePullSecrets, service }: GitOpsAppProps): void {
  if (!Array.isArray(imagePullSecrets)) return;
  imagePullSecrets.forEach((secret, index) => {
    if (!Construct.isConstruct(secret)) return;
    const refuse = (allowed: string, fix: string) =>
      validation.add({ path: `imagePullSecrets[${index}]`, got: `the ServiceSecret ${show(secret.secretName)}`, allowed, fix });
    if (secret.registry === undefined) refuse('a ServiceSecret with a registry', "give it registry: 'ghcr.io'");
    else if (service && StackContext.of(secret) !== StackContext.of(service)) {
      refuse('a ServiceSecret of the same stack', 'make it in the stack of the service');
    } else if (imagePullSecrets.indexOf(secret) < index) refuse('each ServiceSecret once', 'remove one of the two');
  });
}

import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { RolloutStrategy } from '../props/rollout-props';
import type { AppRollout } from '../props/rollout-props';
import { WorkloadKind } from '../props/volume-props';
import type { AppWorkload, WorkloadProps } from '../props/workload-props';
import { Autoscaling } from '../scaling/autoscaling';
import { isOfOneNode } from '../values/resolve-volumes';
import { AppVolume } from '../volumes/app-volume';
import { objectsOf } from './objects';

/** Checks how many pods processes have, and how they are replaced. */
export function validateRollouts(validation: Validation, props: GitOpsAppProps): void {
  const { service, workloads, ...main } = props;
  if (main.autoscaling !== undefined && service?.autoscaler !== undefined) {
    const allowed = 'one autoscaler: the MicroserviceInfra has one, too';
    validation.add({
      path: 'autoscaling',
      got: 'a second autoscaler',
      allowed,
      fix: 'give the MicroserviceInfra enableHpa: false',
    });
  }
  validateRollout(validation, '', main);
  objectsOf(workloads).forEach((workload, index) => {
    const path = `workloads[${index}].`;
    validateRollout(validation, path, workload);
    validateReplicas(validation, path, workload);
  });
}

function validateReplicas(validation: Validation, path: string, { autoscaling, replicaCount }: AppWorkload): void {
  if (!(autoscaling instanceof Autoscaling) || replicaCount === undefined) return;
  const { min, max } = autoscaling._bounds;
  const allowed = `nothing beside autoscaling, which has ${min} to ${max}`;
  validation.add({ path: `${path}replicaCount`, got: String(replicaCount), allowed, fix: 'remove replicaCount or autoscaling' });
}

function validateRollout(validation: Validation, path: string, props: WorkloadProps): void {
  validateStart(validation, path, props);
  const { rollout } = props;
  if (typeof rollout !== 'object' || rollout === null) return;
  const at = `${path}rollout.`;
  validateDeadline(validation, at, props);
  if (props.kind === WorkloadKind.STATEFUL_SET) {
    refuseAll(validation, at, rollout, ['strategy', 'maxSurge', 'maxUnavailable', 'progressDeadlineSeconds'], 'a StatefulSet');
  } else if (rollout.strategy === RolloutStrategy.RECREATE) {
    refuseAll(validation, at, rollout, ['maxSurge', 'maxUnavailable'], 'RECREATE');
  } else validateRolling(validation, at, props);
}

function refuseAll(
  validation: Validation,
  at: string,
  rollout: AppRollout,
  keys: readonly (keyof AppRollout)[],
  beside: string,
): void {
  for (const key of keys.filter((each) => rollout[each] !== undefined)) {
    validation.add({ path: `${at}${key}`, got: show(rollout[key]), allowed: `nothing with ${beside}`, fix: `remove ${key}` });
  }
}

/** A rolling update that may have neither more nor fewer pods never begins, and one with a disk of one node never ends. */
function validateRolling(validation: Validation, at: string, { rollout = {}, volumes = {} }: WorkloadProps): void {
  const { maxSurge, maxUnavailable = '0', strategy } = rollout;
  const isZero = (share: unknown) => typeof share === 'string' && Number.parseInt(share, 10) === 0;
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    const allowed = 'more than 0 in one of maxSurge and maxUnavailable';
    validation.add({
      path: `${at}maxSurge`,
      got: show(maxSurge),
      allowed,
      fix: "write maxUnavailable: '1', or leave maxSurge out",
    });
  }
  const disk = Object.entries(volumes).find(([, volume]: [string, unknown]) => volume instanceof AppVolume && isOfOneNode(volume));
  if (!disk || (strategy === undefined && maxSurge === undefined && rollout.maxUnavailable === undefined)) return;
  const key = strategy === undefined ? (maxSurge === undefined ? 'maxUnavailable' : 'maxSurge') : 'strategy';
  const allowed = `RECREATE: only the pods of one node can use the volume of ${show(disk[0])}`;
  validation.add({ path: `${at}${key}`, got: show(rollout[key]), allowed, fix: `remove ${key}` });
}

/** A rollout that fails before its pods could be ready fails always. */
function validateDeadline(validation: Validation, at: string, { rollout = {}, startupSeconds = 0 }: WorkloadProps): void {
  const { minReadySeconds = 0, progressDeadlineSeconds } = rollout;
  const least = startupSeconds + minReadySeconds;
  if (typeof progressDeadlineSeconds !== 'number' || !(progressDeadlineSeconds <= least)) return;
  const allowed = `more than startupSeconds and minReadySeconds together, which are ${least}`;
  const fix = `write ${least + 300}, or leave it out`;
  validation.add({ path: `${at}progressDeadlineSeconds`, got: String(progressDeadlineSeconds), allowed, fix });
}

/** The time to start is that of the probe that asks what the readiness probe asks. */
function validateStart(
  validation: Validation,
  path: string,
  { port, readinessProbe, startupProbe, startupSeconds }: WorkloadProps,
): void {
  if (startupSeconds === undefined) return;
  const refuse = (allowed: string, fix: string) =>
    validation.add({ path: `${path}startupSeconds`, got: show(startupSeconds), allowed, fix });
  if (startupProbe !== undefined) refuse('nothing beside startupProbe', 'give the probe a failureThreshold instead');
  else if (readinessProbe === undefined && port === undefined) {
    refuse('nothing without a readiness probe', 'give readinessProbe or port');
  }
}

import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { objectsOf } from '../checks/objects';
import { TEXT } from '../limits/kubernetes-limits';
import { OBJECT_NAME } from '../limits/object-names';
import { KEDA_SCHEDULE, METRIC_NAME, TRIGGER_TYPE, whole } from '../limits/scaling-limits';
import { TIME_ZONE } from '../limits/time-zone';
import type { TriggerValues } from '../values/scaling-values';
import type { KedaOptions, ScalingSchedule, ScalingTrigger } from './scaling-options';

const TRIGGER: Record<Exclude<keyof ScalingTrigger, 'metadata'>, Limit> = {
  type: TRIGGER_TYPE,
  authentication: OBJECT_NAME,
  clusterAuthentication: OBJECT_NAME,
};

/** Scalers that KEDA leaves to the kubelet's numbers: without a pod there are none. */
const OF_PODS = ['cpu', 'memory'];

/** Checks that the last pod goes, if there is something to wait for before. */
export function checkCooldown(validation: Validation, { cooldownSeconds, minReplicas = 0 }: KedaOptions): void {
  if (typeof cooldownSeconds !== 'number' || typeof minReplicas !== 'number' || minReplicas < 1) return;
  validation.add({
    path: 'options.cooldownSeconds',
    got: `${show(cooldownSeconds)} with minReplicas: ${minReplicas}`,
    allowed: 'only minReplicas: 0, since KEDA waits before it removes the last pod, and at no other time',
    fix: `write scaleDown: { stabilizationSeconds: ${Math.min(cooldownSeconds, 3600)} } in its place, or minReplicas: 0`,
  });
}

/** Checks what KEDA scales by. */
export function checkTriggers(validation: Validation, given: KedaOptions): void {
  const { fallbackReplicas, maxReplicas, minReplicas = 0, schedules, triggers } = given;
  if (triggers !== undefined) {
    validation.items('options.triggers', triggers, (path, one) => isTrigger(validation, path, one as ScalingTrigger));
  }
  if (schedules !== undefined) {
    validation.items('options.schedules', schedules, (path, one) =>
      isSchedule(validation, path, one as ScalingSchedule, maxReplicas),
    );
  }
  const some = objectsOf(triggers);
  const times = objectsOf(schedules);
  const isOfPods = times.length === 0 && some.every(({ type }) => OF_PODS.includes(type));
  if (some.length + times.length === 0) {
    const fix = "give triggers: [{ type: 'aws-sqs-queue', metadata: { ... } }], or schedules";
    validation.add({ path: 'options.triggers', got: 'neither triggers nor schedules', allowed: 'one or more of them', fix });
  } else if (minReplicas === 0 && isOfPods) {
    const allowed = 'another trigger for minReplicas: 0, since no pod has no CPU and no memory';
    validation.add({
      path: 'options.triggers',
      got: 'only cpu and memory',
      allowed,
      fix: 'give minReplicas: 1, or another trigger',
    });
  } else if (fallbackReplicas !== undefined && isOfPods) {
    const allowed = 'no fallback with cpu and memory alone: KEDA refuses it, since the kubelet is always there to ask';
    validation.add({
      path: 'options.fallbackReplicas',
      got: String(fallbackReplicas),
      allowed,
      fix: 'remove it, or give another trigger',
    });
  }
}

function isTrigger(validation: Validation, path: string, given: ScalingTrigger): boolean {
  if (!validation.fields(path, given, { limits: TRIGGER, required: ['type'], others: ['metadata'] })) return false;
  if (given.metadata === undefined) {
    validation.add({ path: `${path}.metadata`, got: 'nothing', allowed: 'a map of strings', fix: `give ${path}.metadata` });
  } else validation.map(`${path}.metadata`, given.metadata, METRIC_NAME, TEXT);
  if (given.authentication !== undefined && given.clusterAuthentication !== undefined) {
    const allowed = 'one of authentication and clusterAuthentication';
    validation.add({ path: `${path}.authentication`, got: 'both', allowed, fix: 'remove one of the two' });
  }
  return true;
}

function isSchedule(validation: Validation, path: string, given: ScalingSchedule, maxReplicas: number): boolean {
  const most = Number.isInteger(maxReplicas) && maxReplicas > 0 ? maxReplicas : 1;
  const limits = { start: KEDA_SCHEDULE, end: KEDA_SCHEDULE, timeZone: TIME_ZONE, replicas: whole(1, most) };
  if (!validation.fields(path, given, { limits, required: ['start', 'end', 'replicas'] })) return false;
  if (typeof given.start === 'string' && given.start === given.end) {
    const allowed = 'another time than start: the two are one moment';
    validation.add({ path: `${path}.end`, got: show(given.end), allowed, fix: "write when it ends, as in '0 20 * * 1-5'" });
  }
  return true;
}

/** The triggers as KEDA has them; a schedule is one as well. */
export function triggersOf({ schedules = [], triggers = [] }: KedaOptions): TriggerValues[] {
  return [
    ...triggers.map(({ type, metadata, authentication, clusterAuthentication }) => ({
      type,
      metadata,
      ...referenceOf('TriggerAuthentication', authentication),
      ...referenceOf('ClusterTriggerAuthentication', clusterAuthentication),
    })),
    ...schedules.map(({ start, end, replicas, timeZone = 'Etc/UTC' }) => ({
      type: 'cron',
      metadata: { timezone: timeZone, start, end, desiredReplicas: String(replicas) },
    })),
  ];
}

function referenceOf(
  kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication',
  name?: string,
): Pick<TriggerValues, 'authenticationRef'> {
  return name === undefined ? {} : { authenticationRef: { name, kind } };
}

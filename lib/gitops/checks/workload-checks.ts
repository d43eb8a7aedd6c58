import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { Probe } from '../probe';
import type { UserProps } from '../props/container-props';
import type { WorkloadProps } from '../props/workload-props';
import { WORKLOAD_SETTINGS } from '../settings/workload-settings';
import { objectsOf } from './objects';
import { validatePorts } from './port-checks';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const CONTAINERS = ['initContainers', 'sidecars'] as const;

/**
 * Checks what the settings of one process have to do with each other.
 *
 * @param path where the process is in the props; '' for the application's own
 * @param name what its container is called
 */
export function validateWorkload(validation: Validation, path: string, props: WorkloadProps, name: string | undefined): void {
  validatePorts(validation, path, props);
  validateProbes(validation, path, props);
  validateEnd(validation, path, props);
  validateUser(validation, path, props);
  validateContainers(validation, path, props, name);
}

/** Whoever takes the image's user has said all. */
export function validateUser(validation: Validation, path: string, { user, group, useImageUser }: UserProps): void {
  if (useImageUser !== true) return;
  for (const [key, id] of Object.entries({ user, group })) {
    if (id === undefined) continue;
    const allowed = 'nothing beside useImageUser: true';
    validation.add({ path: below(path, key), got: show(id), allowed, fix: `remove ${key} or useImageUser` });
  }
}

function validateProbes(validation: Validation, path: string, props: WorkloadProps): void {
  for (const key of PROBES) {
    const probe: unknown = props[key];
    if (!(probe instanceof Probe) || !probe._needsPort || props.port !== undefined) continue;
    validation.add({
      path: below(path, key),
      got: 'a probe of the port of the application',
      allowed: 'a probe that names its port, since there is none',
      fix: 'name the port in the probe, or give port',
    });
  }
}

/** A pod that still waits cannot have ended. */
function validateEnd(validation: Validation, path: string, props: WorkloadProps): void {
  const wait: unknown = WORKLOAD_SETTINGS.resolve(props, 'preStopSeconds');
  const grace: unknown = WORKLOAD_SETTINGS.resolve(props, 'terminationGraceSeconds');
  if (typeof wait !== 'number' || typeof grace !== 'number' || wait < grace) return;
  validation.add({
    path: below(path, 'preStopSeconds'),
    got: props.preStopSeconds === undefined ? `${wait}, the default of an application with a Service` : String(wait),
    allowed: `less than terminationGraceSeconds, which is ${grace}: the application ends in what is left`,
    fix: `write a preStopSeconds of less than ${grace}, or a longer terminationGraceSeconds`,
  });
}

/** A name stands for one container of a pod, and only an init container can become a native sidecar. */
function validateContainers(validation: Validation, path: string, props: WorkloadProps, own: string | undefined): void {
  const names = [own];
  for (const kind of CONTAINERS) {
    objectsOf(props[kind]).forEach((container, index) => {
      const at = below(path, `${kind}[${index}]`);
      validateUser(validation, at, container);
      if (names.includes(container.name)) {
        const allowed = 'a name that no other container of the pod has';
        validation.add({ path: `${at}.name`, got: show(container.name), allowed, fix: 'rename it' });
      }
      names.push(container.name);
      if (kind === 'sidecars' && container.restarts !== undefined) {
        const allowed = 'nothing: a sidecar runs beside the application anyway';
        validation.add({ path: `${at}.restarts`, got: show(container.restarts), allowed, fix: 'move it to initContainers' });
      }
    });
  }
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

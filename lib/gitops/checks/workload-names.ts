import { DNS_LABEL_LENGTH } from '../../core/names';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { Autoscaling } from '../scaling/autoscaling';
import { objectsOf } from './objects';

/** What the pods of the service itself and its jobs are called. */
const RESERVED = ['service', 'job'];

/** Checks that each further process has a name of its own, which Kubernetes takes. */
export function validateWorkloadNames(validation: Validation, { autoscaling, service, workloads }: GitOpsAppProps): void {
  if (autoscaling instanceof Autoscaling) validateScaledName(validation, autoscaling, service?.serviceName ?? '');
  const names = objectsOf(workloads).map(({ name }) => name);
  names.forEach((name, index) => {
    if (typeof name !== 'string') return;
    const path = `workloads[${index}].name`;
    const isTaken = names.indexOf(name) < index || RESERVED.includes(name);
    if (isTaken) {
      const allowed = `a name that no other workload has, and none of ${RESERVED.join(', ')}`;
      validation.add({ path, got: show(name), allowed, fix: "rename it, as in 'worker'" });
    }
    const tooLong = `${service?.serviceName ?? ''}-${name}`.length - DNS_LABEL_LENGTH;
    if (tooLong <= 0) return;
    const allowed = `a name with which <serviceName>-<name> has at most ${DNS_LABEL_LENGTH} characters`;
    validation.add({ path, got: show(name), allowed, fix: `shorten it by ${tooLong}` });
  });
}

/** KEDA writes the name of its object into a label. */
function validateScaledName(validation: Validation, autoscaling: Autoscaling, serviceName: string): void {
  const tooLong = `${serviceName}-service`.length - DNS_LABEL_LENGTH;
  if (tooLong <= 0 || !('scaledObject' in autoscaling._valuesFor(serviceName))) return;
  const allowed = `with KEDA, a service whose <serviceName>-service has at most ${DNS_LABEL_LENGTH} characters`;
  const fix = `shorten the name of the service by ${tooLong}, or use Autoscaling.hpa`;
  validation.add({ path: 'autoscaling', got: `Autoscaling.keda for ${show(serviceName)}`, allowed, fix });
}

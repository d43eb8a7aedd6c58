import { CONTROLS } from './controls';
import { fieldsAt } from './pod';
import type { PodTemplate } from './pod';

/** A field of a pod that breaks a control. */
export interface Violation {
  readonly control: string;
  readonly path: string;
  readonly got: unknown;
}

/**
 * What a pod, or the template of one, breaks of the profile `restricted` of the Pod Security Standards, as published for
 * Kubernetes 1.34. It knows nothing of how the pod came about.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedViolations(pod: PodTemplate): Violation[] {
  return CONTROLS.flatMap(({ name, fields, allows }) => (
    fields
      .flatMap((pattern) => fieldsAt(pod, pattern))
      .filter((field) => !allows(field, pod))
      .map(({ path, value }) => ({ control: name, path, got: value }))
  ));
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PodTemplate } from '../../../test/support/pod-security/pod';
import { buildGoSource } from '../go-source';

/** What Kubernetes' own evaluator says of a pod. */
export interface Evaluated {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  /** Why the API server could not read it as a pod. */
  readonly unreadable?: string;
}

/** Enough for thousands of pods. */
const OUTPUT_BYTES = 2 ** 26;

/**
 * Builds Kubernetes' own evaluator of the Pod Security Standards, which its admission plugin runs.
 *
 * @returns the program's path
 * @throws with the reason where it cannot be built
 */
export function buildEvaluator(): string {
  return buildGoSource({ name: 'pod-security', folder: join(__dirname, 'program') });
}

/** Holds pods to the profile `restricted` in its latest version. */
export function evaluateRestricted(binary: string, pods: readonly PodTemplate[]): Evaluated[] {
  const input = JSON.stringify({ level: 'restricted', version: 'latest', pods });
  return JSON.parse(execFileSync(binary, { input, encoding: 'utf8', maxBuffer: OUTPUT_BYTES })) as Evaluated[];
}

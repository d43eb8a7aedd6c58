import type { KubernetesObject } from '../documents';
import { runModule } from './run-module';

/**
 * What the published models of Kubernetes, Argo CD, External Secrets and Prometheus' operator say of documents: a wrong type, a value
 * that is none of the allowed ones, a missing field and an unknown one. Nothing is said of a kind that they have no model of.
 *
 * @see https://github.com/tommy351/kubernetes-models-ts
 */
export function modelProblems(documents: readonly KubernetesObject[]): (string[] | undefined)[] {
  const problems = runModule<(string[] | null)[]>('check-models.mjs', documents);
  return problems.map((found) => found ?? undefined);
}

export { environmentOf } from '../../output/tree-owners';

/** The folders of a tree whose subfolders each belong to one service, or to the platform in one environment. */
export const AREAS = ['apps', 'platform'] as const;

/** The values file of an environment, which contains the service's image. */
export function valuesFile(environment: string): string {
  return `values-${environment}.yaml`;
}

/** The Deployment of a service that is rendered as plain manifests. */
export function deploymentFile(service: string, environment: string): string {
  return `manifests/${environment}/deployment-${service}.yaml`;
}

/** Whether two texts are equal, apart from line endings that Git may have changed. */
export function sameText(one: string, other: string): boolean {
  return one === other || one.replace(/\r\n/g, '\n') === other.replace(/\r\n/g, '\n');
}

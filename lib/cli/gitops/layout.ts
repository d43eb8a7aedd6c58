export { environmentOf } from '../../output/tree-owners';

/** The folders of a tree whose subfolders each belong to one service, or to the platform in one environment. */
export const AREAS = ['apps', 'platform'] as const;

/** What of a service's folder says which image it runs in an environment. */
export function valuesFile(environment: string): string {
  return `values-${environment}.yaml`;
}

/** The Deployment of a service that is rendered as plain manifests. */
export function deploymentFile(service: string, environment: string): string {
  return `manifests/${environment}/deployment-${service}.yaml`;
}

/** The order of names that is the same on every machine. */
export function byCode(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Whether two texts say the same, wherever Git changed the ends of lines. */
export function sameText(one: string, other: string): boolean {
  return one === other || one.replace(/\r\n/g, '\n') === other.replace(/\r\n/g, '\n');
}

import type { Environment } from './environment';

/** The namespace of a service in an environment. */
export function namespaceOf(serviceName: string, { name }: Pick<Environment, 'name'>): string {
  return `${serviceName}-${name}`;
}

/** The IAM role of a service in an environment. */
export function roleNameOf(serviceName: string, environment: Pick<Environment, 'name'>): string {
  return namespaceOf(serviceName, environment);
}

/** The Secret in the namespace of a service with what its pods need to reach a database or a cache. */
export function connectionSecretOf(dataName: string): string {
  return `${dataName}-connection`;
}

/** The folder of a service in the GitOps tree. */
export function folderOf(serviceName: string): string {
  return `apps/${serviceName}`;
}

/** The folder of a service's chart in an environment. */
export function chartFolderOf(serviceName: string, { name }: Pick<Environment, 'name'>): string {
  return `${folderOf(serviceName)}/chart/${name}`;
}

/** The folder of what a service asks of others in an environment. */
export function manifestsFolderOf(serviceName: string, { name }: Pick<Environment, 'name'>): string {
  return `${folderOf(serviceName)}/manifests/${name}`;
}

/** The folder of a service's topics and users of Kafka in an environment. */
export function kafkaFolderOf(serviceName: string, { name }: Pick<Environment, 'name'>): string {
  return `${folderOf(serviceName)}/kafka/${name}`;
}

/** Below here the secrets of a service lie in the platform's secret store, and those of no other. */
export function secretPlaceOf(serviceName: string, environmentName: string): string {
  return `${environmentName}/${serviceName}/`;
}

import type { Environment } from './environment';

/** The namespace of a service in an environment. */
export function namespaceOf(serviceName: string, { name }: Pick<Environment, 'name'>): string {
  return `${serviceName}-${name}`;
}

/** The IAM role of a service in an environment. */
export function roleNameOf(serviceName: string, environment: Pick<Environment, 'name'>): string {
  return namespaceOf(serviceName, environment);
}

import type { Environment } from '../../platform/environment';
import type { Statement } from './companion-description';

export function allow(Action: readonly string[], Resource: readonly string[]): Statement {
  return { Effect: 'Allow', Action, Resource };
}

/** An ARN in the environment's account and region. */
export function arnOf({ awsPartition, awsRegion, awsAccountId }: Environment, service: string, resource: string): string {
  return `arn:${awsPartition}:${service}:${awsRegion}:${awsAccountId}:${resource}`;
}

import { GoldenPathError } from '../core/errors';
import { show } from '../core/problems';
import type { Ownership } from '../platform/ownership';
import type { StackContext } from '../stack/stack-context';
import type { MicroserviceInfra } from './microservice-infra';

/** A stack is one service in one environment: its state, its tags and the names of its outputs are that service's. */
export function takeStack(service: MicroserviceInfra, context: StackContext, ownership: Ownership): void {
  if (context.service) {
    throw new GoldenPathError('StackConflict', service.node.path, [
      {
        path: 'scope',
        got: `a stack that belongs to ${show(context.service)} already`,
        allowed: 'one service for each stack',
        fix:
          context.service === ownership.name
            ? 'remove one of the two constructs'
            : `make a ServiceStack '${ownership.name}-${ownership.environment.name}' for ${show(ownership.name)}`,
      },
    ]);
  }
  Object.assign(context, { service: ownership.name, owner: ownership });
}

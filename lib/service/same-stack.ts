import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { show } from '../core/problems';
import { StackContext } from '../stack/stack-context';
import { MicroserviceInfra } from './microservice-infra';

/**
 * Refuses a service of another stack than the construct that takes it as a prop.
 *
 * @param kind the construct's class, for the error
 * @throws `InvalidRule` if the two are not in one stack
 */
export function checkSameStack(kind: string, construct: IConstruct, service: MicroserviceInfra): void {
  if (service instanceof MicroserviceInfra && StackContext.of(service) === StackContext.of(construct)) return;
  throw new GoldenPathError('InvalidRule', `${kind} at ${construct.node.path}`, [
    {
      path: 'service',
      got: service instanceof MicroserviceInfra ? show(service.node.path) : show(service),
      allowed: 'the MicroserviceInfra of the same stack',
      fix: 'make the two in one stack',
    },
  ]);
}

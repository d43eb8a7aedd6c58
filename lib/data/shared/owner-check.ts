import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import { show } from '../../core/problems';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { ServiceScope } from './service-scope';

/** What lies in a namespace is for its own service: pods cannot read the Secrets of another. */
export function sameService(
  construct: IConstruct,
  { serviceName, namespace }: ServiceScope,
  service: IMicroserviceInfra,
  what: string,
): void {
  if (service.serviceName === serviceName) return;
  throw new GoldenPathError('InvalidRule', `connectTo at ${service.node.path}`, [
    {
      path: construct.node.path,
      got: `something of the service ${show(serviceName)}`,
      allowed: `what belongs to ${show(service.serviceName)}: ${what} lies in the namespace ${show(namespace)}, which its pods cannot read`,
      fix: `call the service instead: service.connectTo(other, { port: 8080 }), or make one for ${show(service.serviceName)}`,
    },
  ]);
}

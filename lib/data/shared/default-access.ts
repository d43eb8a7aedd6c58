import { Access } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';

/**
 * What a service may do where its team says nothing: with its own all, with another service's only read.
 *
 * @param ownerName the service that owns it, where this app knows it
 */
export function defaultAccess(ownerName: string | undefined, service: IMicroserviceInfra): Access {
  return service.serviceName === ownerName ? Access.READ_WRITE : Access.READ;
}

import { Access } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';

/**
 * The default access of a service: read and write for its own data, read for the data of another service.
 *
 * @param ownerName the service that owns it, if this app knows it
 */
export function defaultAccess(ownerName: string | undefined, service: IMicroserviceInfra): Access {
  return service.serviceName === ownerName ? Access.READ_WRITE : Access.READ;
}

import { GoldenPathError } from '../../core/errors';
import { isReadableConstruct } from '../../core/own-place';
import { show } from '../../core/problems';
import { Access } from '../../service/connection';
import type { ConnectOptions, IConnectable } from '../../service/connection';
import { MicroserviceInfra } from '../../service/microservice-infra';

const VERBS: Readonly<Record<Access, string>> = {
  [Access.READ]: 'grantRead',
  [Access.WRITE]: 'grantWrite',
  [Access.READ_WRITE]: 'grantReadWrite',
};

/** Connects a service to a target with one kind of access: the same as `service.connectTo(target, options)`. */
export function grantAccess(
  service: MicroserviceInfra,
  target: IConnectable,
  access: Access,
  options: ConnectOptions = { access },
): void {
  requireService(`${VERBS[access]} at ${target.node.path}`, service);
  service.connectTo(target, options);
}

function requireService(where: string, service: unknown): void {
  const isConstruct = isReadableConstruct(service);
  if (isConstruct && service instanceof MicroserviceInfra) return;
  const isImported = isConstruct && 'serviceName' in service;
  const fix = isImported
    ? 'grant it in the app that makes this service: only there its role gets permissions'
    : 'pass the service itself, as in bucket.grantRead(service)';
  throw new GoldenPathError('InvalidRule', where, [
    { path: 'service', got: show(service), allowed: 'a MicroserviceInfra of this app', fix },
  ]);
}

import { PORT } from '../core/names';
import { Validation } from '../core/validation';
import type { ConnectOptions, Connection } from './connection';
import { DependencyKind } from './dependency-kind';
import type { IMicroserviceInfra } from './imported-service';
import { Peer } from './peer';
import { References } from './references';
import { variableNames } from './variables';

/** The result of connecting one service to another: its address, and the port on both sides. */
export function serviceConnection(service: IMicroserviceInfra, target: IMicroserviceInfra, options: ConnectOptions): Connection {
  const { serviceName: name, namespaceName } = target;
  const port = options.port ?? References.of(service).portOf(target.environmentName, name);
  const validation = new Validation(`connectTo at ${service.node.path}`, 'InvalidRule');
  validation.required('options.port', port, PORT);
  validation.throwIfAny();
  const named = variableNames(name, options);
  return {
    kind: DependencyKind.SERVICE,
    name,
    variables: [
      { name: named('HOST'), value: `${name}.${namespaceName}.svc.cluster.local` },
      { name: named('PORT'), value: String(port) },
    ],
    egress: [{ peer: Peer.service(name), port: port! }],
  };
}

import { NetworkProtocol } from '../service/ports';
import type { ServedPort } from '../service/served-ports';
import type { AppPort } from './gitops-app-parts';
import type { GitOpsAppProps } from './gitops-app-props';

/** The ports that the pods of an application listen on, those of its sidecars included. */
export function servedPorts({ port, metricsPort, extraPorts = [], sidecars = [] }: GitOpsAppProps): ServedPort[] {
  return [
    ...(port === undefined ? [] : [{ port, protocol: NetworkProtocol.TCP, main: true }]),
    ...(metricsPort === undefined ? [] : [{ port: metricsPort, protocol: NetworkProtocol.TCP }]),
    ...[...extraPorts, ...sidecars.flatMap(({ ports = [] }) => ports)].map(servedPort),
  ];
}

function servedPort({ port, udp }: AppPort): ServedPort {
  return { port, protocol: udp ? NetworkProtocol.UDP : NetworkProtocol.TCP };
}

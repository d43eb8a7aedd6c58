import { NetworkProtocol } from '../service/ports';
import type { Process } from '../service/processes';
import { SERVING } from '../service/selectors';
import type { ServedPort } from '../service/served-ports';
import { objectsOf } from './checks/objects';
import type { AppPort } from './props/container-props';
import type { GitOpsAppProps } from './props/gitops-app-props';
import type { WorkloadProps } from './props/workload-props';

/** The processes of an application, by the component that their pods are, and the ports that they listen on. */
export function processesOf(props: GitOpsAppProps): Process[] {
  const further = objectsOf(props.workloads).map((workload) => ({ component: workload.name, ports: portsOf(workload) }));
  return props.service.jobsOnly ? further : [{ component: SERVING, ports: portsOf(props, true) }, ...further];
}

/** The ports of the pods of a process, those of its sidecars included. */
function portsOf({ port, metricsPort, extraPorts, initContainers, sidecars }: WorkloadProps, main = false): ServedPort[] {
  const beside = [...objectsOf(initContainers).filter(({ restarts }) => restarts), ...objectsOf(sidecars)];
  return [
    ...(port === undefined ? [] : [{ port, protocol: NetworkProtocol.TCP, ...(main && { main }) }]),
    ...(metricsPort === undefined ? [] : [{ port: metricsPort, protocol: NetworkProtocol.TCP }]),
    ...[...objectsOf(extraPorts), ...beside.flatMap(({ ports }) => objectsOf(ports))].map(servedPort),
  ];
}

function servedPort({ port, udp }: AppPort): ServedPort {
  return { port, protocol: udp ? NetworkProtocol.UDP : NetworkProtocol.TCP };
}

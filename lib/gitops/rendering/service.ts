import type { ServicePort } from 'cdk8s-plus-28/lib/imports/k8s';
import type { ManifestProps } from '../../output/manifests';
import { COMPONENT } from '../../service/selectors';
import type { PortValues, ServiceValues } from '../values/app-values';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** The name of the port that requests come in by, unless it has another. */
const HTTP = 'http';

/** The name of the port that Prometheus reads. */
export const METRICS = 'metrics';

/** The Service of a process, with the ports of its container by their names. */
export function service(workload: Workload): ManifestProps {
  const { sessionAffinitySeconds: timeoutSeconds } = workload.service;
  return k8s().KubeService.manifest({
    metadata: objectMetadata(workload, workload.objectName, { labels: ownLabels(workload) }),
    spec: {
      type: 'ClusterIP',
      selector: podsOf(workload),
      ports: servicePorts(workload),
      ...(timeoutSeconds !== undefined && { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIp: { timeoutSeconds } } }),
    },
  }) as ManifestProps;
}

/** The name of the Service that gives each pod of a StatefulSet its host name. */
export function headlessName({ objectName }: Workload): string {
  return `${objectName}-headless`;
}

/**
 * Gives each pod of a StatefulSet a host name, also before it is ready, so that pods find each other at their start.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
export function headlessService(workload: Workload): ManifestProps {
  return k8s().KubeService.manifest({
    metadata: objectMetadata(workload, headlessName(workload), { labels: { [COMPONENT]: `${workload.component}-headless` } }),
    spec: {
      type: 'ClusterIP',
      clusterIp: 'None',
      publishNotReadyAddresses: true,
      selector: podsOf(workload),
      ports: servicePorts(workload),
    },
  }) as ManifestProps;
}

/** The ports of a Service, which lead to those of the container by their names. */
function servicePorts({ service: values }: Workload): ServicePort[] | undefined {
  const { IntOrString } = k8s();
  const ports = portsOf(values).map(({ name, port, servicePort = port, protocol, appProtocol }) => ({
    name,
    port: servicePort,
    targetPort: IntOrString.fromString(name),
    protocol,
    appProtocol,
  }));
  return listOf(ports);
}

/** By which the Services of further processes are told from that of the application. */
export function ownLabels({ component }: Workload): Record<string, string> {
  return component === 'service' ? {} : { [COMPONENT]: component };
}

/** The ports of the process's container, which are those of its Service. Prometheus may read the one that it serves. */
export function portsOf(values: ServiceValues): PortValues[] {
  const { port, servicePort, appProtocol, metricsPort, extraPorts } = values;
  const own = tcp(portNameOf(values), port).map((one): PortValues => ({ ...one, servicePort, appProtocol }));
  return [...own, ...tcp(METRICS, metricsPort === port ? undefined : metricsPort), ...extraPorts];
}

/** The name of the port that requests come in by. */
export function portNameOf({ portName = HTTP }: ServiceValues): string {
  return portName;
}

/** The number that the Service has for it. */
export function servicePortOf({ port, servicePort = port }: ServiceValues): number {
  return servicePort!;
}

function tcp(name: string, port: number | undefined): PortValues[] {
  return port === undefined ? [] : [{ name, port, protocol: 'TCP' }];
}

import type { ManifestProps } from '../../output/manifests';
import { COMPONENT } from '../../service/selectors';
import type { PortValues, ServiceValues } from '../values/app-values';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** The name of the port that requests come in by. */
export const HTTP = 'http';

/** The name of the port that Prometheus reads. */
export const METRICS = 'metrics';

/** The Service of a process, with the ports of its container by their names. */
export function service(workload: Workload): ManifestProps {
  const { IntOrString } = k8s();
  const ports = portsOf(workload.service);
  return k8s().KubeService.manifest({
    metadata: objectMetadata(workload, workload.objectName, { labels: ownLabels(workload) }),
    spec: {
      type: 'ClusterIP',
      selector: podsOf(workload),
      ports: listOf(ports.map(({ name, port, protocol }) => ({ name, port, targetPort: IntOrString.fromString(name), protocol }))),
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
  const { IntOrString } = k8s();
  const ports = portsOf(workload.service);
  return k8s().KubeService.manifest({
    metadata: objectMetadata(workload, headlessName(workload), { labels: { [COMPONENT]: `${workload.component}-headless` } }),
    spec: {
      type: 'ClusterIP',
      clusterIp: 'None',
      publishNotReadyAddresses: true,
      selector: podsOf(workload),
      ports: listOf(ports.map(({ name, port, protocol }) => ({ name, port, targetPort: IntOrString.fromString(name), protocol }))),
    },
  }) as ManifestProps;
}

/** By which the Services of further processes are told from that of the application. */
export function ownLabels({ component }: Workload): Record<string, string> {
  return component === 'service' ? {} : { [COMPONENT]: component };
}

/** The ports of the process's container, which are those of its Service. Prometheus may read the one that it serves. */
export function portsOf({ port, metricsPort, extraPorts }: ServiceValues): PortValues[] {
  return [...tcp(HTTP, port), ...tcp(METRICS, metricsPort === port ? undefined : metricsPort), ...extraPorts];
}

function tcp(name: string, port: number | undefined): PortValues[] {
  return port === undefined ? [] : [{ name, port, protocol: 'TCP' }];
}

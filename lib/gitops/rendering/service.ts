import type { ManifestProps } from '../../output/manifests';
import { servingPods } from '../../service/selectors';
import type { AppValues, PortValues, ServiceValues } from '../app-values';
import { k8s, listOf } from './k8s';
import { objectMetadata } from './metadata';

/** The name of the port that requests come in by. */
export const HTTP = 'http';

/** The name of the port that Prometheus reads. */
export const METRICS = 'metrics';

/** The Service of an application, with the ports of its container by their names. */
export function service(values: AppValues): ManifestProps {
  const { IntOrString } = k8s();
  const ports = portsOf(values.service);
  return k8s().KubeService.manifest({
    metadata: objectMetadata(values, values.name),
    spec: {
      type: 'ClusterIP',
      selector: servingPods(values.name),
      ports: listOf(ports.map(({ name, port, protocol }) => ({ name, port, targetPort: IntOrString.fromString(name), protocol }))),
    },
  }) as ManifestProps;
}

/** The ports of the application's container, which are those of its Service. */
export function portsOf({ port, metricsPort, extraPorts }: ServiceValues): PortValues[] {
  return [...tcp(HTTP, port), ...tcp(METRICS, metricsPort), ...extraPorts];
}

function tcp(name: string, port: number | undefined): PortValues[] {
  return port === undefined ? [] : [{ name, port, protocol: 'TCP' }];
}

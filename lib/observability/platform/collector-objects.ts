import { hashOf } from '../../core/names';
import { toYaml } from '../../core/yaml';
import type { ManifestProps } from '../../output/manifests';
import { OPENTELEMETRY_SIGNALS } from '../logs/collector-signals';
import type { CollectorSignals } from '../logs/collector-signals';
import { CHECKPOINTS, HEALTH_PORT, METRICS_PORT, POD_LOGS } from '../logs/otel-collector';

/** A program that runs on every node and reads what containers write. */
export interface NodeCollector {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  readonly args: readonly string[];
  /** The files of its configuration, by their names. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder in which it finds them. */
  readonly configFolder: string;
  readonly metricsPort: number;
  /** The path of its metrics; absent means `/metrics`. */
  readonly metricsPath?: string;
  readonly health: { readonly path: string; readonly port: number };
  /** What its metrics are called. */
  readonly signals: CollectorSignals;
}

/** The OpenTelemetry collector, whose configuration is one file. */
export function openTelemetryCollector(
  { configuration, image, namespace }: Pick<NodeCollector, 'image' | 'namespace'> & { readonly configuration: Record<string, unknown> },
): NodeCollector {
  return {
    name: 'otel-collector',
    namespace,
    image,
    args: ['--config=/etc/otel-collector/config.yaml'],
    files: { 'config.yaml': toYaml(configuration) },
    configFolder: '/etc/otel-collector',
    metricsPort: METRICS_PORT,
    health: { path: '/', port: HEALTH_PORT },
    signals: OPENTELEMETRY_SIGNALS,
  };
}

/** The objects of a collector. A change of its configuration is a new version of its pods. */
export function collectorObjects(collector: NodeCollector): ManifestProps[] {
  const { files, metricsPath, metricsPort, name, namespace } = collector;
  const labels = labelsOf(name);
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, automountServiceAccountToken: false },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { ...files } },
    daemonSet(collector),
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: labels },
        podMetricsEndpoints: [{ portNumber: metricsPort, ...(metricsPath && { path: metricsPath }) }],
      },
    },
  ];
}

function labelsOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** The files of pods belong to root, so it runs as root, with nothing else that root may. */
function daemonSet(collector: NodeCollector): ManifestProps {
  const { files, image, name, namespace } = collector;
  const labels = labelsOf(name);
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: { labels, annotations: { 'golden-path/configuration': hashOf(JSON.stringify(files)) } },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          priorityClassName: 'system-node-critical',
          // Every node has pods whose logs count, whatever keeps other pods away.
          tolerations: [{ operator: 'Exists' }],
          containers: [containerOf(collector, image)],
          volumes: [
            { name: 'config', configMap: { name } },
            { name: 'pods', hostPath: { path: POD_LOGS, type: 'Directory' } },
            { name: 'checkpoints', hostPath: { path: CHECKPOINTS, type: 'DirectoryOrCreate' } },
          ],
        },
      },
    },
  };
}

function containerOf({ args, configFolder, health, name }: NodeCollector, image: string): Record<string, unknown> {
  return {
    name,
    image,
    args: [...args],
    env: [{ name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } }],
    livenessProbe: { httpGet: { path: health.path, port: health.port }, initialDelaySeconds: 10 },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [
      { name: 'config', mountPath: configFolder, readOnly: true },
      { name: 'pods', mountPath: POD_LOGS, readOnly: true },
      { name: 'checkpoints', mountPath: CHECKPOINTS },
    ],
  };
}

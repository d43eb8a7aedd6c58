import { show } from '../../core/problems';
import { SettingsTable } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import { HTTP_PATH, PORT_NAME } from '../limits/kubernetes-limits';
import { Probe } from '../probe';
import type { AppWorkload, WorkloadProps } from '../props/workload-props';
import { ENV_SOURCES } from './configuration-settings';
import { APP_PROTOCOL_SETTING, CONTAINER_SETTINGS, PORT_SETTINGS, PROGRAM, USER } from './container-settings';
import { ANNOTATIONS, ENV, integer, NAME, POD_ANNOTATIONS, PORT_NUMBER, value } from './forms';
import { RESOURCES } from './job-settings';
import { ROLLOUT } from './rollout-settings';
import { SCHEDULED } from './scheduling-settings';
import { CONTROLLER } from './volume-settings';

/** Load balancers need a moment to know that a pod ends; a worker has none. */
const PRE_STOP_SECONDS = 5;

const PROBE: Form = {
  kind: 'object',
  check: (validation, path, probe) => {
    if (probe instanceof Probe) return;
    const allowed = 'Probe.http, Probe.tcp, Probe.command, Probe.grpc or Probe.none';
    validation.add({ path, got: show(probe), allowed, fix: "write Probe.http('/healthz')" });
  },
};

/** Whether it has a Service: any port makes one. */
export function isServing({ port, metricsPort, extraPorts }: WorkloadProps): boolean {
  return port !== undefined || metricsPort !== undefined || (Array.isArray(extraPorts) && extraPorts.length > 0);
}

/** How a program runs as pods, whichever of the service's processes it is. */
export const WORKLOAD = {
  port: {
    form: PORT_NUMBER,
    default: undefined,
    defaultText: 'none; without metricsPort and extraPorts too, it is a worker without a Service',
    text: 'The port that it serves',
  },
  portName: { form: value(PORT_NAME), default: 'http', text: 'The name of that port' },
  servicePort: { form: PORT_NUMBER, default: undefined, defaultText: '`port`', text: 'The port of the Service that leads to it' },
  appProtocol: APP_PROTOCOL_SETTING,
  sessionAffinitySeconds: {
    form: integer(1, 86400),
    default: undefined,
    defaultText: 'to any pod',
    text: 'How long requests of one address go to the same pod, 1 to 86400 seconds; most ingress controllers do not read it',
  },
  metricsPort: {
    form: PORT_NUMBER,
    default: undefined,
    defaultText: 'none, and no ServiceMonitor',
    text: 'The port that Prometheus scrapes, named `metrics`; the same as `port` if both are one',
  },
  metricsPath: { form: value(HTTP_PATH), default: '/metrics', text: 'The path that Prometheus scrapes' },
  extraPorts: {
    form: { kind: 'propsList', table: PORT_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Additional ports, each an `AppPort`',
  },
  ...PROGRAM,
  startupProbe: {
    form: PROBE,
    default: undefined,
    defaultText: 'the readiness probe, up to 30 times: five minutes at its default period of 10 seconds',
    text: 'Checks whether the application has started',
  },
  readinessProbe: {
    form: PROBE,
    default: ({ port }) => (port === undefined ? Probe.none() : Probe.tcp()),
    defaultText: 'a TCP connection to port; none without a port',
    text: 'Checks whether the pod can receive requests',
  },
  livenessProbe: {
    form: PROBE,
    default: undefined,
    defaultText: 'none: a wrong one restarts what is only slow',
    text: 'Checks whether the container must be restarted',
  },
  initContainers: {
    form: { kind: 'propsList', table: CONTAINER_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Containers that run to completion before the application starts, each an `AppContainer`',
  },
  sidecars: {
    form: { kind: 'propsList', table: CONTAINER_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Containers that run beside the application, each an `AppContainer`',
  },
  podAnnotations: {
    form: POD_ANNOTATIONS,
    default: {},
    defaultText: 'none',
    text: 'Annotations of the pods, but not of those of jobs',
  },
  workloadAnnotations: { form: ANNOTATIONS, default: {}, defaultText: 'none', text: 'Annotations of the Deployment itself' },
  terminationGraceSeconds: { form: integer(1, 3600), default: 30, text: 'Time to shut down, 1 to 3600 seconds' },
  preStopSeconds: {
    form: integer(0, 600),
    default: (props) => (isServing(props) ? PRE_STOP_SECONDS : 0),
    defaultText: '5 with a Service, which any port makes; otherwise 0',
    text: 'How long a pod keeps serving while it shuts down, 0 to 600 seconds',
  },
  ...ENV_SOURCES,
  ...CONTROLLER,
  ...ROLLOUT,
  ...SCHEDULED,
  ...USER,
} as const satisfies Settings<WorkloadProps>;

/** The settings that all processes have in common. */
export const WORKLOAD_SETTINGS = new SettingsTable<WorkloadProps, typeof WORKLOAD>(WORKLOAD);

const FURTHER = {
  name: { form: NAME, required: true, text: 'A DNS label; the Deployment is `<serviceName>-<name>`' },
  replicaCount: { form: integer(0, 100), default: 1, text: 'The number of pods, 0 to 100; with `autoscaling`, the load decides' },
  env: { form: ENV, default: {}, defaultText: 'none', text: "Environment variables, in addition to the application's" },
  ...RESOURCES,
  ...WORKLOAD,
} as const satisfies Settings<AppWorkload>;

/** A further process of a service. */
export const FURTHER_WORKLOAD_SETTINGS = new SettingsTable<AppWorkload, typeof FURTHER>(FURTHER);

import { PORT } from '../../core/names';
import { DEFAULTS_LIMITS } from '../../platform/default-settings';
import { Share } from '../props/container-props';
import type { AppValues, JobValues, ScheduledJobValues, WorkloadValues } from './app-values';
import { ROLLOUT, SCALING, SCHEDULING } from './placement-schema';
import { withDefinitions } from './schema-definitions';
import { listOf, mapOf, object, oneOf } from './schema-forms';
import type { Schema } from './schema-forms';
import type { SourcedVariables } from './source-values';
import type { ControllerValues, PodVolumes } from './volume-values';

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'array', items: TEXT };
const TEXT_MAP: Schema = { type: 'object', additionalProperties: TEXT };
/** What is written by hand may be a number: the chart makes text of it. */
const ENV: Schema = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const BOOLEAN: Schema = { type: 'boolean' };
const COUNT: Schema = { type: 'integer', minimum: 0 };
const PORT_NUMBER: Schema = { ...PORT };

const SECRETS = mapOf(object({ secret: TEXT, key: TEXT }, ['secret', 'key']));
const KEY = object({ name: TEXT, key: TEXT }, ['name', 'key']);
const OPTIONAL_KEY = object({ name: TEXT, key: TEXT, optional: BOOLEAN }, ['name', 'key']);
const WHOLE = object({ name: TEXT, optional: BOOLEAN }, ['name']);

/** The variables that are not texts. */
const SOURCED: Record<keyof SourcedVariables, Schema> = {
  envSources: mapOf(
    oneOf({
      secretKeyRef: OPTIONAL_KEY,
      configMapKeyRef: OPTIONAL_KEY,
      fieldRef: object({ apiVersion: TEXT, fieldPath: TEXT }, ['fieldPath']),
      resourceFieldRef: object({ resource: TEXT, divisor: TEXT }, ['resource']),
    }),
  ),
  envFrom: listOf(oneOf({ secretRef: WHOLE, configMapRef: WHOLE }, { prefix: TEXT })),
};
const FILE_SOURCES = mapOf(oneOf({ secretKeyRef: KEY, configMapKeyRef: KEY }));
const CLAIM = object(
  {
    accessModes: listOf(TEXT),
    resources: object({ requests: object({ storage: TEXT }, ['storage']) }, ['requests']),
    storageClassName: TEXT,
    volumeMode: TEXT,
  },
  ['accessModes', 'resources'],
);

/** The kinds of volumes that Pod Security restricted allows, and no others. */
const VOLUME_KINDS = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const POD_VOLUMES: Record<keyof PodVolumes, Schema> = {
  volumes: listOf(oneOf(Object.fromEntries(VOLUME_KINDS.map((kind) => [kind, { type: 'object' }])), { name: TEXT })),
  volumeMounts: listOf(object({ name: TEXT, mountPath: TEXT, subPath: TEXT, readOnly: BOOLEAN }, ['name', 'mountPath'])),
};
const CONTROLLER: Record<keyof ControllerValues, Schema> = {
  ...POD_VOLUMES,
  kind: { enum: ['Deployment', 'StatefulSet'] },
  podManagementPolicy: { enum: ['OrderedReady', 'Parallel'] },
  volumeClaimTemplates: listOf(
    object({ apiVersion: TEXT, kind: TEXT, metadata: object({ name: TEXT }, ['name']), spec: CLAIM }, ['metadata', 'spec']),
  ),
  strategy: ROLLOUT.strategy,
};
const RESOURCES = object({ requests: object({ cpu: TEXT, memory: TEXT }), limits: object({ memory: TEXT }) });
const CONTAINER_PORT = { name: TEXT, port: PORT_NUMBER, protocol: { enum: ['TCP', 'UDP'] } };
const CONTAINER_PORTS = listOf(object(CONTAINER_PORT, ['name', 'port']));
const PORTS = listOf(object({ ...CONTAINER_PORT, servicePort: PORT_NUMBER, appProtocol: TEXT }, ['name', 'port']));

const PROBE = oneOf(
  {
    httpGet: object({ path: TEXT, port: PORT_NUMBER }, ['path', 'port']),
    tcpSocket: object({ port: PORT_NUMBER }, ['port']),
    exec: object({ command: TEXTS }, ['command']),
    grpc: object({ port: PORT_NUMBER }, ['port']),
  },
  {
    initialDelaySeconds: COUNT,
    periodSeconds: COUNT,
    timeoutSeconds: COUNT,
    failureThreshold: COUNT,
  },
);

const USER = object({ runAsUser: COUNT, runAsGroup: COUNT });
const SERVICE = object({
  enabled: BOOLEAN,
  port: PORT_NUMBER,
  portName: TEXT,
  servicePort: PORT_NUMBER,
  appProtocol: TEXT,
  sessionAffinitySeconds: COUNT,
  metricsPort: PORT_NUMBER,
  extraPorts: PORTS,
});
/** What Kubernetes itself has a schema of. */
const ROUTES = mapOf(object({ annotations: TEXT_MAP, spec: { type: 'object' } }, ['spec']));
const MONITORING = object({ enabled: BOOLEAN, labels: TEXT_MAP, path: TEXT, interval: TEXT });

const CONTAINER = object(
  {
    name: TEXT,
    image: TEXT,
    command: TEXTS,
    args: TEXTS,
    env: ENV,
    secretEnv: SECRETS,
    ...SOURCED,
    resources: RESOURCES,
    securityContext: USER,
    shares: listOf({ enum: Object.values(Share) }),
    ports: CONTAINER_PORTS,
    restartPolicy: { const: 'Always' },
  },
  ['name', 'image'],
);

const JOB: Record<keyof JobValues, Schema> = {
  image: TEXT,
  command: TEXTS,
  args: TEXTS,
  env: ENV,
  files: TEXT_MAP,
  fileSources: FILE_SOURCES,
  ...SOURCED,
  ...POD_VOLUMES,
  filesChecksum: TEXT,
  podAnnotations: TEXT_MAP,
  resources: RESOURCES,
  securityContext: USER,
  scheduling: SCHEDULING,
  backoffLimit: COUNT,
  activeDeadlineSeconds: COUNT,
  restartPolicy: { enum: ['Never', 'OnFailure'] },
};

const SCHEDULED_JOB: Record<keyof ScheduledJobValues, Schema> = {
  ...JOB,
  schedule: TEXT,
  timeZone: TEXT,
  concurrencyPolicy: { enum: ['Allow', 'Forbid', 'Replace'] },
  suspend: BOOLEAN,
  historyLimit: COUNT,
};

const WORKLOAD: Record<keyof WorkloadValues, Schema> = {
  replicaCount: COUNT,
  podAnnotations: TEXT_MAP,
  workloadAnnotations: TEXT_MAP,
  command: TEXTS,
  args: TEXTS,
  env: ENV,
  ...SOURCED,
  ...CONTROLLER,
  ...ROLLOUT,
  ...SCALING,
  scheduling: SCHEDULING,
  resources: RESOURCES,
  securityContext: USER,
  service: SERVICE,
  monitoring: MONITORING,
  probes: object({ startup: PROBE, readiness: PROBE, liveness: PROBE }),
  initContainers: listOf(CONTAINER),
  sidecars: listOf(CONTAINER),
  terminationGracePeriodSeconds: COUNT,
  preStopSeconds: COUNT,
};

/** Every value that the chart reads; a key that is missing here is a compile error. */
const PROPERTIES: Record<keyof AppValues, Schema> = {
  name: TEXT,
  namespace: TEXT,
  labels: TEXT_MAP,
  annotations: TEXT_MAP,
  ...WORKLOAD,
  image: object(
    {
      repository: TEXT,
      pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
      tag: TEXT,
      digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    },
    ['repository'],
  ),
  imagePullSecrets: listOf(object({ name: TEXT }, ['name'])),
  serviceAccount: object({ create: { const: false }, name: TEXT }),
  autoscaling: object({ enabled: { const: false } }),
  secretEnv: SECRETS,
  ingress: object({
    enabled: BOOLEAN,
    className: TEXT,
    host: TEXT,
    path: TEXT,
    annotations: TEXT_MAP,
    tls: BOOLEAN,
    tlsSecret: TEXT,
  }),
  httpRoute: object({
    enabled: BOOLEAN,
    host: TEXT,
    path: TEXT,
    annotations: TEXT_MAP,
    gateway: object({ name: TEXT, namespace: TEXT, sectionName: TEXT }, ['name', 'namespace']),
  }),
  ingresses: ROUTES,
  httpRoutes: ROUTES,
  files: TEXT_MAP,
  filesChecksum: TEXT,
  fileSources: FILE_SOURCES,
  secretFolders: TEXT_MAP,
  claims: mapOf(CLAIM),
  writablePaths: TEXTS,
  podSecurityContext: object({ fsGroup: COUNT, fsGroupChangePolicy: { enum: ['Always', 'OnRootMismatch'] } }),
  jobsOnly: BOOLEAN,
  workloads: mapOf(object(WORKLOAD)),
  migration: object(JOB),
  jobs: mapOf(object(SCHEDULED_JOB, ['schedule'])),
  surgePercent: { ...DEFAULTS_LIMITS.surgePercent },
  patches: listOf(object({ kind: TEXT, name: TEXT, change: { type: 'object' } }, ['kind', 'name', 'change'])),
};

/** What occurs in several places, by the name that it has in the schema. */
const NAMED = {
  claim: CLAIM,
  container: CONTAINER,
  envFrom: SOURCED.envFrom,
  envSources: SOURCED.envSources,
  fileSources: FILE_SOURCES,
  ports: PORTS,
  probe: PROBE,
  resources: RESOURCES,
  secretEnv: SECRETS,
  service: SERVICE,
  textMap: TEXT_MAP,
  texts: TEXTS,
  user: USER,
  volumeMounts: POD_VOLUMES.volumeMounts,
  volumes: POD_VOLUMES.volumes,
};

/**
 * The schema of a service chart's values, which refuses what the chart would not read.
 *
 * @see https://helm.sh/docs/topics/charts/#schema-files
 */
export function valuesSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of an application on the golden path',
    // The chart's own name is what `name` falls back to. Helm adds a table for each dependency, and one for what all charts share.
    ...object({ ...PROPERTIES, common: { type: 'object' }, global: { type: 'object' } }, ['image']),
  };
}

/** The same with each part written once, as the chart has it. */
export function chartSchema(): Schema {
  return withDefinitions(valuesSchema(), NAMED);
}

import type { KubernetesObject } from '../../referees/crossplane';

/** Values as a person writes them, who leaves out what goes without saying and does not quote what is text. */
export const BY_HAND = {
  image: { repository: 'ghcr.io/acme/hello', tag: 1.5 },
  service: { port: 8080 },
  env: { LIMIT: 5000000, RATIO: 0.000001, DEBUG: true, EMPTY: '', GREETING: '{{ .Values }}' },
  ingress: { enabled: true, host: 'hello.acme.io' },
  // Takes away what another file of values may have said.
  annotations: { 'acme.io/note': null },
  probes: null,
};

const metadata = {
  name: 'hello',
  namespace: 'hello-staging',
  labels: { 'app.kubernetes.io/name': 'hello', 'app.kubernetes.io/managed-by': 'argocd' },
};
const selector = { 'app.kubernetes.io/name': 'hello', 'app.kubernetes.io/component': 'service' };
const spread = { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: selector } };

const container = {
  name: 'hello',
  image: 'ghcr.io/acme/hello:1.5',
  imagePullPolicy: 'IfNotPresent',
  env: [
    { name: 'DEBUG', value: 'true' },
    { name: 'EMPTY', value: '' },
    { name: 'GREETING', value: '{{ .Values }}' },
    { name: 'LIMIT', value: '5000000' },
    { name: 'RATIO', value: '0.000001' },
  ],
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
  readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
  volumeMounts: [{ name: 'writable-0', mountPath: '/tmp' }],
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
  },
};

/** Every field of the objects that they stand for, written out. */
export const BY_HAND_OBJECTS: readonly KubernetesObject[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      revisionHistoryLimit: 5,
      template: {
        metadata: { labels: { ...metadata.labels, 'app.kubernetes.io/component': 'service' } },
        spec: {
          serviceAccountName: 'hello',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch', runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
          },
          terminationGracePeriodSeconds: 30,
          topologySpreadConstraints: [
            { topologyKey: 'topology.kubernetes.io/zone', ...spread },
            { topologyKey: 'kubernetes.io/hostname', ...spread },
          ],
          containers: [container],
          volumes: [{ name: 'writable-0', emptyDir: {} }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { type: 'ClusterIP', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      rules: [
        {
          host: 'hello.acme.io',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'hello', port: { name: 'http' } } } }] },
        },
      ],
    },
  },
];

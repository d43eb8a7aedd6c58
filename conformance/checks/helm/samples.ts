import type { AppValues, ContainerValues, ResourceValues } from '../../../lib/gitops/values/app-values';

const RESOURCES: ResourceValues = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };
const USER = { runAsUser: 1000, runAsGroup: 1000 };

const ROTATION: ContainerValues = {
  name: 'log-rotation',
  image: 'ghcr.io/acme/logs:1.4.0',
  command: ['/bin/rotate'],
  args: ['--keep', '3'],
  env: { ROTATE_EVERY: '1h' },
  secretEnv: { LOG_TOKEN: { secret: 'log-sink', key: 'token' } },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  securityContext: USER,
  ports: [{ name: 'admin', port: 9901, protocol: 'TCP' }],
};

/** Says something of every value. It has both an Ingress and an HTTPRoute, and every kind of probe. */
export const EVERYTHING: AppValues = {
  name: 'shop',
  namespace: 'shop-staging',
  labels: { 'app.kubernetes.io/name': 'shop', 'platform.acme.io/team': 'payments', 'platform.acme.io/env': 'staging' },
  annotations: { 'platform.acme.io/owner': 'payments-group', 'platform.acme.io/cost-center': 'cc-1' },
  podAnnotations: { 'acme.io/scan': 'deep' },
  replicaCount: 3,
  image: { repository: 'ghcr.io/acme/shop', pullPolicy: 'IfNotPresent', tag: '2.14.0' },
  serviceAccount: { create: false, name: 'shop-account' },
  autoscaling: { enabled: false },
  command: ['/bin/shop'],
  args: ['serve', '--verbose'],
  env: { LOG_LEVEL: 'info', DATABASE_HOST: 'db.internal', REGION: 'eu-west-1' },
  secretEnv: { DATABASE_PASSWORD: { secret: 'shop-db', key: 'password' }, API_KEY: { secret: 'shop-api', key: 'key' } },
  resources: RESOURCES,
  securityContext: USER,
  podSecurityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' },
  service: {
    enabled: true,
    port: 8080,
    portName: 'web',
    servicePort: 80,
    appProtocol: 'kubernetes.io/h2c',
    sessionAffinitySeconds: 600,
    metricsPort: 9090,
    extraPorts: [{ name: 'gossip', port: 7946, protocol: 'UDP', servicePort: 7000, appProtocol: 'gossip' }],
  },
  ingress: {
    enabled: true,
    className: 'nginx',
    host: 'shop.internal.acme.io',
    path: '/shop',
    annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
    tls: true,
    tlsSecret: 'shop-tls',
  },
  httpRoute: {
    enabled: true,
    host: 'shop.acme.io',
    path: '/v2',
    annotations: { 'acme.io/exceptions': 'plain HTTP: it is only a sample' },
    gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' },
  },
  ingresses: {
    'shop-grpc': {
      annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC' },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'grpc.acme.io',
            http: {
              paths: [{ path: '/rpc', pathType: 'Exact', backend: { service: { name: 'shop-worker', port: { name: 'grpc' } } } }],
            },
          },
        ],
        tls: [{ hosts: ['grpc.acme.io'], secretName: 'grpc-tls' }],
      },
    },
  },
  httpRoutes: {
    'shop-redirect': {
      annotations: { 'acme.io/why': 'old links' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways', sectionName: 'http' }],
        hostnames: ['old.acme.io'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'shop.acme.io', statusCode: 301 } }],
            timeouts: { request: '30s' },
          },
        ],
      },
    },
  },
  monitoring: { enabled: true, labels: { release: 'prometheus' }, path: '/metrics', interval: '30s' },
  probes: {
    startup: { tcpSocket: { port: 8080 }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
    readiness: {
      httpGet: { path: '/ready', port: 8080 }, initialDelaySeconds: 4, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 6,
    },
    liveness: { exec: { command: ['/bin/alive', '--quick'] }, periodSeconds: 20, timeoutSeconds: 7, failureThreshold: 8 },
  },
  files: { '/etc/shop/config.yaml': 'greeting: hello\n', '/etc/shop/banner.txt': 'welcome' },
  filesChecksum: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  writablePaths: ['/tmp', '/var/cache/shop'],
  initContainers: [{ ...ROTATION, name: 'migrate', image: 'ghcr.io/acme/migrate@sha256:1234', ports: [] }],
  sidecars: [ROTATION],
  jobs: {
    report: {
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      command: ['/bin/report'],
      args: ['--daily'],
      env: { LOG_LEVEL: 'debug', REPORT_TO: 'finance' },
      resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '2Gi' } },
      securityContext: USER,
      concurrencyPolicy: 'Forbid',
      backoffLimit: 0,
      activeDeadlineSeconds: 86400,
      suspend: true,
    },
    cleanup: {
      schedule: '@hourly',
      timeZone: 'Etc/UTC',
      env: {},
      resources: RESOURCES,
      securityContext: USER,
      concurrencyPolicy: 'Allow',
      backoffLimit: 2,
      activeDeadlineSeconds: 1234567,
      suspend: false,
    },
  },
  terminationGracePeriodSeconds: 3600,
  preStopSeconds: 15,
  surgePercent: 40,
};

/** A worker: nobody calls it, nothing scrapes it, an autoscaler has its replicas, and its image is named by the digest. */
export const WORKER: AppValues = {
  name: 'ledger',
  namespace: 'ledger-staging',
  labels: { 'app.kubernetes.io/name': 'ledger' },
  annotations: {},
  podAnnotations: {},
  image: { repository: 'ghcr.io/acme/ledger', pullPolicy: 'IfNotPresent', digest: `sha256:${'0'.repeat(64)}` },
  serviceAccount: { create: false, name: 'ledger' },
  autoscaling: { enabled: false },
  env: {},
  secretEnv: {},
  resources: RESOURCES,
  securityContext: USER,
  podSecurityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' },
  service: { enabled: false, extraPorts: [] },
  ingress: { enabled: false, annotations: {} },
  httpRoute: { enabled: false },
  monitoring: { enabled: false, labels: {}, path: '/metrics', interval: '30s' },
  probes: {},
  files: {},
  filesChecksum: '',
  writablePaths: [],
  initContainers: [],
  sidecars: [],
  jobs: {},
  terminationGracePeriodSeconds: 30,
  preStopSeconds: 0,
  surgePercent: 25,
};

import type { AppValues } from '../../lib/gitops/values/app-values';

/** What all applications of the team have in common. */
const OWNERSHIP = {
  annotations: { 'acme.io/cost-center': 'cc-1042', 'acme.io/owner': 'group:default/payments' },
  serviceAccount: { create: false, name: 'checkout' },
  autoscaling: { enabled: false },
} as const;

const USER = { runAsUser: 1000, runAsGroup: 1000 };
const RESOURCES = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };

/** An application with everything that one can have, its number of pods being an autoscaler's. */
export const FULL: AppValues = {
  ...OWNERSHIP,
  name: 'checkout',
  namespace: 'checkout-staging',
  labels: { 'app.kubernetes.io/name': 'checkout', 'acme.io/env': 'staging', 'acme.io/team': 'payments' },
  podAnnotations: { 'acme.io/profile': 'on' },
  image: { repository: 'ghcr.io/acme/checkout', pullPolicy: 'IfNotPresent', tag: '2.14.0' },
  command: ['/app/serve'],
  args: ['--port', '8080'],
  env: { LOG_LEVEL: 'info', DB_NAME: 'orders' },
  secretEnv: { DB_PASSWORD: { secret: 'checkout-orders', key: 'password' }, API_KEY: { secret: 'checkout-stripe', key: 'api-key' } },
  resources: RESOURCES,
  securityContext: USER,
  podSecurityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' },
  service: { enabled: true, port: 8080, metricsPort: 9090, extraPorts: [{ name: 'dns', port: 5353, protocol: 'UDP' }] },
  ingress: {
    enabled: true,
    className: 'nginx',
    host: 'checkout.staging.acme.io',
    path: '/api',
    annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
    tlsSecret: 'checkout-tls',
  },
  httpRoute: {
    enabled: true,
    host: 'checkout.staging.acme.io',
    path: '/v2',
    gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' },
  },
  monitoring: { enabled: true, labels: { release: 'prometheus' }, path: '/metrics', interval: '30s' },
  probes: {
    startup: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
    readiness: { tcpSocket: { port: 8080 }, initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    liveness: { exec: { command: ['/app/check', '--fast'] }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
  },
  files: { '/etc/checkout/rules.yaml': 'rules: []\n', '/etc/checkout/app.yaml': 'port: 8080\nmode: "{{ .Values.mode }}"\n' },
  filesChecksum: 'd2c5a7d3c0ffee',
  writablePaths: ['/tmp', '/var/cache/checkout'],
  initContainers: [
    {
      name: 'migrate',
      image: 'ghcr.io/acme/migrate:1.2.0',
      command: ['/migrate'],
      args: ['up'],
      env: { STEPS: '10' },
      secretEnv: { DB_PASSWORD: { secret: 'checkout-orders', key: 'password' } },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      securityContext: USER,
      ports: [],
    },
  ],
  sidecars: [
    {
      name: 'cache',
      image: 'ghcr.io/acme/cache@sha256:0f343b0931126a20f133d67c2b018a3b5b2b2f5e2d3c4b5a69788796a5b4c3d2',
      env: {},
      secretEnv: {},
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      securityContext: USER,
      ports: [{ name: 'cache', port: 6379, protocol: 'TCP' }],
    },
  ],
  jobs: {
    'report': {
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      command: ['/app/report'],
      args: ['--day', 'yesterday'],
      env: { LOG_LEVEL: 'debug', REPORT: 'daily' },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      securityContext: USER,
      concurrencyPolicy: 'Forbid',
      backoffLimit: 2,
      activeDeadlineSeconds: 3600,
      suspend: false,
    },
    'clean-up': {
      schedule: '*/15 * * * *',
      timeZone: 'Etc/UTC',
      env: {},
      resources: RESOURCES,
      securityContext: USER,
      concurrencyPolicy: 'Replace',
      backoffLimit: 0,
      activeDeadlineSeconds: 600,
      suspend: true,
    },
  },
  terminationGracePeriodSeconds: 45,
  preStopSeconds: 5,
  surgePercent: 25,
};

/** An application of which only what has to be said was said. */
export const MINIMAL: AppValues = {
  ...OWNERSHIP,
  name: 'checkout',
  namespace: 'checkout-staging',
  labels: { 'app.kubernetes.io/name': 'checkout', 'acme.io/env': 'staging', 'acme.io/team': 'payments' },
  podAnnotations: {},
  replicaCount: 2,
  image: { repository: 'ghcr.io/acme/checkout', pullPolicy: 'IfNotPresent', tag: '1.0.0' },
  env: {},
  secretEnv: {},
  resources: RESOURCES,
  securityContext: USER,
  podSecurityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' },
  service: { enabled: true, port: 8080, extraPorts: [] },
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

/** An application that nobody calls. */
export const WORKER: AppValues = {
  ...MINIMAL,
  name: 'mailer',
  namespace: 'mailer-staging',
  labels: { 'app.kubernetes.io/name': 'mailer', 'acme.io/env': 'staging', 'acme.io/team': 'payments' },
  annotations: {},
  serviceAccount: { create: false, name: 'mailer' },
  env: { QUEUE: 'mails' },
  service: { enabled: false, extraPorts: [] },
  writablePaths: ['/tmp'],
};

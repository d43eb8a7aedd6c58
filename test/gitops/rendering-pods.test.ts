import {
  ANNOTATIONS,
  API_KEY,
  DB_PASSWORD,
  FOLDERS,
  LABELS,
  METADATA,
  MOUNTS,
  POD_ANNOTATIONS,
  POD_SECURITY,
  RESOURCES,
  SECURITY,
  SELECTOR,
  SPREAD,
  VOLUMES,
} from './expected';
import { objectOf, templateOf } from './rendered';
import { FULL } from './sample-values';

describe('what runs of an application with everything', () => {
  test('is a Deployment whose number of pods is left to the autoscaler', () => {
    expect(objectOf(FULL, 'Deployment checkout')).toStrictEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: METADATA,
      spec: {
        selector: { matchLabels: SELECTOR },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        revisionHistoryLimit: 5,
        template: {
          metadata: { labels: { ...LABELS, 'app.kubernetes.io/component': 'service' }, annotations: POD_ANNOTATIONS },
          spec: expect.anything(),
        },
      },
    });
  });

  test('are pods of the restricted profile, which keep apart and hold no token', () => {
    expect(templateOf(objectOf(FULL, 'Deployment checkout'))?.spec).toStrictEqual({
      serviceAccountName: 'checkout',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: POD_SECURITY,
      terminationGracePeriodSeconds: 45,
      topologySpreadConstraints: SPREAD,
      volumes: VOLUMES,
      initContainers: [expect.anything()],
      containers: [expect.anything(), expect.anything()],
    });
  });

  test('is its own container first', () => {
    expect(templateOf(objectOf(FULL, 'Deployment checkout'))?.spec.containers[0]).toStrictEqual({
      name: 'checkout',
      image: 'ghcr.io/acme/checkout:2.14.0',
      imagePullPolicy: 'IfNotPresent',
      command: ['/app/serve'],
      args: ['--port', '8080'],
      env: [API_KEY, DB_PASSWORD, { name: 'DB_NAME', value: 'orders' }, { name: 'LOG_LEVEL', value: 'info' }],
      ports: [
        { name: 'http', containerPort: 8080, protocol: 'TCP' },
        { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
        { name: 'dns', containerPort: 5353, protocol: 'UDP' },
      ],
      resources: RESOURCES,
      startupProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
      readinessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      livenessProbe: { exec: { command: ['/app/check', '--fast'] }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
      securityContext: SECURITY,
      volumeMounts: MOUNTS,
    });
  });

  test('are further containers, which get its folders and not its files', () => {
    const { initContainers, containers } = templateOf(objectOf(FULL, 'Deployment checkout'))?.spec ?? {};
    expect(initContainers).toStrictEqual([
      {
        name: 'migrate',
        image: 'ghcr.io/acme/migrate:1.2.0',
        command: ['/migrate'],
        args: ['up'],
        env: [DB_PASSWORD, { name: 'STEPS', value: '10' }],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
        securityContext: SECURITY,
        volumeMounts: FOLDERS,
      },
    ]);
    expect(containers[1]).toStrictEqual({
      name: 'cache',
      image: 'ghcr.io/acme/cache@sha256:0f343b0931126a20f133d67c2b018a3b5b2b2f5e2d3c4b5a69788796a5b4c3d2',
      ports: [{ name: 'cache', containerPort: 6379, protocol: 'TCP' }],
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      securityContext: SECURITY,
      volumeMounts: FOLDERS,
    });
  });

  test('is a CronJob for each job, whose pods are none of the service', () => {
    const labels = { ...LABELS, 'app.kubernetes.io/component': 'job' };
    expect(objectOf(FULL, 'CronJob checkout-report')).toStrictEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { ...METADATA, name: 'checkout-report' },
      spec: {
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        startingDeadlineSeconds: 300,
        jobTemplate: {
          metadata: { labels },
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 3600,
            template: {
              metadata: { labels, annotations: { ...ANNOTATIONS, 'checksum/files': 'd2c5a7d3c0ffee' } },
              spec: {
                restartPolicy: 'Never',
                serviceAccountName: 'checkout',
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                securityContext: POD_SECURITY,
                terminationGracePeriodSeconds: 45,
                volumes: VOLUMES,
                containers: [
                  {
                    name: 'report',
                    image: 'ghcr.io/acme/checkout:2.14.0',
                    imagePullPolicy: 'IfNotPresent',
                    command: ['/app/report'],
                    args: ['--day', 'yesterday'],
                    env: [
                      API_KEY,
                      DB_PASSWORD,
                      { name: 'DB_NAME', value: 'orders' },
                      { name: 'LOG_LEVEL', value: 'debug' },
                      { name: 'REPORT', value: 'daily' },
                    ],
                    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
                    securityContext: SECURITY,
                    volumeMounts: MOUNTS,
                  },
                ],
              },
            },
          },
        },
      },
    });
  });

  test('is the program of the image for a job that names none', () => {
    const { spec } = objectOf(FULL, 'CronJob checkout-clean-up');
    expect(spec).toMatchObject({ concurrencyPolicy: 'Replace', suspend: true, jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 600 } } });
    const [container] = spec.jobTemplate.spec.template.spec.containers;
    expect(Object.keys(container)).not.toEqual(expect.arrayContaining(['command']));
    expect(Object.keys(container)).not.toEqual(expect.arrayContaining(['args']));
    expect(container.env).toContainEqual({ name: 'LOG_LEVEL', value: 'info' });
  });
});

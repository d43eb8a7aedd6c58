import { ANNOTATIONS, LABELS, METADATA, POD_SECURITY, RESOURCES, SECURITY, SELECTOR, SPREAD } from './expected';
import { objectOf, rendered, templateOf } from './rendered';
import { FULL, MINIMAL, WORKER } from './sample-values';

describe('an application with everything', () => {
  test('has each of its objects once', () => {
    expect(rendered(FULL).map(({ id }) => id)).toEqual([
      'Deployment checkout',
      'Service checkout',
      'ServiceMonitor checkout',
      'ConfigMap checkout-files',
      'Ingress checkout',
      'HTTPRoute checkout',
      'CronJob checkout-clean-up',
      'CronJob checkout-report',
    ]);
  });

  test('has a Service of its ports by their names', () => {
    expect(objectOf(FULL, 'Service checkout')).toStrictEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: {
        type: 'ClusterIP',
        selector: SELECTOR,
        ports: [
          { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
          { name: 'metrics', port: 9090, targetPort: 'metrics', protocol: 'TCP' },
          { name: 'dns', port: 5353, targetPort: 'dns', protocol: 'UDP' },
        ],
      },
    });
  });

  test('has its files in a ConfigMap, in the order of their paths', () => {
    expect(objectOf(FULL, 'ConfigMap checkout-files')).toStrictEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...METADATA, name: 'checkout-files' },
      data: { 'file-0': 'port: 8080\nmode: "{{ .Values.mode }}"\n', 'file-1': 'rules: []\n' },
    });
  });

  test('has an Ingress to its port http', () => {
    expect(objectOf(FULL, 'Ingress checkout')).toStrictEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...METADATA, annotations: { ...ANNOTATIONS, 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' } },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'checkout.staging.acme.io',
            http: { paths: [{ path: '/api', pathType: 'Prefix', backend: { service: { name: 'checkout', port: { name: 'http' } } } }] },
          },
        ],
        tls: [{ hosts: ['checkout.staging.acme.io'], secretName: 'checkout-tls' }],
      },
    });
  });

  test('has an HTTPRoute to the number of that port', () => {
    expect(objectOf(FULL, 'HTTPRoute checkout')).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: METADATA,
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways', sectionName: 'https' }],
        hostnames: ['checkout.staging.acme.io'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
            backendRefs: [{ group: '', kind: 'Service', name: 'checkout', port: 8080, weight: 1 }],
          },
        ],
      },
    });
  });

  test('has a ServiceMonitor that Prometheus selects', () => {
    expect(objectOf(FULL, 'ServiceMonitor checkout')).toStrictEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...METADATA, labels: { ...LABELS, release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'checkout' } },
        namespaceSelector: { matchNames: ['checkout-staging'] },
        endpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
      },
    });
  });
});

describe('an application of which little was said', () => {
  test('has a Deployment and a Service and nothing in them that is empty', () => {
    expect(rendered(MINIMAL).map(({ document }) => document)).toStrictEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: METADATA,
        spec: {
          replicas: 2,
          selector: { matchLabels: SELECTOR },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
          revisionHistoryLimit: 5,
          template: {
            metadata: { labels: { ...LABELS, 'app.kubernetes.io/component': 'service' }, annotations: ANNOTATIONS },
            spec: {
              serviceAccountName: 'checkout',
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              securityContext: POD_SECURITY,
              terminationGracePeriodSeconds: 30,
              topologySpreadConstraints: SPREAD,
              containers: [
                {
                  name: 'checkout',
                  image: 'ghcr.io/acme/checkout:1.0.0',
                  imagePullPolicy: 'IfNotPresent',
                  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
                  resources: RESOURCES,
                  securityContext: SECURITY,
                },
              ],
            },
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: METADATA,
        spec: { type: 'ClusterIP', selector: SELECTOR, ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }] },
      },
    ]);
  });

  test('has no Service and no ports where nobody calls it, and no annotations where there are none', () => {
    expect(rendered(WORKER).map(({ id }) => id)).toEqual(['Deployment mailer']);
    const worker = objectOf(WORKER, 'Deployment mailer');
    expect(worker.metadata).toStrictEqual({
      name: 'mailer',
      namespace: 'mailer-staging',
      labels: { ...LABELS, 'app.kubernetes.io/name': 'mailer' },
    });
    const template = templateOf(worker);
    expect(Object.keys(template?.metadata)).toEqual(['labels']);
    expect(template?.spec.containers[0]).toStrictEqual({
      name: 'mailer',
      image: 'ghcr.io/acme/checkout:1.0.0',
      imagePullPolicy: 'IfNotPresent',
      env: [{ name: 'QUEUE', value: 'mails' }],
      resources: RESOURCES,
      securityContext: SECURITY,
      volumeMounts: [{ name: 'writable-0', mountPath: '/tmp' }],
    });
  });
});

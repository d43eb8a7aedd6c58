import { Rendering } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppProps } from './support';

/** An object of the application `checkout` by the name of its file. */
function documentOf(props: AppProps, name: string): Json {
  return load(filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS, ...props } })[`manifests/staging/${name}.yaml`]) as Json;
}

const SERVICE = 'service-checkout';

const refused = (props: AppProps) => thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props }));

test('a Service has other numbers than the container, and says what is spoken', () => {
  const props = {
    port: 8080, portName: 'web', servicePort: 80, appProtocol: 'kubernetes.io/h2c',
    extraPorts: [{ name: 'grpc', port: 9000, servicePort: 443, appProtocol: 'grpc' }, { name: 'dns', port: 53, udp: true }],
  };
  expect(documentOf(props, SERVICE).spec.ports).toEqual([
    { name: 'web', port: 80, targetPort: 'web', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    { name: 'grpc', port: 443, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'grpc' },
    { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
  ]);
  const [container] = documentOf(props, 'deployment-checkout').spec.template.spec.containers;
  expect(container.ports).toEqual([
    { name: 'web', containerPort: 8080, protocol: 'TCP' },
    { name: 'grpc', containerPort: 9000, protocol: 'TCP' },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ]);
});

test('requests of one address stay with one pod for as long as it is said', () => {
  const { spec } = documentOf({ sessionAffinitySeconds: 600 }, SERVICE);
  expect(spec).toMatchObject({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } } });
  expect(documentOf({}, SERVICE).spec).not.toHaveProperty('sessionAffinity');
});

test('Prometheus reads the served port by its name', () => {
  const props = { metricsPort: 8080, portName: 'web' };
  expect(documentOf(props, 'servicemonitor-checkout').spec.endpoints[0].port).toBe('web');
  expect(documentOf(props, SERVICE).spec.ports).toHaveLength(1);
});

test('a further process has a Service of its own', () => {
  const workloads = [{ name: 'api', port: 9000, servicePort: 80, appProtocol: 'grpc', sessionAffinitySeconds: 60 }];
  expect(documentOf({ workloads }, 'service-checkout-api').spec).toMatchObject({
    ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'grpc' }], sessionAffinity: 'ClientIP',
  });
});

test.each<[path: string, props: AppProps, allowed: string, fix: string]>([
  ['servicePort', { port: undefined, servicePort: 80 }, 'nothing without port', 'give port'],
  ['portName', { port: undefined, portName: 'web' }, 'nothing without port', 'give port'],
  ['appProtocol', { port: undefined, appProtocol: 'grpc' }, 'nothing without port', 'give port'],
  ['sessionAffinitySeconds', { port: undefined, sessionAffinitySeconds: 60 }, 'nothing without port', 'give port'],
  ['appProtocol', { appProtocol: 'h2c' }, 'a protocol such as grpc, https or kubernetes.io/h2c', "write 'kubernetes.io/h2c'"],
  ['sessionAffinitySeconds', { sessionAffinitySeconds: 90_000 }, 'an integer from 1 to 86400', 'use 86400'],
  [
    'extraPorts[0].servicePort', { servicePort: 80, extraPorts: [{ name: 'more', port: 9000, servicePort: 80 }] },
    'a name and number that servicePort does not have', 'change one of the two',
  ],
  [
    'extraPorts[0]', { servicePort: 9000, extraPorts: [{ name: 'more', port: 9000 }] },
    'a name and number that servicePort does not have', 'change one of the two',
  ],
  [
    'extraPorts[0]', { portName: 'web', extraPorts: [{ name: 'web', port: 9000 }] },
    'a name and number that port does not have', 'change one of the two',
  ],
  [
    'workloads[0].extraPorts[0].servicePort',
    { workloads: [{ name: 'api', port: 80, extraPorts: [{ name: 'more', port: 9000, servicePort: 80 }] }] },
    'a name and number that workloads[0].port does not have', 'change one of the two',
  ],
  [
    'sidecars[0].ports[0].servicePort', { sidecars: [{ name: 'proxy', image: 'a:1', ports: [{ name: 'p', port: 1, servicePort: 2 }] }] },
    'nothing: the Service has only ports of the application itself', 'remove servicePort',
  ],
])('%s is refused where it says nothing, or clashes', (path, props, allowed, fix) => {
  expect(refused(props).problems).toEqual([expect.objectContaining({ path, allowed, fix })]);
});

test('the same number for UDP and for TCP is fine, and a port that takes the place of another', () => {
  const extraPorts = [{ name: 'dns', port: 53, udp: true }, { name: 'dns-tcp', port: 53 }, { name: 'more', port: 80, servicePort: 8080 }];
  expect(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props: { servicePort: 80, extraPorts } })).not.toThrow();
});

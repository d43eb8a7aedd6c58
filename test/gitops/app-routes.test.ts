import { GitOpsApp, Rendering, Routing } from '@golden-path/constructs';
import type { AppRoute, EnvironmentProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform, anEnvironment } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { APP } from './support';
import type { AppProps } from './support';

/** Makes the application `checkout` in an environment of which a test may say anything. */
function make(app: App, props: AppProps, environment: Partial<EnvironmentProps> = {}): void {
  const platform = aPlatform({ environments: [anEnvironment(environment)] });
  const build = (service: Json) => void new GitOpsApp(service.node.scope, 'App', { service, ...APP, rendering: Rendering.MANIFESTS, ...props });
  aService(app, {}, { platform, build });
}

/** The objects by which requests come in, by their kinds and names, and the policies that let them in. */
function synth(props: AppProps, environment?: Partial<EnvironmentProps>) {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  make(app, props, environment);
  app.synth();
  const files = Object.entries(filesIn(`${outdir}/gitops/apps/checkout/manifests/staging`));
  const objects = Object.fromEntries(files.map(([name, text]) => [name.replace('.yaml', ''), load(text) as Json]));
  const terraform = JSON.parse(filesIn(`${outdir}/stacks/checkout-staging`)['cdk.tf.json']) as Json;
  const record = JSON.parse(filesIn(outdir)['golden-path.json']) as Json;
  return { objects, policies: Object.values<Json>(terraform.resource.kubernetes_network_policy_v1), record };
}

const routed = (props: AppProps, environment?: Partial<EnvironmentProps>) => synth(props, environment).objects;

/** The problems of routes, as path, what is allowed and how to mend it. */
const problems = (props: AppProps, environment?: Partial<EnvironmentProps>) =>
  thrownBy(() => make(new App({ outdir: '/nonexistent-but-unused' }), props, environment)).problems;

const HOST = 'shop.acme.io';
const API = { name: 'api', port: 9000, extraPorts: [{ name: 'grpc', port: 9001, servicePort: 443 }, { name: 'dns', port: 53, udp: true }] };
const TO = (service: string, port: string) => ({ service: { name: service, port: { name: port } } });

describe('by an Ingress', () => {
  test('several hosts and paths lead to several ports of several processes', () => {
    const routes: AppRoute[] = [
      { host: HOST, paths: ['/api', '/v2'], workload: 'api' },
      { host: HOST, paths: ['/rpc'], exact: true, workload: 'api', port: 9001 },
      { host: 'admin.acme.io', port: 8081 },
    ];
    const { spec } = routed({ host: HOST, routes, workloads: [API], extraPorts: [{ name: 'admin', port: 8081 }] })['ingress-checkout'];
    expect(spec.rules).toEqual([
      {
        host: HOST,
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: TO('checkout', 'http') },
            { path: '/api', pathType: 'Prefix', backend: TO('checkout-api', 'http') },
            { path: '/v2', pathType: 'Prefix', backend: TO('checkout-api', 'http') },
            { path: '/rpc', pathType: 'Exact', backend: TO('checkout-api', 'grpc') },
          ],
        },
      },
      { host: 'admin.acme.io', http: { paths: [{ path: '/', pathType: 'Prefix', backend: TO('checkout', 'admin') }] } },
    ]);
    expect(spec.tls).toEqual([{ hosts: [HOST, 'admin.acme.io'] }]);
  });

  test('routes with annotations of their own have another Ingress', () => {
    const routes: AppRoute[] = [
      { host: HOST, paths: ['/rpc'], ingressName: 'grpc', ingressAnnotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC' } },
    ];
    const objects = routed({ host: HOST, routes, ingressAnnotations: { 'acme.io/all': 'yes' } });
    expect(objects['ingress-checkout'].metadata.annotations).toMatchObject({ 'acme.io/all': 'yes' });
    expect(objects['ingress-checkout'].metadata.annotations).not.toHaveProperty('nginx.ingress.kubernetes.io/backend-protocol');
    expect(objects['ingress-checkout-grpc'].metadata.annotations).toMatchObject({
      'acme.io/all': 'yes', 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC',
    });
    expect(objects['ingress-checkout-grpc'].spec.rules[0].http.paths[0].path).toBe('/rpc');
  });
});

describe('by HTTPRoutes', () => {
  const via = (routes: AppRoute[], more: AppProps = {}) => routed({ routing: Routing.HTTP_ROUTE, workloads: [API], routes, ...more });
  const specsOf = (objects: Record<string, Json>): Json[] =>
    Object.entries(objects).filter(([name]) => name.startsWith('httproute-')).map(([, { spec }]) => spec);

  test('there is one for each host, with its defaults written out', () => {
    const objects = via([{ host: 'api.acme.io', paths: ['/a', '/b'], workload: 'api', port: 9001 }], { host: HOST });
    expect(objects['httproute-checkout'].spec).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'ingress-nginx', sectionName: 'https' }],
      hostnames: [HOST],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'checkout', port: 8080, weight: 1 }],
        },
      ],
    });
    const [further] = specsOf(objects).filter(({ hostnames }) => hostnames[0] === 'api.acme.io');
    expect(further.rules).toEqual([
      {
        matches: ['/a', '/b'].map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: [{ group: '', kind: 'Service', name: 'checkout-api', port: 443, weight: 1 }],
      },
    ]);
  });

  test('they change headers, rewrite, redirect and give up', () => {
    const [spec] = specsOf(via([
      {
        host: HOST,
        paths: ['/old', '/older'],
        requestHeaders: { 'X-From': 'gateway' },
        removedRequestHeaders: ['X-Secret'],
        responseHeaders: { 'X-Frame-Options': 'DENY' },
        rewritePath: '/new',
        rewriteHost: 'inside.acme.io',
        timeoutSeconds: 30,
        backendTimeoutSeconds: 10,
        listener: 'internal',
      },
      { host: HOST, paths: ['/gone'], exact: true, redirect: { host: 'www.acme.io', path: '/here', permanent: true } },
    ]));
    const filters = [
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-From', value: 'gateway' }], remove: ['X-Secret'] } },
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'X-Frame-Options', value: 'DENY' }] } },
      { type: 'URLRewrite', urlRewrite: { hostname: 'inside.acme.io', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } } },
    ];
    const backendRefs = [{ group: '', kind: 'Service', name: 'checkout', port: 8080, weight: 1 }];
    const timeouts = { request: '30s', backendRequest: '10s' };
    expect(spec.parentRefs[0].sectionName).toBe('internal');
    expect(spec.rules).toEqual([
      // The API takes one match beside a path that replaces a prefix.
      ...['/old', '/older'].map((value) => ({ matches: [{ path: { type: 'PathPrefix', value } }], filters, backendRefs, timeouts })),
      {
        matches: [{ path: { type: 'Exact', value: '/gone' } }],
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: { hostname: 'www.acme.io', path: { type: 'ReplaceFullPath', replaceFullPath: '/here' }, statusCode: 301 },
          },
        ],
      },
    ]);
  });

  test('more rules than an HTTPRoute can have are in several', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ host: HOST, paths: [`/a${index}`] }));
    expect(specsOf(via(many)).map(({ rules }) => rules.length).sort()).toEqual([16, 4]);
    const paths = Array.from({ length: 60 }, (_, index) => `/p${index}`);
    const wide = ['a', 'b', 'c'].map((part) => ({ host: HOST, paths: paths.map((path) => `/${part}${path}`) }));
    expect(specsOf(via(wide)).map(({ rules }) => rules.length).sort()).toEqual([1, 2]);
  });

  test('who asks for plain HTTP is sent to HTTPS where the Gateway has a listener for them', () => {
    const objects = routed({ routing: Routing.HTTP_ROUTE, host: HOST, path: '/a' }, { gatewayHttpListener: 'http', gatewayListener: 'tls' });
    expect(objects['httproute-checkout'].spec.parentRefs[0].sectionName).toBe('tls');
    expect(objects['httproute-checkout-redirect'].spec).toMatchObject({
      parentRefs: [{ sectionName: 'http' }],
      hostnames: [HOST],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
    expect(objects['httproute-checkout-redirect'].spec.rules[0]).not.toHaveProperty('backendRefs');
    expect(routed({ routing: Routing.HTTP_ROUTE, host: HOST })).not.toHaveProperty('httproute-checkout-redirect');
  });
});

describe('TLS', () => {
  const CERT_MANAGER = 'cert-manager.io/cluster-issuer';
  const ISSUED = { certificateIssuer: 'letsencrypt' };

  test('comes with the certificate of the controller where nothing else is said', () => {
    expect(routed({ host: HOST })['ingress-checkout'].spec.tls).toEqual([{ hosts: [HOST] }]);
  });

  test('comes from cert-manager where the platform has an issuer, with a Secret for each host', () => {
    const { metadata, spec } = routed({ host: HOST, routes: [{ host: 'b.acme.io' }] }, ISSUED)['ingress-checkout'];
    expect(metadata.annotations[CERT_MANAGER]).toBe('letsencrypt');
    expect(spec.tls).toEqual([
      { hosts: [HOST], secretName: 'checkout-tls' },
      { hosts: ['b.acme.io'], secretName: expect.stringMatching(/^checkout-b-acme-io-[0-9a-f]{8}-tls$/) },
    ]);
    expect(routed({ host: HOST }, ISSUED)['ingress-checkout'].spec.tls).toEqual([{ hosts: [HOST], secretName: 'checkout-tls' }]);
  });

  test('comes from the Secret that a team names, which cert-manager leaves alone', () => {
    const { metadata, spec } = routed({ host: HOST, tlsSecretName: 'own' }, ISSUED)['ingress-checkout'];
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'own' }]);
    const mixed = { host: HOST, tlsSecretName: 'own', routes: [{ host: 'b.acme.io' }] };
    expect(problems(mixed, ISSUED)).toEqual([
      expect.objectContaining({ path: 'tlsSecretName', allowed: expect.stringContaining("in one Ingress with 'b.acme.io'") }),
    ]);
    expect(() => routed({ ...mixed, routes: [{ host: 'b.acme.io', ingressName: 'b' }] }, ISSUED)).not.toThrow();
  });

  test('comes from an issuer that a team names itself, and from no second one', () => {
    const given = { host: HOST, ingressAnnotations: { 'cert-manager.io/issuer': 'own' } };
    const { metadata, spec } = routed(given, ISSUED)['ingress-checkout'];
    expect(metadata.annotations).toMatchObject({ 'cert-manager.io/issuer': 'own' });
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'checkout-tls' }]);
  });

  test('takes what the platform says to its controller', () => {
    const ingressAnnotations = { 'alb.ingress.kubernetes.io/ssl-redirect': '443' };
    expect(routed({ host: HOST }, { ingressAnnotations })['ingress-checkout'].metadata.annotations).toMatchObject(ingressAnnotations);
  });

  const REASON = 'the old devices speak no TLS';
  const EXCEPTION = { 'platform.acme.io/exceptions': `plain HTTP: ${REASON}` };

  test.each<[string, AppProps, Partial<EnvironmentProps>]>([
    ['application', { plainHttpReason: REASON }, ISSUED],
    ['environment', {}, { ...ISSUED, plainHttpReason: REASON, gatewayHttpListener: 'http' }],
  ])('is left out with a reason of the %s, which the output shows', (_, props, environment) => {
    const { metadata, spec } = routed({ host: HOST, ...props }, environment)['ingress-checkout'];
    expect(spec).not.toHaveProperty('tls');
    expect(metadata.annotations).toMatchObject(EXCEPTION);
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    const long = routed({ host: HOST, routes: [{ host: 'b.acme.io' }], ...props }, environment)['ingress-checkout'];
    expect([long.spec.tls, long.metadata.annotations[CERT_MANAGER]]).toEqual([undefined, undefined]);
    const objects = routed({ host: HOST, routing: Routing.HTTP_ROUTE, ...props }, environment);
    expect(objects['httproute-checkout'].spec.parentRefs[0]).not.toHaveProperty('sectionName');
    expect(objects['httproute-checkout'].metadata.annotations).toMatchObject(EXCEPTION);
    expect(objects).not.toHaveProperty('httproute-checkout-redirect');
  });

  test('is left out by an application only on the record', () => {
    const { record } = synth({ host: HOST, plainHttpReason: REASON });
    expect(JSON.stringify(record)).toContain(REASON);
    expect(problems({ host: HOST, plainHttpReason: '?' })).toMatchObject([{ path: 'plainHttpReason' }]);
    expect(problems({ host: HOST, plainHttpReason: REASON, tlsSecretName: 'own' })).toMatchObject([
      { path: 'tlsSecretName', allowed: 'nothing beside plainHttpReason: there is no TLS then' },
    ]);
  });
});

test('each port that a route leads to opens to the ingress, and no other', () => {
  const routes = [{ host: 'a.acme.io', workload: 'api' }, { host: 'b.acme.io', workload: 'api' }];
  const { policies } = synth({ host: HOST, routes, workloads: [API] });
  const opened = policies.flatMap(({ spec, metadata }) => (spec.ingress ?? []).map((rule: Json) => ({
    ports: rule.ports.map(({ port }: Json) => port),
    component: spec.pod_selector.match_labels['app.kubernetes.io/component'],
    why: metadata.annotations['platform.acme.io/why'],
  })));
  expect(opened).toEqual([
    { ports: ['8080'], component: 'service', why: `requests for ${HOST} come through the ingress` },
    { ports: ['9000'], component: 'api', why: 'requests for a.acme.io, b.acme.io come through the ingress' },
  ]);
});

const VIA_GATEWAY = { routing: Routing.HTTP_ROUTE };

test.each<[path: string, props: AppProps, allowed: RegExp, fix: RegExp]>([
  ['routes[0].host', { routes: [{ host: 'x' }] }, /a host name/, /payments/],
  ['routes[0].workload', { routes: [{ host: HOST, workload: 'apy' }], workloads: [API] }, /^'?api'?$/, /did you mean 'api'/],
  ['routes[0].workload', { routes: [{ host: HOST, workload: 'api' }] }, /of which there are none/, /add it to workloads/],
  ['routes[0].port', { routes: [{ host: HOST, port: 9 }] }, /a TCP port of the application: 8080 \(http\)/, /write port: 8080/],
  ['routes[0].port', { routes: [{ host: HOST, workload: 'api', port: 53 }], workloads: [API] }, /9000 \(http\).*9001 \(grpc\)/, /write port: 9000/],
  ['routes[0].port', { port: undefined, routes: [{ host: HOST }] }, /has none by itself/, /give the application a port/],
  ['routes[0].paths', { routes: [{ host: HOST, paths: [] }] }, /1 to 64 paths/, /leave it out/],
  ['routes[0].paths[0]', { routes: [{ host: HOST, paths: ['a'] }] }, /begins with/, /did you mean '\/a'/],
  ['routes[0].paths[0]', { ...VIA_GATEWAY, routes: [{ host: HOST, paths: ['/a#b'] }] }, /a URL may have/, /payments/],
  ['routes[0]', { host: HOST, routes: [{ host: HOST }] }, /that host does not have/, /another host or path/],
  ['routes[1].paths[1]', { routes: [{ host: HOST, paths: ['/a'] }, { host: HOST, paths: ['/b', '/a/'] }] }, /routes\[0\]/, /another host or path/],
  ['routes[0].timeoutSeconds', { routes: [{ host: HOST, timeoutSeconds: 5 }] }, /beside an Ingress/, /Routing.HTTP_ROUTE/],
  ['routes[0].tlsSecretName', { ...VIA_GATEWAY, routes: [{ host: HOST, tlsSecretName: 'a' }] }, /beside an HTTPRoute/, /Routing.INGRESS/],
  ['routes[0].ingressAnnotations', { routes: [{ host: HOST, ingressAnnotations: { a: 'b' } }] }, /without ingressName/, /ingressName/],
  ['routes[0].redirect', { ...VIA_GATEWAY, routes: [{ host: HOST, redirect: {} }] }, /another host or path/, /redirect: \{ host/],
  ['routes[0].port', { ...VIA_GATEWAY, routes: [{ host: HOST, port: 8080, redirect: { path: '/a' } }] }, /beside redirect/, /remove port/],
  ['routes[0].rewritePath', { ...VIA_GATEWAY, routes: [{ host: HOST, rewritePath: '/', redirect: { path: '/a' } }] }, /beside redirect/, /remove/],
  [
    'routes[0].backendTimeoutSeconds', { ...VIA_GATEWAY, routes: [{ host: HOST, timeoutSeconds: 5, backendTimeoutSeconds: 6 }] },
    /at most timeoutSeconds, which is 5/, /before the request/,
  ],
  [
    "routes[0].requestHeaders['X']", { ...VIA_GATEWAY, routes: [{ host: HOST, requestHeaders: { X: 'a\nb' } }] },
    /one line/, /U\+000A/,
  ],
  [
    'routes[1].listener', { ...VIA_GATEWAY, routes: [{ host: HOST, listener: 'a' }, { host: HOST, paths: ['/b'], listener: 'b' }] },
    /one listener for each host/, /the same/,
  ],
  ['path', { path: '/a', routes: [{ host: HOST }] }, /nothing without a host/, /give host/],
  ['plainHttpReason', { plainHttpReason: 'nobody asks for it' }, /nothing without a host/, /give host/],
])('%s is refused with a way out where it is not sound', (path, props, allowed, fix) => {
  expect(problems(props)).toEqual([
    expect.objectContaining({ path, allowed: expect.stringMatching(allowed), fix: expect.stringMatching(fix) }),
  ]);
});

test('two applications at one host and path are refused, whichever of their routes it is', () => {
  const app = new App({ outdir: temporaryFolder() });
  const platform = aPlatform();
  const routesOf = [[{ host: 'a.acme.io' }, { host: HOST, paths: ['/x', '/y'] }], [{ host: HOST, paths: ['/y/'] }]];
  routesOf.forEach((routes, index) => {
    const serviceName = ['orders', 'search'][index];
    const build = (service: Json) => void new GitOpsApp(service.node.scope, 'App', { service, ...APP, routes });
    aService(app, { serviceName }, { platform, build });
  });
  expect(thrownBy(() => app.synth()).problems).toMatchObject([
    { path: 'orders-staging/App, search-staging/App', got: "two applications at 'shop.acme.io' and '/y/' in 'staging'" },
  ]);
});

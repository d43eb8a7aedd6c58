import { GitOpsApp, Routing } from '@golden-path/constructs';
import type { AppRoute } from '@golden-path/constructs';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { API, HOST, routed, synth } from './routing-support';
import { APP } from './support';
import type { AppProps } from './support';

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

import { Routing } from '@golden-path/constructs';
import { API, HOST, problems } from './routing-support';
import type { AppProps } from './support';

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

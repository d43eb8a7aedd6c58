import fc from 'fast-check';
import type {
  FurtherHttpRouteValues,
  FurtherIngressValues,
  HttpRouteValues,
  HttpRuleValues,
  IngressValues,
} from '../../lib/gitops/values/route-values';
import { count, dnsLabel, host, labelKey, mapOf, port, someOf, urlPath } from './arbitrary-texts';
import type { Text } from './arbitrary-texts';

export const ingress = (text: Text): fc.Arbitrary<IngressValues> => fc.record(
  {
    enabled: fc.constant(true),
    className: dnsLabel,
    host,
    path: urlPath,
    annotations: mapOf(labelKey, text),
    tls: fc.boolean(),
    tlsSecret: dnsLabel,
  },
  { requiredKeys: ['enabled', 'className', 'host', 'path', 'annotations'] },
);

export const httpRoute = (text: Text): fc.Arbitrary<HttpRouteValues> => fc.record(
  {
    enabled: fc.constant(true),
    host,
    path: urlPath,
    annotations: mapOf(labelKey, text),
    gateway: fc.record({ name: dnsLabel, namespace: dnsLabel, sectionName: dnsLabel }, { requiredKeys: ['name', 'namespace'] }),
  },
  { requiredKeys: ['enabled', 'host', 'path', 'gateway'] },
);

const ingressRule = fc.record({
  host,
  http: fc.record({
    paths: someOf(fc.record({
      path: urlPath,
      pathType: fc.constantFrom('Exact' as const, 'Prefix' as const),
      backend: fc.record({ service: fc.record({ name: dnsLabel, port: fc.record({ name: dnsLabel }) }) }),
    })),
  }),
});

const furtherIngress = (text: Text): fc.Arbitrary<FurtherIngressValues> => fc.record(
  {
    annotations: mapOf(labelKey, text),
    spec: fc.record(
      {
        ingressClassName: dnsLabel,
        rules: someOf(ingressRule),
        tls: someOf(fc.record({ hosts: someOf(host), secretName: dnsLabel }, { requiredKeys: ['hosts'] })),
      },
      { requiredKeys: ['rules'] },
    ),
  },
  { requiredKeys: ['spec'] },
);

const httpFilter = (text: Text) => fc.oneof(
  fc.record({ name: labelKey, value: text })
    .map((one) => ({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [one], remove: ['x'] } })),
  urlPath.map((path) => ({ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: path } } })),
  host.map((hostname) => ({ type: 'RequestRedirect', requestRedirect: { hostname, statusCode: 301 } })),
);

const httpRule = (text: Text): fc.Arbitrary<HttpRuleValues> => fc.record(
  {
    matches: someOf(fc.record({ path: fc.record({ type: fc.constantFrom('Exact' as const, 'PathPrefix' as const), value: urlPath }) })),
    filters: someOf(httpFilter(text)),
    backendRefs: someOf(fc.record({
      group: fc.constant('' as const), kind: fc.constant('Service' as const), name: dnsLabel, port, weight: fc.constant(1 as const),
    })),
    timeouts: fc.record({ request: count(1, 86_400).map((time) => `${time}s`) }),
  },
  { requiredKeys: ['matches'] },
);

const furtherHttpRoute = (text: Text): fc.Arbitrary<FurtherHttpRouteValues> => fc.record(
  {
    annotations: mapOf(labelKey, text),
    spec: fc.record({
      parentRefs: someOf(fc.record(
        {
          group: fc.constant('gateway.networking.k8s.io' as const),
          kind: fc.constant('Gateway' as const),
          name: dnsLabel,
          namespace: dnsLabel,
          sectionName: dnsLabel,
        },
        { requiredKeys: ['group', 'kind', 'name', 'namespace'] },
      )),
      hostnames: someOf(host),
      rules: someOf(httpRule(text)),
    }),
  },
  { requiredKeys: ['spec'] },
);

/** Data as JSON has it, without the records that have no prototype. */
const plain = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

/** Further routes, of other names than the application has. */
export const furtherRoutes = (text: Text) => fc.record(
  {
    ingresses: mapOf(dnsLabel.map((name) => `${name}-more`), furtherIngress(text)).map(plain),
    httpRoutes: mapOf(dnsLabel.map((name) => `${name}-more`), furtherHttpRoute(text)).map(plain),
  },
  { requiredKeys: [] },
);

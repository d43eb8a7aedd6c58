import { Routing } from '@golden-path/constructs';
import type { EnvironmentProps, GitOpsAppProps } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import { clusterOf } from '../../lib/testing/network/cluster';
import { decide } from '../../lib/testing/network/evaluate';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, resources } from '../support/synth';
import type { Json } from '../support/synth';
import { pod } from '../testing/cluster';
import { application } from '../testing/services';

const HOST = 'checkout.acme.io';
const ENVOY = { gatewayNamespace: 'gateways', gatewayProxyNamespace: 'envoy-gateway-system' };
const SOLVER = { 'acme.cert-manager.io/http01-solver': 'true' };

/** What is written of an application in an environment. */
function written(environment: Partial<EnvironmentProps>, app: Partial<GitOpsAppProps> = {}) {
  const platform = aPlatform({ environments: [anEnvironment(environment)] });
  const output = synthesize((root) => application(aService(root, {}, { platform }), { host: HOST, ...app }));
  const service = output.service('checkout', 'staging');
  return { service, policies: resources(service.stack.terraform, 'kubernetes_network_policy_v1') };
}

const namespaces = (policy: Json): string[] =>
  policy.spec.ingress[0].from.map((peer: Json) => peer.namespace_selector.match_labels['kubernetes.io/metadata.name']);

describe('requests come', () => {
  const opened = (environment: Partial<EnvironmentProps>, routing: Routing) =>
    Object.values(written(environment, { routing }).policies)
      .filter(({ metadata }) => (metadata.name as string).startsWith('allow-from-'))
      .flatMap(namespaces);

  test.each<[Partial<EnvironmentProps>, Routing, string]>([
    [{}, Routing.INGRESS, 'ingress-nginx'],
    [{}, Routing.HTTP_ROUTE, 'ingress-nginx'],
    [{ ingressNamespace: 'edge' }, Routing.HTTP_ROUTE, 'edge'],
    [ENVOY, Routing.HTTP_ROUTE, 'envoy-gateway-system'],
    [ENVOY, Routing.INGRESS, 'ingress-nginx'],
    [{ gatewayNamespace: 'gateways' }, Routing.HTTP_ROUTE, 'ingress-nginx'],
  ])('in %j by %s only from %s', (environment, routing, namespace) => {
    expect(opened(environment, routing)).toEqual([namespace]);
  });

  test('from the pods that have the labels of the proxies', () => {
    const labels = { 'gateway.envoyproxy.io/owning-gateway-name': 'public' };
    const { policies } = written({ ...ENVOY, gatewayProxyPodLabels: labels }, { routing: Routing.HTTP_ROUTE });
    const [policy] = Object.values(policies).filter(({ metadata }) => (metadata.name as string).includes('envoy-gateway-system'));
    expect(policy.spec.ingress[0].from[0].pod_selector).toEqual({ match_labels: labels });
  });

  test('from the labels of the ingress as long as the proxies are in its namespace', () => {
    const { gatewayProxyPodLabels: own } = aPlatform({ environments: [anEnvironment({ ingressPodLabels: { app: 'edge' } })] }).environments[0];
    const { gatewayProxyPodLabels: other } = aPlatform({ environments: [anEnvironment({ ...ENVOY, ingressPodLabels: { app: 'edge' } })] })
      .environments[0];
    expect([own, other]).toEqual([{ app: 'edge' }, {}]);
  });

  test('by a route that is attached to the Gateway in its own namespace', () => {
    const route = written(ENVOY, { routing: Routing.HTTP_ROUTE }).service.manifest('HTTPRoute');
    expect(route.spec.parentRefs[0]).toMatchObject({ name: 'public', namespace: 'gateways' });
  });
});

describe("cert-manager's solver", () => {
  const solver = (environment: Partial<EnvironmentProps>, app: Partial<GitOpsAppProps> = {}) =>
    Object.entries(written(environment, app).policies).filter(([name]) => name.startsWith('allow-acme-solver'));

  test('is unknown by default, and without a host', () => {
    expect(solver({})).toEqual([]);
    expect(solver({ acmeHttp01Solver: true }, { host: undefined })).toEqual([]);
  });

  test.each<[Routing, string, string]>([
    [Routing.INGRESS, 'allow-acme-solver-ingress', 'ingress-nginx'],
    [Routing.HTTP_ROUTE, 'allow-acme-solver-gateway', 'envoy-gateway-system'],
  ])('answers what comes in by %s, and calls nothing', (routing, name, namespace) => {
    const { service } = written({ ...ENVOY, acmeHttp01Solver: true }, { routing });
    const [[found, policy]] = Object.entries(resources(service.stack.terraform, 'kubernetes_network_policy_v1'))
      .filter(([each]) => each.startsWith('allow-acme-solver'));
    expect([found, namespaces(policy)]).toEqual([name, [namespace]]);
    expect(policy.spec).toMatchObject({ pod_selector: { match_labels: SOLVER }, policy_types: ['Ingress'] });

    const { policies } = clusterOf([{ origin: 'stack', document: service.stack.terraform }], []);
    const own = { ...pod('checkout-staging', SOLVER), namespace: policies[0].namespace };
    const front = { ...pod(namespace, {}), namespaceLabels: { 'kubernetes.io/metadata.name': namespace } };
    const asked = (direction: 'ingress' | 'egress', from: typeof own, to: typeof own, port: number) =>
      decide(policies, direction, { from, to, port, protocol: 'TCP' }).outcome;
    expect(asked('ingress', front, own, 8089)).toBe('yes');
    expect(asked('ingress', front, own, 8080)).toBe('no');
    expect(asked('ingress', pod('elsewhere', {}), own, 8089)).toBe('no');
    for (const port of [53, 80, 443]) expect(asked('egress', own, front, port)).toBe('no');
  });

  test('is reached by a load balancer that sends requests itself', () => {
    const [[, policy]] = solver({ acmeHttp01Solver: true, ingressCidrs: ['10.1.0.0/24'] });
    expect(policy.spec.ingress[0].from).toEqual([{ ip_block: { cidr: '10.1.0.0/24' } }]);
  });
});

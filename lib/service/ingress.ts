import type { Environment } from '../platform/environment';
import type { NetworkRule } from './isolation';
import { Peer } from './peer';
import { portRange } from './ports';

/** The pods of cert-manager's HTTP-01 solver, which run in the namespace of the certificate. */
const SOLVER_PODS = { 'acme.cert-manager.io/http01-solver': 'true' };

/** @see https://cert-manager.io/docs/installation/best-practice/#network-requirements-and-network-policy */
const SOLVER_PORT = 8089;

/** How requests come in: by the ingress controller, or by the proxies of the Gateway. */
export enum Entrance {
  INGRESS = 'ingress',
  GATEWAY = 'gateway',
}

/** Who sends the requests that come in: the pods of the controller or of the proxies, unless a load balancer sends them itself. */
export function ingressPeers(environment: Environment, entrance: Entrance): Peer[] {
  const { ingressCidrs, ingressNamespace, ingressPodLabels, gatewayProxyNamespace, gatewayProxyPodLabels } = environment;
  if (ingressCidrs.length > 0) return ingressCidrs.map((cidr) => Peer.cidr(cidr));
  return entrance === Entrance.GATEWAY
    ? [Peer.namespace(gatewayProxyNamespace, gatewayProxyPodLabels)]
    : [Peer.namespace(ingressNamespace, ingressPodLabels)];
}

/** The pods that answer an ACME server in the place of the application; their own calls stay denied. */
export function solverRule(environment: Environment, entrance: Entrance): NetworkRule {
  return {
    name: `allow-acme-solver-${entrance}`,
    direction: 'from',
    pods: { matchLabels: SOLVER_PODS },
    peers: ingressPeers(environment, entrance).flatMap((peer) => peer._asSource(environment)),
    ports: [portRange(SOLVER_PORT)],
    why: 'an ACME server asks for the proof that a host is ours, through the ingress',
  };
}

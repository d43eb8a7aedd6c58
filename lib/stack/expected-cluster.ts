import type { ClusterSettings } from '../guardrails/model/app-model';
import { authorityDigest } from '../guardrails/rows/cluster-login';
import type { Environment } from '../platform/environment';

const perEnvironment = new WeakMap<Environment, ClusterSettings>();

/** The expected settings of the providers for an environment's cluster; created once for all of its stacks. */
export function clusterSettings(environment: Environment): ClusterSettings {
  const present = perEnvironment.get(environment);
  if (present) return present;
  const { clusterEndpoint: endpoint, clusterName: name, clusterCertificateAuthority } = environment;
  const settings = { endpoint, name, authority: authorityDigest(Buffer.from(clusterCertificateAuthority, 'base64').toString()) };
  perEnvironment.set(environment, settings);
  return settings;
}

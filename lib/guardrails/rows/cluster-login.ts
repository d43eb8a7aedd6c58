import { createHash } from 'node:crypto';
import { list } from '../../core/json';
import type { Breach, Predicate } from '../guardrail';
import type { ClusterSettings, StackFacts } from '../model/app-model';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { unreadable } from '../predicates';
import { others } from './other-arguments';

/** Arguments of a cluster connection that change neither the login nor the certificate authority. */
const HARMLESS_CLUSTER = ['alias', 'cluster_ca_certificate', 'exec', 'host', 'ignore_annotations', 'ignore_labels', 'version'];

/** Arguments of the Helm provider besides that connection. */
const HARMLESS_HELM = [
  'alias',
  'burst_limit',
  'debug',
  'experiments',
  'helm_driver',
  'kubernetes',
  'plugins_path',
  'qps',
  'registry',
  'repository_cache',
  'repository_config_path',
  'version',
];

/** The cluster of a provider, and its login there. */
export const CLUSTER: Predicate = {
  name: 'the endpoint, certificate authority and login are those of the environment’s cluster',
  breaches: ({ address, body, stack: { facts } }) => {
    const isHelm = address.startsWith('provider:helm');
    const connections = isHelm ? blocksOf(body.kubernetes) : [body];
    if (connections.length !== 1) return [{ got: `${connections.length} connections to a cluster`, what: 'kubernetes' }];
    const [connection] = connections;
    if (isUnreadable(connection)) return [unreadable('kubernetes', connection)];
    const { host, cluster_ca_certificate: authority } = connection;
    const { cluster } = facts.settings ?? {};
    return [
      ...(host === cluster?.endpoint ? [] : [{ got: `host: ${shown(host)}`, what: 'host' }]),
      ...(isAuthority(authority, cluster) ? [] : [otherAuthority(authority)]),
      ...(isHelm ? others(body, HARMLESS_HELM) : []),
      ...others(connection, HARMLESS_CLUSTER),
      ...blocksOf(connection.exec).flatMap((login, index) => (index === 0 && isLoginOfAws(login, facts) ? [] : [otherLogin(login)])),
    ];
  },
};

/** The digest of a certificate authority in PEM. */
export function authorityDigest(certificate: string): string {
  return `sha256:${createHash('sha256').update(certificate).digest('hex')}`;
}

function isAuthority(authority: unknown, cluster: ClusterSettings | undefined): boolean {
  return typeof authority === 'string' && authorityDigest(authority) === cluster?.authority;
}

function otherAuthority(authority: unknown): Breach {
  const got = typeof authority === 'string' ? `another cluster_ca_certificate, ${authorityDigest(authority)}` : shown(authority);
  return { got: typeof authority === 'string' ? got : `cluster_ca_certificate: ${got}`, what: 'cluster_ca_certificate' };
}

function otherLogin(login: unknown): Breach {
  const command = valueAt(login, 'command');
  return { got: `exec, a login with ${shown(command)}`, what: 'exec' };
}

/** The options that `aws eks get-token` may have, with the one allowed value of each. */
const LOGIN_OPTIONS: Readonly<Record<string, (facts: StackFacts) => string | undefined>> = {
  '--cluster-name': ({ settings }) => settings?.cluster.name,
  '--output': () => 'json',
  '--region': ({ account }) => account?.region,
};

/** Whether a login is `aws eks get-token` for the environment's cluster, with the credentials of the user or job that runs Terraform. */
function isLoginOfAws(login: unknown, facts: StackFacts): boolean {
  const args = list(valueAt(login, 'args')).flat(Infinity).map(String);
  const options = args.slice(2).flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1]]] : []));
  return (
    valueAt(login, 'command') === 'aws' &&
    valueAt(login, 'env') === undefined &&
    args.slice(0, 2).join(' ') === 'eks get-token' &&
    options.every(([name, value]) => value !== undefined && LOGIN_OPTIONS[name]?.(facts) === value)
  );
}

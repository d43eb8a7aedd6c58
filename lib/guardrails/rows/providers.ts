import { isPlainObject, list, many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { unreadable } from '../predicates';
import { row, SETTINGS, WITH_REASON } from './row';

/**
 * Arguments of the AWS provider that leave its account, its credentials and its endpoints as they are.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
const HARMLESS_AWS = [
  'alias',
  'allowed_account_ids',
  'default_tags',
  'forbidden_account_ids',
  'ignore_tags',
  'max_retries',
  'region',
  'retry_mode',
  's3_use_path_style',
  'skip_credentials_validation',
  'skip_metadata_api_check',
  'skip_region_validation',
  'token_bucket_rate_limiter_capacity',
  'use_dualstack_endpoint',
  'use_fips_endpoint',
  'user_agent',
  'version',
];

const ACCOUNT: Predicate = {
  name: 'allowed_account_ids is the account of the environment, and no other credentials, role or endpoint is taken',
  breaches: ({ body, stack: { facts } }) => {
    const ids = list(body.allowed_account_ids).flat(Infinity);
    const isOwn = ids.length === 1 && String(ids[0]) === facts.account?.accountId;
    return [
      ...(isOwn ? [] : [{ got: `allowed_account_ids: ${show(body.allowed_account_ids)}`, what: 'allowed_account_ids' }]),
      ...others(body, HARMLESS_AWS),
    ];
  },
};

/** What a provider has besides some arguments, without the value, which may be a secret. */
function others(body: Json, harmless: readonly string[]): Breach[] {
  return Object.keys(body)
    .filter((name) => !harmless.includes(name) && isGiven(body[name]))
    .map((name) => ({ got: `the argument ${name}`, what: name }));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** Arguments of the connection to a cluster that say neither who logs in nor whom the provider trusts. */
const HARMLESS_CLUSTER = ['alias', 'cluster_ca_certificate', 'exec', 'host', 'ignore_annotations', 'ignore_labels', 'version'];

/** What Helm's provider has besides that connection. */
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

const CLUSTER: Predicate = {
  name: 'host is the cluster of the environment, and the login is the one of AWS',
  breaches: ({ address, body, stack: { facts } }) => {
    const isHelm = address.startsWith('provider:helm');
    const connections = isHelm ? blocksOf(body.kubernetes) : [body];
    if (connections.length !== 1) return [{ got: `${connections.length} connections to a cluster`, what: 'kubernetes' }];
    const [connection] = connections;
    if (isUnreadable(connection)) return [unreadable('kubernetes', connection)];
    const { host } = connection;
    return [
      ...(host === facts.settings?.clusterEndpoint ? [] : [{ got: `host: ${shown(host)}`, what: 'host' }]),
      ...(isHelm ? others(body, HARMLESS_HELM) : []),
      ...others(connection, HARMLESS_CLUSTER),
      ...blocksOf(connection.exec).flatMap((login, index) => (index === 0 && isLoginOfAws(login) ? [] : [otherLogin(login)])),
    ];
  },
};

function otherLogin(login: unknown): Breach {
  const command = valueAt(login, 'command');
  return { got: `exec, a login by ${shown(command)}`, what: 'exec' };
}

/** Whether a login is `aws eks get-token` for a cluster by its name, with the credentials of whoever runs Terraform. */
function isLoginOfAws(login: unknown): boolean {
  const args = list(valueAt(login, 'args')).flat(Infinity).map(String);
  const flags = args.slice(2).filter((_, index) => index % 2 === 0);
  return (
    valueAt(login, 'command') === 'aws' &&
    valueAt(login, 'env') === undefined &&
    args.slice(0, 2).join(' ') === 'eks get-token' &&
    flags.every((flag) => ['--cluster-name', '--output', '--region'].includes(flag))
  );
}

const SOURCES: Readonly<Record<string, string>> = { aws: 'aws', helm: 'hashicorp/helm', kubernetes: 'hashicorp/kubernetes' };

const PROVIDER_SOURCES: Predicate = {
  name: 'the providers aws, helm and kubernetes are HashiCorp’s',
  breaches: ({ body }) => {
    const required = Object.assign({}, ...many(body.required_providers)) as Json;
    return Object.keys(SOURCES).flatMap((name) => {
      const provider = required[name];
      const source = isPlainObject(provider) ? provider.source : undefined;
      if (source === undefined || isOfHashicorp(String(source), name)) return [];
      return [{ got: `the provider ${name} from ${show(source)}`, what: `source of ${name}` }];
    });
  },
};

function isOfHashicorp(source: string, name: string): boolean {
  return [name, `hashicorp/${name}`, `registry.terraform.io/hashicorp/${name}`, `registry.opentofu.org/hashicorp/${name}`].includes(
    source,
  );
}

/** Where and as whom Terraform works. */
export const PROVIDER_ROWS: readonly Guardrail[] = [
  row({
    id: 'terraform.account',
    chapter: SETTINGS,
    on: ['provider:aws'],
    path: 'allowed_account_ids',
    must: ACCOUNT,
    rule: 'the account of the environment, by allowed_account_ids, and the credentials of whoever runs Terraform',
    fix: `take the account from the environment, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.cluster',
    chapter: SETTINGS,
    on: ['provider:helm', 'provider:kubernetes'],
    path: 'host, exec',
    must: CLUSTER,
    rule: 'the cluster of the environment, and the login of whoever runs Terraform',
    fix: `take the endpoint from the environment and the login by aws eks get-token, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.providers',
    chapter: SETTINGS,
    on: ['section:terraform'],
    path: 'terraform.required_providers',
    must: PROVIDER_SOURCES,
    rule: 'the providers of HashiCorp for AWS, Kubernetes and Helm',
    fix: "remove what changes their source; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
];

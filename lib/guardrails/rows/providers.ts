import { isPlainObject, list, many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Guardrail, Predicate } from '../guardrail';
import { CLUSTER } from './cluster-login';
import { others } from './other-arguments';
import { row, SETTINGS, WITH_REASON } from './row';

/**
 * Arguments of the AWS provider that change neither account, credentials nor endpoints.
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
  name: 'allowed_account_ids is the account of the environment, and no other credentials, role or endpoint is used',
  breaches: ({ body, stack: { facts } }) => {
    const ids = list(body.allowed_account_ids).flat(Infinity);
    const isOwn = ids.length === 1 && String(ids[0]) === facts.account?.accountId;
    return [
      ...(isOwn ? [] : [{ got: `allowed_account_ids: ${show(body.allowed_account_ids)}`, what: 'allowed_account_ids' }]),
      ...others(body, HARMLESS_AWS),
    ];
  },
};

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

/** The guardrails of providers. */
export const PROVIDER_ROWS: readonly Guardrail[] = [
  row({
    id: 'terraform.account',
    chapter: SETTINGS,
    on: ['provider:aws'],
    path: 'allowed_account_ids',
    must: ACCOUNT,
    rule: 'the account of the environment in allowed_account_ids, and the credentials of the user or job that runs Terraform',
    fix: `use the account of the environment, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.cluster',
    chapter: SETTINGS,
    on: ['provider:helm', 'provider:kubernetes'],
    path: 'host, cluster_ca_certificate, exec',
    must: CLUSTER,
    rule: "the endpoint and certificate authority of the environment's cluster, and the login of the user or job that runs Terraform",
    fix: `use the endpoint and certificate authority of the environment, and log in with aws eks get-token, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.providers',
    chapter: SETTINGS,
    on: ['section:terraform'],
    path: 'terraform.required_providers',
    must: PROVIDER_SOURCES,
    rule: 'the HashiCorp providers for AWS, Kubernetes and Helm',
    fix: "remove the code that changes their source; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
];
